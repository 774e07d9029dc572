package io.pteroorders.payment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts as gateways write them: in lower-case hexadecimal digits. */
final class Digests {

    private Digests() {}

    static String md5(String text) {
        return of("MD5", text);
    }

    static String sha512(String text) {
        return of("SHA-512", text);
    }

    private static String of(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
