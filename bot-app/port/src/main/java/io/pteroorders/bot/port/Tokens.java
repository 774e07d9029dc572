package io.pteroorders.bot.port;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Texts that nobody guesses, and what is kept of them. */
public final class Tokens {

    private static final int BYTES = 32;

    private Tokens() {}

    /** Draws one: 256 bits, as 43 letters that may stand in an address. */
    public static String draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return BaseEncoding.base64Url().omitPadding().encode(bytes);
    }

    /** What is kept of one: SHA-256 in hexadecimal digits. */
    public static String digest(String token) {
        return Hashing.sha256().hashString(token, StandardCharsets.UTF_8).toString();
    }
}
