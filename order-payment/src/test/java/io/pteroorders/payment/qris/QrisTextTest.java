package io.pteroorders.payment.qris;

import static io.pteroorders.core.testkit.Fixtures.rupiah;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrisTextTest {

    /** A code that Midtrans publishes in its documentation. */
    private static final String PUBLISHED =
            "00020101021226620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO.QRIS.WWW0215"
                    + "AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG6105402845409789000.0062475036"
                    + "c032f87c-f773-4619-aefa-675e1f06f9210703A016304A623";

    /** The same without an amount, for many payments. */
    static final String BY_THE_TILL =
            "00020101021126620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO.QRIS.WWW0215"
                    + "AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG61054028463047968";

    /** The same with its fields in another order. */
    private static final String TURNED_ROUND =
            "0002016105402846007BANDUNG5904Test5802ID53033605204341451440014ID.CO.QRIS.WWW0215AID0607336128660303UKE"
                    + "26620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE01021163041DB4";

    private static final String TWO_NAMES =
            "00020101021126620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO.QRIS.WWW0215"
                    + "AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG6105402845904Toko630437B2";

    private static void assertRefused(String why, String text) {
        assertEquals(
                why,
                assertThrows(QrisException.class, () -> QrisText.parse(text)).getMessage());
    }

    @Test
    void aPublishedCodeIsReadAndWrittenToTheCharacter() {
        QrisText code = QrisText.parse(PUBLISHED);
        assertEquals(PUBLISHED, code.toString());
        assertEquals("Test", code.merchant());
        assertEquals(Optional.of("789000.00"), code.amount());
    }

    @Test
    void spaceAroundItAndALowerCaseChecksumAreFine() {
        assertEquals(QrisText.parse(PUBLISHED), QrisText.parse(" " + PUBLISHED.replace("A623", "a623") + "\r\n"));
    }

    @Test
    void theAmountStandsBehindTheCurrencyAndReplacesAnother() {
        QrisText code = QrisText.parse(PUBLISHED).withAmount(rupiah(25_037));
        assertTrue(code.toString().startsWith("00020101021226"), code.toString());
        assertTrue(code.toString().contains("5303360540525037"), code.toString());
        assertEquals(Optional.of("25037"), code.amount());
        assertEquals(code, QrisText.parse(code.toString()));
        assertEquals(1, code.toString().split("789000", -1).length);
    }

    @Test
    void aCodeThatIsNotForOnePaymentBecomesSo() {
        QrisText code = QrisText.parse(BY_THE_TILL);
        assertFalse(code.isForOnePayment());
        assertEquals(Optional.empty(), code.amount());
        QrisText once = code.withAmount(rupiah(1));
        assertTrue(once.isForOnePayment());
        assertTrue(once.toString().startsWith("000201" + "010212"));
    }

    @Test
    void theFieldsMayStandInAnyOrder() {
        QrisText code = QrisText.parse(TURNED_ROUND).withAmount(rupiah(25_037));
        assertEquals("Test", code.merchant());
        assertEquals(code, QrisText.parse(code.toString()));
        assertTrue(code.toString().contains("530336054052503752"), code.toString());
    }

    @Property(tries = 500)
    void whateverTheAmountTheCodeReadsBack(@ForAll @LongRange(min = 1, max = 9_999_999_999_999L) long amount) {
        QrisText code = QrisText.parse(PUBLISHED).withAmount(rupiah(amount));
        assertEquals(
                Optional.of(Long.toString(amount)),
                QrisText.parse(code.toString()).amount());
    }

    @Property(tries = 500)
    void anyCharacterThatIsChangedIsNoticed(
            @ForAll @IntRange(max = 260) int place, @ForAll @IntRange(min = 1, max = 94) int by) {
        int at = place % PUBLISHED.length();
        char changed = (char) (' ' + (PUBLISHED.charAt(at) - ' ' + by) % 95);
        String damaged = PUBLISHED.substring(0, at) + changed + PUBLISHED.substring(at + 1);
        boolean sameChecksum = Character.toUpperCase(changed) == PUBLISHED.charAt(at) && at >= PUBLISHED.length() - 4;
        if (!sameChecksum) {
            assertThrows(QrisException.class, () -> QrisText.parse(damaged));
        }
    }

    @Property(tries = 300)
    void noTextDoesMoreThanBeRefused(@ForAll String text) {
        assertThrows(QrisException.class, () -> QrisText.parse(text));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertRefused("a QRIS text begins with 000201, this one does not", "");
        assertRefused("a QRIS text begins with 000201, this one does not", "6304A623");
        assertRefused(
                "the QRIS text cannot be read from its character 1 on: copy it whole, from 000201 to the four"
                        + " characters behind 6304",
                "https://example.org");
        assertRefused(
                "the QRIS text cannot be read from its character 189 on: copy it whole, from 000201 to the four"
                        + " characters behind 6304",
                PUBLISHED.substring(0, 230));
        assertRefused("the QRIS text has its field 59 twice", TWO_NAMES);
        assertRefused(
                "a QRIS text ends with 6304 and four characters, this one does not: it was cut off",
                PUBLISHED.substring(0, PUBLISHED.length() - 8));
        assertRefused(
                "the checksum of the QRIS text is wrong: a character was changed or lost",
                PUBLISHED.replace("Test", "Tost"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.5", "10000000000000"})
    void anAmountIsWholeRupiahAndMoreThanNothing(String amount) {
        Money wrong = Money.of(CurrencyUnit.of("IDR"), new BigDecimal(amount));
        assertThrows(RuntimeException.class, () -> QrisText.parse(PUBLISHED).withAmount(wrong));
    }

    @Test
    void noOtherCurrencyIsTaken() {
        Money dollars = Money.of(CurrencyUnit.USD, 5);
        assertThrows(
                IllegalArgumentException.class, () -> QrisText.parse(PUBLISHED).withAmount(dollars));
    }
}
