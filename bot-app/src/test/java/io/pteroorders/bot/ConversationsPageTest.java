package io.pteroorders.bot;

import static io.pteroorders.bot.TestShop.ADMIN;
import static io.pteroorders.bot.TestShop.BUDI;
import static io.pteroorders.bot.TestShop.SITI;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The two conversations of docs/conversations.md, word for word. */
class ConversationsPageTest {

    private final TestShop shop = new TestShop(Map.of("STORE_LANGUAGE", "en"));
    private final Transcript transcript = new Transcript(shop);

    /** The order that the last message is about. */
    private String lastId() {
        return shop.sent.get(shop.sent.size() - 1).variables().getOrDefault("orderId", "");
    }

    @Test
    void aCustomersFirstPurchaseWithTypos() throws IOException {
        transcript
                .says(BUDI, "hello, do you sell minecraft servers?")
                .says(BUDI, "!katalgo")
                .says(BUDI, "!katalog")
                .says(BUDI, "!harga bronz")
                .says(BUDI, "!harga bronze")
                .says(BUDI, "!order bronze 24")
                .says(BUDI, "!order bronze 3 months region Singapore please");
        String id = lastId();
        shop.clock.advance(Duration.ofSeconds(30));
        transcript.says(BUDI, "!order bronze 3").says(BUDI, "no");
        shop.clock.advance(Duration.ofMinutes(3));
        transcript
                .says(BUDI, "!sttus " + id)
                .says(BUDI, "!status " + id.substring(10).toLowerCase(Locale.ROOT))
                .says(BUDI, "!username " + id + " Budi Craft")
                .says(BUDI, "!username " + id + " budi.craft");
        shop.clock.advance(Duration.ofMinutes(25));
        transcript.says(ADMIN, "!order-confirm " + id + " BCA 75.000").says(ADMIN, "!order-process " + id);
        shop.clock.advance(Duration.ofMinutes(20));
        transcript.says(ADMIN, "!order-complete " + id + " SERVER123").says(BUDI, "!my-orders");
        Snapshots.check("first-purchase.txt", transcript.toString());
    }

    @Test
    void anAdminsMorning() throws IOException {
        shop.clock.set(Instant.parse("2026-11-22T15:10:00Z"));
        final String first = shop.order(BUDI, "gold 3");
        shop.clock.advance(Duration.ofHours(2));
        final String second = shop.order(SITI, "bronze 1 paid by BCA at 00:12");
        shop.clock.advance(Duration.ofHours(5));
        final String third = shop.order(SITI, "diamond 12");
        shop.clock.set(Instant.parse("2026-11-23T01:30:00Z"));
        transcript
                .says(ADMIN, "!antrian")
                .says(ADMIN, "!order-detail " + second.substring(10))
                .says(ADMIN, "!order-confirm " + first + "," + second + " seen in the bank account")
                .says(ADMIN, "!order-procss " + first)
                .says(ADMIN, "!order-process " + first);
        shop.clock.advance(Duration.ofMinutes(15));
        transcript
                .says(ADMIN, "!order-complete " + first)
                .says(ADMIN, "!order-complete " + first + " SG-17 ready")
                .says(ADMIN, "!order-complete " + second + " SG-18")
                .says(ADMIN, "!order-note " + second + " wants Singapore, node 4 is full")
                .says(ADMIN, "!order-cancel " + third + " no diamond servers free before December")
                .says(ADMIN, "!orders pendng")
                .says(ADMIN, "!orders confirmed 5")
                .says(ADMIN, "!order-search 0812-9876 cancelled")
                .says(ADMIN, "!order-stats day");
        Snapshots.check("admins-morning.txt", transcript.toString());
    }
}
