package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.port.PictureFiles;
import io.pteroorders.bot.site.view.Fact;
import java.util.function.Supplier;

/**
 * What pages show of the program beside orders.
 *
 * @param proofs the pictures of payments
 * @param troubles why it does not work as it should, in plain English; empty while it does
 * @param settings in force, as they may be shown
 */
public record ShopState(PictureFiles proofs, Supplier<ImmutableList<String>> troubles, ImmutableList<Fact> settings) {}
