package io.pteroorders.core.order;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/** Why a server is kept and cannot run. There may be several reasons; it runs again when the last of them is gone. */
public enum SuspensionReason {
    /** It is not paid for any more. A payment ends this reason, and no other. */
    BILLING,
    /** The customer did harm with it. */
    ABUSE,
    /** An admin wants it so. */
    ADMIN,
    /** The customer and the shop agreed on a pause; its days are paid for later. */
    PAUSE;

    private static final ImmutableMap<String, SuspensionReason> WORDS =
            Maps.uniqueIndex(EnumSet.allOf(SuspensionReason.class), SuspensionReason::word);

    /** The lower-case word used in files and commands. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this word, in any case. */
    public static Optional<SuspensionReason> parse(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }
}
