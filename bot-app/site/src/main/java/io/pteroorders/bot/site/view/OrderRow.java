package io.pteroorders.bot.site.view;

/**
 * An order in one line, for its reader. Immutable and thread-safe.
 *
 * @param path of its page
 * @param customer their name and number, masked; empty for themselves
 */
public record OrderRow(
        String id,
        String path,
        String packageName,
        String duration,
        String icon,
        String status,
        String total,
        String created,
        String customer) {}
