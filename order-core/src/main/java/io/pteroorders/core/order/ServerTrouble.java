package io.pteroorders.core.order;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The reason why a {@link Server} is not getting on, in the shop's terms. Immutable and thread-safe.
 *
 * @param kind what is wrong
 * @param detail what the kind does not say, such as the field that the panel refused and its rule; cleaned, at most 200
 *     characters, without anything personal; may be empty
 */
public record ServerTrouble(Kind kind, String detail) {

    private static final int LONGEST_DETAIL = 200;

    /** What can be wrong. */
    public enum Kind {
        /** No machine has room for it at present. */
        NO_ROOM,
        /** No machine has a free port for it at present. */
        NO_PORT,
        /** The panel cannot be reached, or has trouble itself. */
        PANEL_AWAY,
        /** The panel does not take the shop's key, or the key may not do this. */
        KEY_REFUSED,
        /** The panel said no; the detail has the field and the rule. */
        REFUSED,
        /** The customer's address is that of another user of the panel; the detail has that user's number. */
        ADDRESS_TAKEN,
        /** Its program could not be put there, twice. */
        INSTALL_FAILED,
        /** Its program is being put there for too long. */
        INSTALL_SLOW,
        /** The panel has it no more. */
        GONE,
        /** It was tried for too long. */
        GIVEN_UP,
        /** Somebody stopped it. */
        STOPPED;

        private static final ImmutableMap<String, Kind> WORDS = Maps.uniqueIndex(EnumSet.allOf(Kind.class), Kind::word);

        /** The lower-case word used in files, for example {@code no-room}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind with this word. */
        public static Optional<Kind> parse(String word) {
            return Optional.ofNullable(WORDS.get(word));
        }
    }

    /** Cuts a detail that is too long. */
    public ServerTrouble {
        Objects.requireNonNull(kind, "kind");
        String clean = FreeText.clean(detail);
        detail = FreeText.length(clean) <= LONGEST_DETAIL
                ? clean
                : FreeText.clean(clean.substring(0, clean.offsetByCodePoints(0, LONGEST_DETAIL)));
    }

    /** Trouble whose kind says all. */
    public static ServerTrouble of(Kind kind) {
        return new ServerTrouble(kind, "");
    }
}
