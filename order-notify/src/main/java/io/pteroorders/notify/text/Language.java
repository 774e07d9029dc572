package io.pteroorders.notify.text;

import java.util.Locale;
import java.util.Optional;

/** A language that every text exists in. */
public enum Language {
    INDONESIAN("id"),
    ENGLISH("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The two-letter code. */
    public String code() {
        return code;
    }

    /** The language with this code, in any case. */
    public static Optional<Language> parse(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "id", "indonesia", "indonesian" -> Optional.of(INDONESIAN);
            case "en", "inggris", "english" -> Optional.of(ENGLISH);
            default -> Optional.empty();
        };
    }
}
