package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of rupiah in what banks write: {@code Rp25.037}, {@code 25.037,00}, {@code IDR 25,037.00}. A number that can be
 * read in two ways, or has sen, is none.
 */
public final class RupiahText {

    /** More than anybody pays for a server, and far from what a number can hold. */
    private static final int MOST_DIGITS = 12;

    private static final String GROUPS =
            "[1-9][0-9]{0,2}(?:\\.[0-9]{3})+(?:,00)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\\.00)?";
    private static final Pattern AMOUNT = Pattern.compile(GROUPS + "|[0-9]+(?:[.,]00)?");

    /** A minus belongs to the number, and so does what multiplies it: both make it none. */
    private static final String NUMBER = "(-?[0-9][0-9.,]*(?:\\s*(?:rb|ribu|k|jt|juta)\\b)?)";

    private static final Pattern NAMED = Pattern.compile(
            "(?:(?<!\\p{L})(\\p{L}{1,20})[\\s:]*)?(-\\s?)?\\b(?:rp|idr)\\.?\\s*" + NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern ANY = Pattern.compile(NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern OUT =
            Pattern.compile("\\b(?:db|debit|debet|didebit|didebet|keluar)\\b", Pattern.CASE_INSENSITIVE);
    private static final ImmutableSet<String> OF_THE_ACCOUNT = ImmutableSet.of("saldo", "balance", "sisa", "akhir");

    private RupiahText() {}

    /** The amount that this text is. */
    public static OptionalLong parse(String text) {
        String number = text.strip();
        if (!AMOUNT.matcher(number).matches()) {
            return OptionalLong.empty();
        }
        String whole = number.replaceFirst("[.,]00$", "").replaceAll("[.,]", "");
        return whole.length() > MOST_DIGITS ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(whole));
    }

    /**
     * The one amount that a text speaks of: the only one after {@code Rp} or {@code IDR} that is no balance, or else the only
     * number.
     *
     * @return empty if there is none, or several, or it went out
     */
    static OptionalLong find(String text) {
        return OUT.matcher(text).find() ? OptionalLong.empty() : findIn(text);
    }

    private static OptionalLong findIn(String text) {
        Amounts named = new Amounts();
        Matcher each = NAMED.matcher(text);
        boolean any = false;
        while (each.find()) {
            any = true;
            if (!isOfTheAccount(Optional.ofNullable(each.group(1)))) {
                named.add(each.group(2) == null ? each.group(3) : "-");
            }
        }
        return any ? named.only() : onlyNumber(text);
    }

    private static boolean isOfTheAccount(Optional<String> wordBefore) {
        return wordBefore
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(OF_THE_ACCOUNT::contains)
                .isPresent();
    }

    private static OptionalLong onlyNumber(String text) {
        Amounts numbers = new Amounts();
        Matcher each = ANY.matcher(text);
        while (each.find()) {
            numbers.add(each.group());
        }
        return numbers.only();
    }

    /** Amounts of which there should be one. */
    private static final class Amounts {

        private OptionalLong first = OptionalLong.empty();
        private boolean clear = true;

        void add(String number) {
            OptionalLong amount = parse(withoutEnd(number));
            clear &= amount.isPresent() && (first.isEmpty() || first.equals(amount));
            first = amount;
        }

        /** A sentence may end behind a number. */
        private static String withoutEnd(String number) {
            return number.endsWith(".") || number.endsWith(",") ? number.substring(0, number.length() - 1) : number;
        }

        OptionalLong only() {
            return clear ? first : OptionalLong.empty();
        }
    }
}
