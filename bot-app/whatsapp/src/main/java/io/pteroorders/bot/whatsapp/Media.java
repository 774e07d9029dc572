package io.pteroorders.bot.whatsapp;

/**
 * A file that somebody sent; it is at Meta until it is fetched.
 *
 * @param id Meta's id for it, digits
 * @param sha256 its digest in base64, as the webhook says it; empty if it does not
 */
record Media(String id, String sha256) {}
