package io.pteroorders.core.storage;

import com.google.common.base.Preconditions;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names one request, so that a store carries it out once however often it arrives: 128 bits of a hash, as 32 lower-case
 * hexadecimal digits. Immutable and thread-safe.
 *
 * @param hex the digits
 */
public record RequestId(String hex) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    /** @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits */
    public RequestId {
        Preconditions.checkArgument(HEX.matcher(hex).matches(), "a request id is 32 lower-case hexadecimal digits");
    }

    /**
     * The id of a request that these parts tell from all others, for example transport, message id and order id. The
     * same parts give the same id everywhere.
     */
    public static RequestId of(String... parts) {
        Hasher hasher = Hashing.sha256().newHasher();
        for (String part : parts) {
            hasher.putInt(part.length()).putString(part, StandardCharsets.UTF_8);
        }
        return new RequestId(hasher.hash().toString().substring(0, 32));
    }
}
