package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableSet;
import java.net.URI;
import java.util.Optional;

/**
 * What the operator chose for the shop's pages. Immutable and thread-safe.
 *
 * @param address where people find them, without a path: https, or this machine
 * @param number to which customers write, in digits with the country code; empty if pages do not say it
 * @param proxies whose word about addresses counts, as {@link io.pteroorders.bot.web.AddressRanges} has them
 */
public record SiteSettings(URI address, Optional<String> number, ImmutableSet<String> proxies) {}
