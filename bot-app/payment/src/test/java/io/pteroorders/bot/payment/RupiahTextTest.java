package io.pteroorders.bot.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RupiahTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    25037                | 25037
                    25.037               | 25037
                    25,037               | 25037
                    25.037,00            | 25037
                    25,037.00            | 25037
                    25037,00             | 25037
                    1.250.037            | 1250037
                    1,250,037.00         | 1250037
                    1.037                | 1037
                    999.999.999.999      | 999999999999
                    """)
    void anAmountIsWrittenInManyWays(String text, long amount) {
        assertEquals(OptionalLong.of(amount), RupiahText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "25.03", "25.0377", "25.037,50", "25,037.5", "25.037.00", "2.5037", "25,037,00",
                        "1.000.000.000.000",
                "1000000000000", "-25037", "+25037", "25 037", "25037.", "0x61CD", "25e3", "Rp25037", "٢٥٠٣٧", "0.037",
                        "1.,000"
            })
    void whatCanBeReadInTwoWaysIsNone(String text) {
        assertEquals(OptionalLong.empty(), RupiahText.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Rp25.037                                                             | 25037
                    Dana masuk Rp 25.037 dari BUDI 15/01/2026 12:00                      | 25037
                    IDR 25,037.00 has been credited to account ****1234                  | 25037
                    Anda menerima transfer Rp25.037,00. Saldo: Rp1.250.000,00            | 25037
                    Saldo Rp9.000.000. Terima Rp25.037.                                  | 25037
                    Sisa Rp 1.000.000, masuk Rp. 25.037                                  | 25037
                    Terima Rp25.037,- pada 2026-01-15                                    | 25037
                    Total Rp25.037 (bayar Rp25.037)                                      | 25037
                    25037                                                                | 25037
                    QRIS 25.037 diterima                                                 | 25037
                    rp25037 masuk ke rekening 8831234567                                 | 25037
                    25.037,00 CR                                                         | 25037
                    """)
    void theOneAmountOfATextIsFound(String text, long amount) {
        assertEquals(OptionalLong.of(amount), RupiahText.find(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Selamat pagi",
                "Terima Rp25.037 dan Rp24.998",
                "Masuk Rp25.03",
                "Masuk Rp25.037,50",
                "25037 pada 2026",
                "12:00 25.037",
                "Saldo Rp1.250.000",
                "Rp -25.037",
                "-Rp25.037",
                "-25.037",
                "Rp25.037 DB",
                "Transfer keluar Rp25.037",
                "Didebit Rp25.037",
                "Rp25rb",
                "Rp 25 ribu",
                "Rp1,5 jt",
                "Rp"
            })
    void noneSeveralAndWhatWentOutAreNone(String text) {
        assertEquals(OptionalLong.empty(), RupiahText.find(text));
    }

    @Property(tries = 200)
    void whateverIsWrittenAmountsAreFoundAsTheyAre(@ForAll @LongRange(min = 1, max = 999_999_999_999L) long amount) {
        String dots = String.format(Locale.GERMANY, "%,d", amount);
        String commas = String.format(Locale.US, "%,d", amount);
        for (String written : new String[] {dots, commas, dots + ",00", commas + ".00", Long.toString(amount)}) {
            assertEquals(OptionalLong.of(amount), RupiahText.find("Masuk Rp" + written + " dari Budi"), written);
        }
    }

    @Property(tries = 500)
    void anyTextIsRead(@ForAll String text) {
        assertTrue(RupiahText.find(text).orElse(1) >= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "rp", "rp ", "1", "1.", "saldo ", " ", "-", "a:", "rp1.000"})
    void aLongTextIsReadInOneGo(String part) {
        RupiahText.find(part.repeat(30_000));
    }
}
