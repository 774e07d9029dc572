package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.pteroorders.core.order.PersonId;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in any notation that Indonesians write them in. A number is read in the one way that it can be meant, or
 * not at all. Thread-safe.
 */
public final class PhoneNumbers {

    private static final String HOME = "ID";
    private static final String HOME_CODE = "62";
    private static final String TRUNK = "0";
    private static final int MIN_DIGITS = 8;
    private static final Pattern CHAT_ID = Pattern.compile("[1-9]\\d{7,14}(:\\d{1,5})?@(s\\.whatsapp\\.net|c\\.us)");

    /** Letters are not read as the keys of a telephone, nor anything as an extension. */
    private static final Pattern NOTATION = Pattern.compile("[+(]?[0-9][0-9 ().\u00a0-]*");

    /**
     * A country where WhatsApp writes numbers with or without one digit more, which cannot be told from the number.
     *
     * @param numbers what stands before the digit, the digit or nothing, and what stands after it
     */
    private record TwoForms(Pattern numbers, String digit) {

        Optional<String> other(String number) {
            Matcher form = numbers.matcher(number);
            return form.matches()
                    ? Optional.of(form.group(1) + (form.group(2).isEmpty() ? digit : "") + form.group(3))
                    : Optional.empty();
        }
    }

    /** Mobile numbers of Brazil, numbers of Argentina and of Mexico. */
    private static final ImmutableList<TwoForms> TWO_FORMS = ImmutableList.of(
            new TwoForms(Pattern.compile("(55\\d{2})(9?)([6-9]\\d{7})"), "9"),
            new TwoForms(Pattern.compile("(54)(9?)(\\d{10})"), "9"),
            new TwoForms(Pattern.compile("(52)(1?)(\\d{10})"), "1"));

    private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

    private PhoneNumbers() {}

    /**
     * The person with this number, in any notation: {@code 0812..}, {@code +62 812-..}, {@code 62812..}, or a full chat
     * id.
     *
     * @return empty if it is no possible number, or may be two: {@link #problem} says why
     */
    public static Optional<PersonId> parse(String typed) {
        String stripped = plain(typed);
        if (CHAT_ID.matcher(stripped).matches()) {
            return Optional.of(PersonId.whatsApp(stripped));
        }
        String digits = DIGITS.retainFrom(stripped);
        if (!NOTATION.matcher(stripped).matches() || digits.length() < MIN_DIGITS || digits.startsWith("00")) {
            return Optional.empty();
        }
        if (stripped.startsWith("+") || digits.startsWith(HOME_CODE)) {
            return number("+" + digits);
        }
        if (digits.startsWith(TRUNK)) {
            return number(digits);
        }
        return isAmbiguous(digits) ? Optional.empty() : number("+" + digits).or(() -> number(TRUNK + digits));
    }

    /** Without a plus or a zero, what begins with another country's code may be a number at home that lacks its zero. */
    private static boolean isAmbiguous(String digits) {
        PhoneNumber home = read(TRUNK + digits);
        return home != null
                && PhoneNumberUtil.getInstance().isValidNumber(home)
                && number("+" + digits).isPresent();
    }

    /** Why a number is not taken, if there is more to say than that it is none. */
    public static Optional<String> problem(String typed) {
        String digits = DIGITS.retainFrom(typed);
        if (digits.startsWith("00")) {
            return Optional.of("it begins with 00: write + and the country's code instead, such as +" + HOME_CODE);
        }
        boolean plain =
                NOTATION.matcher(plain(typed)).matches() && !plain(typed).startsWith("+");
        return plain && digits.length() >= MIN_DIGITS && !digits.startsWith(TRUNK) && isAmbiguous(digits)
                ? Optional.of("it may be +" + digits + " or 0" + digits + ": write which")
                : Optional.empty();
    }

    /** Pasted numbers have marks of direction around them, and dashes and spaces of their own. */
    private static String plain(String typed) {
        String seen = TypedCommand.plain(Normalizer.normalize(typed, Normalizer.Form.NFKC));
        return SPACE.matcher(seen).replaceAll(" ").strip();
    }

    private static Optional<PersonId> number(String written) {
        return Optional.ofNullable(read(written))
                .filter(number -> !number.hasItalianLeadingZero())
                .map(number -> PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164))
                .filter(PhoneNumbers::isPossible)
                .map(e164 -> PersonId.phone(e164.substring(1)));
    }

    private static boolean isPossible(String e164) {
        PhoneNumber number = read(e164);
        return number != null
                && (PhoneNumberUtil.getInstance().isPossibleNumber(number)
                        || otherForm(e164.substring(1))
                                .map(other -> read("+" + other))
                                .filter(PhoneNumberUtil.getInstance()::isPossibleNumber)
                                .isPresent());
    }

    private static @Nullable PhoneNumber read(String written) {
        try {
            return PhoneNumberUtil.getInstance().parse(written, HOME);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** The same phone in the other form that WhatsApp may write it in; most countries have one form only. */
    public static Optional<PersonId> otherForm(PersonId person) {
        return person.phoneDigits().flatMap(PhoneNumbers::otherForm).map(PersonId::phone);
    }

    private static Optional<String> otherForm(String digits) {
        return TWO_FORMS.stream()
                .flatMap(country -> country.other(digits).stream())
                .findFirst();
    }

    /** A person's number for logs: masked, with the country that it is taken to be in. */
    public static String described(PersonId person) {
        Optional<String> country = person.phoneDigits()
                .map(digits -> read("+" + digits))
                .map(PhoneNumberUtil.getInstance()::getRegionCodeForNumber);
        String known = otherForm(person).isPresent() ? ", with and without the digit that WhatsApp may leave out" : "";
        return person.masked() + country.map(code -> " (" + code + known + ")").orElse("");
    }

    /** The digits to search for when somebody types a number, or its beginning or end. */
    public static String searchDigits(String typed) {
        return parse(typed).flatMap(PersonId::phoneDigits).orElseGet(() -> beginning(typed));
    }

    private static String beginning(String typed) {
        String digits = DIGITS.retainFrom(typed);
        boolean national = digits.startsWith(TRUNK) && !typed.startsWith("+");
        return national ? HOME_CODE + digits.substring(1) : digits;
    }
}
