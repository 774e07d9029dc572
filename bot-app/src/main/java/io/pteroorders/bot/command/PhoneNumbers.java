package io.pteroorders.bot.command;

import com.google.common.base.CharMatcher;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Phone numbers in any notation that Indonesians write them in. Thread-safe. */
public final class PhoneNumbers {

    private static final String HOME = "ID";
    private static final int MIN_DIGITS = 8;
    private static final Pattern CHAT_ID = Pattern.compile("[1-9]\\d{7,14}(:\\d{1,5})?@(s\\.whatsapp\\.net|c\\.us)");

    /** Letters are not read as the keys of a telephone, nor anything as an extension. */
    private static final Pattern NOTATION = Pattern.compile("[+(]?[0-9][0-9 ().\u00a0-]*");

    private static final CharMatcher DIGITS = CharMatcher.inRange('0', '9');

    private PhoneNumbers() {}

    /**
     * The person with this number, in any notation: {@code 0812..}, {@code +62 812-..}, {@code 62812..}, or a full chat
     * id.
     *
     * @return empty if it is no possible number
     */
    public static Optional<PersonId> parse(String typed) {
        String stripped = typed.strip();
        if (CHAT_ID.matcher(stripped).matches()) {
            return Optional.of(PersonId.of(stripped));
        }
        boolean written = NOTATION.matcher(stripped).matches()
                && DIGITS.retainFrom(stripped).length() >= MIN_DIGITS;
        return written
                ? international(stripped)
                        .or(() -> international("+" + stripped))
                        .map(PersonId::of)
                : Optional.empty();
    }

    private static Optional<String> international(String typed) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            PhoneNumber number = numbers.parse(typed, HOME);
            boolean tooShortForItsZero = number.hasItalianLeadingZero();
            return numbers.isPossibleNumber(number) && !tooShortForItsZero
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164).substring(1))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /** The digits to search for when somebody types a number, or its beginning or end. */
    public static String searchDigits(String typed) {
        return parse(typed).flatMap(PersonId::phoneDigits).orElseGet(() -> beginning(typed));
    }

    private static String beginning(String typed) {
        String digits = DIGITS.retainFrom(typed);
        boolean national = digits.startsWith("0") && !typed.startsWith("+");
        return national ? PhoneNumberUtil.getInstance().getCountryCodeForRegion(HOME) + digits.substring(1) : digits;
    }
}
