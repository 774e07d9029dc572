package io.pteroorders.bot.api.webhook;

import com.google.common.base.Preconditions;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.Immutable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that a receiver shares, by which it knows that a message is from this shop. It tells itself to nobody but by
 * {@link #text}. Immutable and thread-safe.
 */
@Immutable
final class Secret {

    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Draws a new one. */
    static Secret draw(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(PREFIX + BaseEncoding.base64().encode(bytes));
    }

    /** The one with this text. */
    static Secret of(String text) {
        Preconditions.checkArgument(text.startsWith(PREFIX), "this is no secret of a webhook");
        return new Secret(text);
    }

    /** As its receiver gets it once: {@value #PREFIX} and Base64. */
    String text() {
        return text;
    }

    /** The signature of a message, as a header has it. */
    String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(BaseEncoding.base64().decode(text.substring(PREFIX.length())), ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + BaseEncoding.base64().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs so", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret same && text.equals(same.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
