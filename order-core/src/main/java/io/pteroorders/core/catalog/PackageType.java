package io.pteroorders.core.catalog;

import com.google.common.base.Ascii;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The code of a package, for example {@code bronze}: a lower-case slug of 1 to 32 characters from {@code a-z 0-9 _ -}
 * that begins with a letter or digit.
 *
 * <p>The set is open. A shop sells what its {@link PackageCatalog} says, and an order of a package that is no longer
 * sold still loads, lists and prints.
 *
 * <p>Immutable and thread-safe; ordered alphabetically.
 *
 * @param code the slug
 */
public record PackageType(String code) implements Comparable<PackageType> {

    /** The rule for a code, as a regular expression. */
    public static final String PATTERN = "[a-z0-9][a-z0-9_-]{0,31}";

    private static final Pattern RULE = Pattern.compile(PATTERN);

    public static final PackageType BRONZE = new PackageType("bronze");
    public static final PackageType SILVER = new PackageType("silver");
    public static final PackageType GOLD = new PackageType("gold");
    public static final PackageType PLATINUM = new PackageType("platinum");
    public static final PackageType DIAMOND = new PackageType("diamond");

    /** @throws IllegalArgumentException if the code breaks {@link #PATTERN} */
    public PackageType {
        if (!RULE.matcher(code).matches()) {
            throw new IllegalArgumentException("package code must match " + PATTERN + ", was \"" + code + "\"");
        }
    }

    /** The type with this code, in any case; empty if the text breaks {@link #PATTERN}. */
    public static Optional<PackageType> parse(String text) {
        String code = Ascii.toLowerCase(text);
        return RULE.matcher(code).matches() ? Optional.of(new PackageType(code)) : Optional.empty();
    }

    @Override
    public int compareTo(PackageType other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
