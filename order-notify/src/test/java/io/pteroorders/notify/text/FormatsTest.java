package io.pteroorders.notify.text;

import static io.pteroorders.core.testkit.Fixtures.IDR;
import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

    private static final Instant EVENING = Instant.parse("2026-11-22T14:50:59.999Z");

    private static Formats formats(ZoneId zone) {
        return new Formats(Samples.texts(), zone);
    }

    private final Formats formats = formats(JAKARTA);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    IDR | 25000         | Rp 25.000            | IDR 25,000
                    IDR | 0             | Rp 0                 | IDR 0
                    IDR | 999           | Rp 999               | IDR 999
                    IDR | 1234567890123 | Rp 1.234.567.890.123 | IDR 1,234,567,890,123
                    USD | 1234.5        | USD 1.234,50         | USD 1,234.50
                    EUR | 0.99          | EUR 0,99             | EUR 0.99
                    JPY | 1500          | JPY 1.500            | JPY 1,500
                    KWD | 1.234         | KWD 1,234            | KWD 1.234
                    """)
    void moneyIsWrittenAsPeopleReadIt(String currency, BigDecimal amount, String indonesian, String english) {
        Money money = Money.of(CurrencyUnit.of(currency), amount);
        assertEquals(indonesian, formats.money(money, Language.INDONESIAN));
        assertEquals(english, formats.money(money, Language.ENGLISH));
    }

    @Test
    void rupiahHaveNoDecimals() {
        assertEquals("Rp 25.000", formats.money(Money.of(IDR, new BigDecimal("25000.00")), Language.INDONESIAN));
    }

    @Test
    void aMomentIsInTheShopsZone() {
        assertEquals("22 Nov 2026 21.50 WIB", formats.time(EVENING, Language.INDONESIAN));
        assertEquals("22 Nov 2026 21:50 WIB", formats.time(EVENING, Language.ENGLISH));
        Instant night = Instant.parse("2026-12-31T17:00:00Z");
        assertEquals("1 Jan 2027 00.00 WIB", formats.time(night, Language.INDONESIAN));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Jakarta, 21:50 WIB",
        "Asia/Pontianak, 21:50 WIB",
        "Asia/Makassar, 22:50 WITA",
        "Asia/Jayapura, 23:50 WIT",
        "Asia/Singapore, 22:50 GMT+8",
        "Asia/Kolkata, 20:20 GMT+5:30",
        "America/Caracas, 10:50 GMT-4",
        "Europe/Berlin, 15:50 GMT+1",
        "+07:00, 21:50 GMT+7",
        "UTC, 14:50 GMT"
    })
    void aZoneIsNamedTheSameByEveryJdk(String zone, String expected) {
        Formats there = formats(ZoneId.of(zone));
        assertEquals("22 Nov 2026 " + expected, there.time(EVENING, Language.ENGLISH));
        assertEquals("22 Nov 2026 " + expected.replaceFirst(":", "."), there.time(EVENING, Language.INDONESIAN));
    }

    @Test
    void anOffsetIsThatOfTheMoment() {
        Formats berlin = formats(ZoneId.of("Europe/Berlin"));
        assertEquals("1 Jul 2026 14:00 GMT+2", berlin.time(Instant.parse("2026-07-01T12:00:00Z"), Language.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({
        "1, Jan, Jan", "2, Feb, Feb", "3, Mar, Mar", "4, Apr, Apr", "5, Mei, May", "6, Jun, Jun",
        "7, Jul, Jul", "8, Agu, Aug", "9, Sep, Sep", "10, Okt, Oct", "11, Nov, Nov", "12, Des, Dec"
    })
    void aDayHasItsMonthsShortName(int month, String indonesian, String english) {
        LocalDate day = LocalDate.of(2026, month, 3);
        assertEquals("3 " + indonesian + " 2026", formats.day(day, Language.INDONESIAN));
        assertEquals("3 " + english + " 2026", formats.day(day, Language.ENGLISH));
    }

    @Test
    void aDayBeginsAtTheShopsMidnight() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        Instant midnight = Instant.parse("2026-11-22T17:00:00Z");
        assertEquals(midnight, formats.start(day));
        assertEquals(day, formats.dayOf(midnight));
        assertEquals(day.minusDays(1), formats.dayOf(midnight.minusMillis(1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 bulan, 1 month", "2, 2 bulan, 2 months", "12, 12 bulan, 12 months"})
    void monthsAreCounted(int months, String indonesian, String english) {
        assertEquals(indonesian, formats.months(months, Language.INDONESIAN));
        assertEquals(english, formats.months(months, Language.ENGLISH));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 menit, 0 minutes",
        "PT59.9S, 0 menit, 0 minutes",
        "PT1M, 1 menit, 1 minute",
        "PT59M59S, 59 menit, 59 minutes",
        "PT1H, 1 jam, 1 hour",
        "PT23H59M, 23 jam, 23 hours",
        "PT24H, 1 hari, 1 day",
        "PT400H, 16 hari, 16 days"
    })
    void aDurationIsToldInItsGreatestUnit(Duration duration, String indonesian, String english) {
        assertEquals(indonesian, formats.duration(duration, Language.INDONESIAN));
        assertEquals(english, formats.duration(duration, Language.ENGLISH));
    }

    @Test
    void everyStatusHasAnIconOfItsOwn() {
        ImmutableSet<String> icons =
                Arrays.stream(OrderStatus.values()).map(Formats::icon).collect(ImmutableSet.toImmutableSet());
        assertEquals(OrderStatus.values().length, icons.size());
    }

    @Test
    void aServerIsActiveForTheMonthsFromTheDayItWasReady() {
        Variables completed = Samples.orderTexts().forCustomer(Samples.rich(OrderStatus.COMPLETED), Language.ENGLISH);
        assertEquals("15 Apr 2026", completed.asText().get("until"));
        Variables pending = Samples.orderTexts().forCustomer(Samples.rich(OrderStatus.PENDING), Language.ENGLISH);
        assertTrue(Optional.ofNullable(pending.asText().get("until")).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "id, INDONESIAN",
        "ID, INDONESIAN",
        "en, ENGLISH",
        "EN, ENGLISH",
        "Indonesia, INDONESIAN",
        "inggris, ENGLISH"
    })
    void aLanguageIsFoundByItsCodeOrItsNameInAnyCase(String code, Language language) {
        assertEquals(Optional.of(language), Language.parse(code));
    }

    @ParameterizedTest
    @CsvSource({"''", "xx", "klingon", "ıd", "İD"})
    void noOtherLanguageIsFound(String code) {
        assertEquals(Optional.empty(), Language.parse(code));
    }
}
