package io.pteroorders.bot.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.pteroorders.core.order.PersonId;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is read in the one way that it can be meant, or refused; never as another number. */
class PhoneNumbersTest {

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    @ParameterizedTest
    @CsvSource({
        "62811960456, 62811960456",
        "0811-960-456, 62811960456",
        "+62 811 960 456, 62811960456",
        "0812-3456-7890, 6281234567890",
        "6281234567890, 6281234567890",
        "+62 (0)812-3456-7890, 6281234567890",
        "85712345678, 6285712345678",
        "+55 11 98765-4321, 5511987654321",
        "551187654321, 551187654321",
        "+54 11 2345-6789, 541123456789",
        "5491123456789, 5491123456789",
        "+52 55 1234 5678, 525512345678",
        "+52 1 55 1234 5678, 5215512345678",
        "5215512345678, 5215512345678",
        "+60 12-345 6789, 60123456789",
        "+1 (650) 253-0000, 16502530000",
        "6281234567890:12@s.whatsapp.net, 6281234567890",
        "\u202A+62 812\u20113456\u20117890\u202C, 6281234567890",
        "+62\u00A0812\u20133456\u20147890, 6281234567890",
        "0812\u202F3456\u22127890\u200E, 6281234567890",
        "\u20680812\u2010345\u20127890\uFEFF, 628123457890"
    })
    void aNumberIsReadExactly(String typed, String digits) {
        assertEquals(Optional.of(PersonId.whatsApp(digits)), PhoneNumbers.parse(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202A+62 812\u20113456\u20117890\u202C",
                "0812\u20103456\u22127890",
                "\uFF0B62\u00A0812\u2007345\u202F67890",
                "\u200E0812\u20143456\u200B7890\uFEFF",
                "\uFF10812-3456-7890"
            })
    void whatPeopleDoNotSeeIsNoPartOfANumber(String pasted) {
        assertEquals(Optional.of(PersonId.phone("6281234567890")), PhoneNumbers.parse(pasted));
        assertEquals("6281234567890", PhoneNumbers.searchDigits(pasted));
    }

    @ParameterizedTest
    @CsvSource({
        "0062 812-3456-7890, begins with 00",
        "001 62 812-3456-7890, begins with 00",
        "81234567890, write which",
    })
    void oneThatMayBeAnotherIsRefusedWithTheRule(String typed, String rule) {
        assertEquals(Optional.empty(), PhoneNumbers.parse(typed));
        String problem = PhoneNumbers.problem(typed).orElseThrow();
        assertTrue(problem.contains(rule), problem);
    }

    /** An example of each kind of number of each country that there is. */
    static Stream<PhoneNumber> examples() {
        return NUMBERS.getSupportedRegions().stream()
                .sorted()
                .flatMap(region -> Stream.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
                        .map(type -> NUMBERS.getExampleNumberForType(region, type)))
                .filter(number -> number != null && !number.hasItalianLeadingZero());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aNumberOfAnyCountryIsItselfOrRefused(PhoneNumber number) {
        String digits = NUMBERS.format(number, PhoneNumberFormat.E164).substring(1);
        Optional<PersonId> itself = Optional.of(PersonId.whatsApp(digits));
        if (digits.length() >= 8) {
            assertEquals(itself, PhoneNumbers.parse("+" + digits));
            assertEquals(
                    itself,
                    PhoneNumbers.parse(NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL)
                            .replace('/', ' ')));
            Optional<PersonId> bare = PhoneNumbers.parse(digits);
            assertTrue(bare.isEmpty() || bare.equals(itself), () -> digits + " is read as another number");
        }
    }

    @Property
    void aNumberAtHomeIsTheSameInItsThreeNotations(
            @ForAll @StringLength(min = 6, max = 10) @CharRange(from = '0', to = '9') String rest) {
        Optional<PersonId> itself = Optional.of(PersonId.phone("628" + rest));
        for (String typed : new String[] {"08" + rest, "628" + rest, "+628" + rest}) {
            Optional<PersonId> read = PhoneNumbers.parse(typed);
            assertTrue(read.isEmpty() || read.equals(itself), typed);
            assertEquals(PhoneNumbers.parse("+628" + rest), read, typed);
        }
    }

    @ParameterizedTest
    @CsvSource({"5511987654321, 551187654321", "541123456789, 5491123456789", "525512345678, 5215512345678"})
    void onePhoneHasTwoFormsWhereWhatsAppMayLeaveOutADigit(String one, String other) {
        assertEquals(Optional.of(PersonId.whatsApp(other)), PhoneNumbers.otherForm(PersonId.whatsApp(one)));
        assertEquals(Optional.of(PersonId.whatsApp(one)), PhoneNumbers.otherForm(PersonId.whatsApp(other)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6281234567890", "551133334444", "16502530000", "5511987654321@lid", "budi"})
    void othersHaveOne(String id) {
        assertEquals(Optional.empty(), PhoneNumbers.otherForm(PersonId.whatsApp(id)));
    }
}
