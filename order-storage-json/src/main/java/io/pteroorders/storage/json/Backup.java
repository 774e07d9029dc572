package io.pteroorders.storage.json;

import java.nio.file.Path;

/**
 * A backup that was read again and found right. Its digest stands beside it in a file that {@code sha256sum -c} checks.
 * Immutable and thread-safe.
 *
 * @param file in the format of {@code orders.json}
 * @param bytes its length
 * @param orders how many orders it holds
 * @param sha256 the digest of its bytes, in hexadecimal digits
 */
public record Backup(Path file, long bytes, long orders, String sha256) {}
