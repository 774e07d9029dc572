package io.pteroorders.notify.text;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.format.MoneyAmountStyle;

/** A language that every text exists in. */
public enum Language {
    INDONESIAN("id", "Indonesia", "Rp", MoneyAmountStyle.ASCII_DECIMAL_COMMA_GROUP3_DOT, "HH.mm", "indonesian"),
    ENGLISH("en", "English", "IDR", MoneyAmountStyle.ASCII_DECIMAL_POINT_GROUP3_COMMA, "HH:mm", "inggris");

    private final String code;
    private final String ownName;
    private final String rupiah;

    @SuppressWarnings("ImmutableEnumChecker") // It is immutable, and says so in words alone.
    private final MoneyAmountStyle amounts;

    private final String clock;
    private final ImmutableSet<String> otherNames;

    Language(String code, String ownName, String rupiah, MoneyAmountStyle amounts, String clock, String... otherNames) {
        this.code = code;
        this.ownName = ownName;
        this.rupiah = rupiah;
        this.amounts = amounts;
        this.clock = clock;
        this.otherNames = ImmutableSet.copyOf(otherNames);
    }

    /** The two-letter code. */
    public String code() {
        return code;
    }

    /** What those who speak it call it. */
    public String ownName() {
        return ownName;
    }

    /** The sign before an amount of rupiah. */
    String rupiah() {
        return rupiah;
    }

    /** How amounts are grouped. */
    MoneyAmountStyle amounts() {
        return amounts;
    }

    /** The pattern of a time of the day. */
    String clock() {
        return clock;
    }

    /** The codes of all, with something between them. */
    public static String codes(String between) {
        return Arrays.stream(values()).map(Language::code).collect(Collectors.joining(between));
    }

    /** The language with this code or name, in any case. */
    public static Optional<Language> parse(String typed) {
        String lower = typed.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(language -> language.code.equals(lower)
                        || language.ownName.toLowerCase(Locale.ROOT).equals(lower)
                        || language.otherNames.contains(lower))
                .findFirst();
    }
}
