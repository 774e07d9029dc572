package io.pteroorders.bot.site.view;

/**
 * A customer in one line, for admins. Immutable and thread-safe.
 *
 * @param phone masked
 * @param path of their page
 * @param ordered when they ordered last, as far as was looked
 */
public record CustomerRow(String name, String phone, String path, String ordered) {}
