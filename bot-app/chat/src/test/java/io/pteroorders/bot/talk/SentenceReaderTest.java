package io.pteroorders.bot.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceReaderTest {

    private static final ImmutableList<PackageInfo> SOLD = PackageCatalog.PACKAGE_CATALOG.forSale();
    private static final String OWN_ORDER = "x0r4t";
    private static final SentenceReader READER = reader(Optional.empty());

    @TempDir
    Path texts;

    private static SentenceReader reader(Optional<Path> overrides) {
        Texts texts = BotApp.loadTexts(overrides);
        return new SentenceReader(name -> Arrays.stream(Language.values())
                .map(language -> texts.word(name, language))
                .toList());
    }

    private static Reading read(String text) {
        return read(READER, text, Place.NOTHING);
    }

    private static Reading read(SentenceReader reader, String text, Place place) {
        boolean server = place == Place.READY || place == Place.DUE || place == Place.SUSPENDED;
        return reader.read(text, new SentenceReader.Writer(place, server, false, OWN_ORDER::equals), SOLD);
    }

    @ParameterizedTest
    @CsvSource({
        "mau gold, gold",
        "mau GOLD dong, gold",
        "mau dimond, diamond",
        "mau brons, bronze",
        "mau yang 4gb, gold",
        "mau yang 4 giga, gold",
        "mau yang delapan giga, platinum",
        "mau yang 45rb, silver",
        "mau yang Rp 85.000, gold",
        "mau yang paling murah, bronze",
        "mau yang paling mahal, diamond",
        "mau silver bukan bronze, silver",
        "mau naik dari bronze ke silver, silver",
        "gold 3 ga jadi silver aja, silver",
        "mau bronze sama gold, 'bronze gold'",
        "mau yang 3gb, ''",
        "mau yang 50rb, ''",
        "golongan darah, ''"
    })
    void aPackageIsReadByItsNameASlipItsMemoryOrItsPrice(String text, String packages) {
        assertEquals(
                packages,
                read(text).slots().packages().stream()
                        .map(wanted -> wanted.type().code())
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "gold 3, 3",
        "gold#2, 2",
        "gold dua bulan, 2",
        "gold 3bln, 3",
        "gold setahun, 12",
        "gold setengah tahun, 6",
        "gold 2 tahun, 24",
        "gold 30 hari, 1",
        "gold sewulan, 1",
        "gold one month, 1",
        "gold 13 bulan, 13",
        "gold, 0",
        "gold seminggu, 0",
        "gold 99999999999999999999, 0"
    })
    void monthsAreReadAsTheyAreSaid(String text, int months) {
        assertEquals(months, read(text).slots().months().orElse(0));
    }

    @ParameterizedTest
    @CsvSource({"cek x0r4t, x0r4t", "ORD-7K2QM-X0R4T, ord-7k2qm-x0r4t", "cek pesanan, ''", "cek abcde, ''"})
    void anOrderIsReadByItsIdOrByTheEndOfOneThatIsKnown(String text, String order) {
        assertEquals(order, read(text).slots().order().orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "halooo kakkk, GREET",
        "'> Halo, ini balasan', UNCLEAR",
        "jangan dibatalin ya, PROMISE",
        "ga usah kirim promo lagi, OPT_OUT",
        "jangan stop kirim promonya, CHITCHAT",
        "kalo order gold 3 bulan kena berapa, PRICE",
        "batalin aja kak, CANCEL",
        "otomatis batal ga sih, STATUS",
        "MAU BATALIN PESANAN SAYA, CANCEL"
    })
    void whatIsDeniedOrOnlySupposedIsNotWanted(String text, Intent intent) {
        assertEquals(intent, read(READER, text, Place.UNPAID).first());
    }

    @ParameterizedTest
    @CsvSource({"NOTHING, UNCLEAR", "UNPAID, UNCLEAR", "DUE, RENEW", "SUSPENDED, RENEW"})
    void theSameWordsMeanWhatTheyMeanWhereTheirWriterStands(Place place, Intent intent) {
        assertEquals(intent, read(READER, "lanjut kak", place).first());
    }

    @Test
    void anOperatorsWordsAreUnderstoodToo() throws IOException {
        assertEquals(Intent.PRICE, read("angkut gold").first());
        Files.createDirectories(texts.resolve("id"));
        Files.writeString(texts.resolve("id/words.properties"), "talk.order=+ angkut, boyong\n");
        SentenceReader extended = reader(Optional.of(texts));
        assertEquals(Intent.ORDER, read(extended, "angkut gold", Place.NOTHING).first());
        assertEquals(Intent.ORDER, read(extended, "pesan gold", Place.NOTHING).first());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gold ٣ bulan",
                "gold 0x1 bulan",
                "gold 1.0 bulan",
                "gold 1,5 bulan",
                "gold -0 bulan",
                "gold \u202e3 bulan"
            })
    void whatIsNoNumberIsNone(String text) {
        assertTrue(read(text).slots().months().stream().allMatch(months -> months <= 3), text);
        assertEquals(Optional.of("gold"), read(text).slots().onePackage().map(PackageType::code));
    }

    @Test
    void aQuestionThatIsAnsweredWithNoIsDenied() {
        assertEquals(Intent.CANCEL, read(READER, "lanjut? engga kak", Place.DUE).first());
        assertEquals(
                Intent.RENEW, read(READER, "lanjut kak? bisa ga", Place.DUE).first());
    }

    @Test
    void onlyWhatIsSaidPlainlyPicksSomething() {
        assertTrue(read("yang gold kak").plain());
        assertTrue(read("gold, bukan silver").plain());
        assertFalse(read("bukan gold").plain());
        assertFalse(read("gold berapa").plain());
        assertFalse(read("gold?").plain());
        assertFalse(read("nanti gold").plain());
    }

    @ParameterizedTest
    @EnumSource
    void aLongTextIsReadByItsBeginning(Place place) {
        String text = "mau gold 2 bulan ".repeat(10_000);
        assertEquals(read(READER, text.substring(0, 300), place), read(READER, text, place));
    }

    @Property(tries = 2000)
    void anyTextIsReadAsOneThingOrTwoAndAlwaysAlike(@ForAll("texts") String text, @ForAll Place place) {
        Reading reading = read(READER, text, place);
        assertTrue(reading.intents().size() == 1 || reading.intents().size() == 2);
        assertTrue(SOLD.stream()
                .map(PackageInfo::type)
                .toList()
                .containsAll(reading.slots().packages().stream()
                        .map(Slots.Wanted::type)
                        .toList()));
        assertEquals(reading, read(READER, text, place));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of(
                        "mau", "gold", "silver", "batal", "ga", "jadi", "belum", "udah", "tf", "?", "3", "bulan",
                        "25rb", "4gb", "jangan", "kalo", "dari", "bukan", "0", "-1", "1e9", "85.000", "x0r4t", "\u202e",
                        "٣", "!")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join(" ", parts));
        return Arbitraries.oneOf(words, Arbitraries.strings().ofMaxLength(400));
    }
}
