package io.pteroorders.bot.whatsapp;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a webhook comes from Meta: its body is signed with the app's secret. Immutable and thread-safe. */
final class Signatures {

    /** The header that bears the signature. */
    static final String HEADER = "X-Hub-Signature-256";

    /** The fewest characters of a secret. */
    static final int SHORTEST_SECRET = 16;

    private static final String PREFIX = "sha256=";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");
    private static final String ALGORITHM = "HmacSHA256";

    private final ImmutableList<String> secrets;

    /**
     * A check.
     *
     * @param secrets the app's secret; during a rotation the new and the old one
     */
    Signatures(ImmutableList<String> secrets) {
        Preconditions.checkArgument(
                !secrets.isEmpty() && secrets.stream().allMatch(secret -> secret.length() >= SHORTEST_SECRET),
                "a secret has at least %s characters",
                SHORTEST_SECRET);
        this.secrets = secrets;
    }

    /** Whether there is exactly one signature, in the right form. */
    static boolean isWellFormed(List<String> headers) {
        return headers.size() == 1 && FORM.matcher(headers.get(0)).matches();
    }

    /** Whether a well-formed signature is that of the body; takes as long whether it is or not. */
    boolean isRight(String header, byte[] body) {
        byte[] given = BaseEncoding.base16().lowerCase().decode(header.substring(PREFIX.length()));
        boolean right = false;
        for (String secret : secrets) {
            right |= MessageDigest.isEqual(given, sign(secret, body));
        }
        return right;
    }

    private static byte[] sign(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** What stands in the header of a body signed with this secret. */
    static String header(String secret, byte[] body) {
        return PREFIX + BaseEncoding.base16().lowerCase().encode(sign(secret, body));
    }

    /** Secrets get into no log. */
    @Override
    public String toString() {
        return secrets.size() + " secrets";
    }
}
