package io.pteroorders.bot.edit;

import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.notify.text.Texts;
import org.joda.money.CurrencyUnit;

/**
 * What people of a shop edit.
 *
 * @param catalog what is for sale
 * @param texts in which words people are told things
 * @param textFiles which texts there are
 * @param currency of all prices
 */
public record Editors(
        Edited<PackageCatalog> catalog, Edited<Texts> texts, TextFiles textFiles, CurrencyUnit currency) {}
