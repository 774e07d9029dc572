package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.SITI;

import io.pteroorders.notify.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two conversations of docs/conversations.md and docs/id, word for word. */
class ConversationsPageTest {

    /** Somebody's words, in the language that the conversation is in. */
    private static String either(Language language, String english, String indonesian) {
        return language == Language.ENGLISH ? english : indonesian;
    }

    private static Transcript opened(Language language) {
        return new Transcript(new TestShop(Map.of("STORE_LANGUAGE", language.code())));
    }

    @ParameterizedTest
    @EnumSource
    void aCustomersFirstPurchaseWithTypos(Language language) throws IOException {
        Transcript transcript = opened(language)
                .says(BUDI, either(language, "hello, do you sell minecraft servers?", "halo, jual server minecraft?"))
                .says(BUDI, "!katalgo")
                .says(BUDI, "!katalog")
                .says(BUDI, "!harga bronz")
                .says(BUDI, "!harga bronze")
                .says(BUDI, "!order bronze 24")
                .says(
                        BUDI,
                        either(
                                language,
                                "!order bronze 3 months region Singapore please",
                                "!order bronze 3 bulan tolong region Singapura"));
        String id = transcript.lastId();
        transcript
                .later(Duration.ofSeconds(30))
                .says(BUDI, "!order bronze 3")
                .says(BUDI, either(language, "no", "tidak"))
                .later(Duration.ofMinutes(3))
                .says(BUDI, "!sttus " + id)
                .says(BUDI, "!status " + id.substring(10).toLowerCase(Locale.ROOT))
                .says(BUDI, "!username " + id + " Budi Craft")
                .says(BUDI, "!username " + id + " budi.craft")
                .later(Duration.ofMinutes(25))
                .says(ADMIN, "!order-confirm " + id + " BCA 75.000")
                .says(ADMIN, "!order-process " + id)
                .later(Duration.ofMinutes(20))
                .says(ADMIN, "!order-complete " + id + " SERVER123")
                .says(BUDI, "!my-orders");
        Snapshots.check("first-purchase." + language.code() + ".txt", transcript.toString());
    }

    @ParameterizedTest
    @EnumSource
    void anAdminsMorning(Language language) throws IOException {
        TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", language.code()));
        shop.clock.set(Instant.parse("2026-11-22T15:10:00Z"));
        final String first = shop.order(BUDI, "gold 3");
        shop.clock.advance(Duration.ofHours(2));
        final String second = shop.order(
                SITI, either(language, "bronze 1 paid by BCA at 00:12", "bronze 1 sudah bayar lewat BCA jam 00.12"));
        shop.clock.advance(Duration.ofHours(5));
        final String third = shop.order(SITI, "diamond 12");
        shop.clock.set(Instant.parse("2026-11-23T01:30:00Z"));
        Transcript transcript = new Transcript(shop)
                .says(ADMIN, "!antrian")
                .says(ADMIN, "!order-detail " + second.substring(10))
                .says(
                        ADMIN,
                        "!order-confirm " + first + "," + second + " "
                                + either(language, "seen in the bank account", "sudah masuk di rekening"))
                .says(ADMIN, "!order-procss " + first)
                .says(ADMIN, "!order-process " + first)
                .later(Duration.ofMinutes(15))
                .says(ADMIN, "!order-complete " + first)
                .says(ADMIN, "!order-complete " + first + " SG-17 " + either(language, "ready", "siap"))
                .says(ADMIN, "!order-complete " + second + " SG-18")
                .says(
                        ADMIN,
                        "!order-note " + second + " "
                                + either(language, "wants Singapore, node 4 is full", "minta Singapura, node 4 penuh"))
                .says(
                        ADMIN,
                        "!order-cancel " + third + " "
                                + either(
                                        language,
                                        "no diamond servers free before December",
                                        "server diamond baru ada lagi bulan Desember"))
                .says(ADMIN, "!orders pendng")
                .says(ADMIN, "!orders confirmed 5")
                .says(ADMIN, "!order-search 0812-9876 cancelled")
                .says(ADMIN, "!order-stats day");
        Snapshots.check("admins-morning." + language.code() + ".txt", transcript.toString());
    }
}
