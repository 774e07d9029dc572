package io.pteroorders.bot.session;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Texts that nobody guesses, and what is kept of them. */
final class Secrets {

    private static final int BYTES = 32;

    private Secrets() {}

    /** Draws one: 256 bits, as 43 letters that may stand in an address. */
    static String draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return BaseEncoding.base64Url().omitPadding().encode(bytes);
    }

    /** What is kept of it: SHA-256 in hexadecimal digits. */
    static String digest(String secret) {
        return Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).toString();
    }
}
