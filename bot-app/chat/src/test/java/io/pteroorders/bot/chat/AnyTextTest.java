package io.pteroorders.bot.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is typed: at most one answer, short enough to send, and never a failure. */
class AnyTextTest {

    private final TestShop shop = new TestShop();

    @Property(tries = 500)
    void anyTextGetsOneAnswerAtMost(@ForAll("messages") String text) {
        checkAnswer(TestShop.BUDI, text);
        checkAnswer(TestShop.ADMIN, text);
    }

    private void checkAnswer(PersonId person, String text) {
        List<OutgoingMessage> replies = shop.says(person, text).stream()
                .filter(message -> message.replyTo().isPresent())
                .toList();
        assertTrue(replies.size() <= 1);
        replies.forEach(reply -> {
            assertTrue(!reply.template().equals("internal-error"), () -> "failed on: " + text);
            assertTrue(reply.text().length() <= 4096);
        });
    }

    @Provide
    Arbitrary<String> messages() {
        Arbitrary<String> command = Arbitraries.of(
                "!order",
                "!harga",
                "!orders",
                "!order-status",
                "!order-search",
                "!order-confirm",
                "!order-complete",
                "!order-stats",
                "!help",
                "!cancel",
                "!order-note",
                "!lang",
                "!",
                "ya",
                "");
        Arbitrary<String> argument = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.of(
                        "bronze",
                        "13",
                        "-1",
                        "1e1",
                        "１",
                        "99999999999",
                        "ORD-",
                        "ORD",
                        "A,B,,",
                        "0812",
                        "after",
                        "since",
                        "pending",
                        "\u202Egold",
                        "\uD800",
                        "{{orderId}}",
                        "${jndi:x}",
                        "%s",
                        "../..",
                        "\u0000"));
        return Combinators.combine(command, argument.list().ofMaxSize(4))
                .as((name, arguments) -> name + " " + String.join(" ", arguments));
    }

    @Example
    void durationsThatAreNoneMakeNoOrder() {
        List.of(
                        "abc",
                        "0",
                        "13",
                        "-1",
                        "1.5",
                        "1,5",
                        "1e1",
                        "0x1",
                        "+1",
                        "01",
                        "-0",
                        "99999999999",
                        "1".repeat(4000),
                        "2 minggu",
                        "1 hari",
                        "3hari",
                        "１",
                        "٣")
                .forEach(duration -> shop.says(TestShop.SITI, "!order gold " + duration));
        assertEquals(
                0,
                shop.storage.count(
                        OrderQuery.newestFirst().customer(TestShop.SITI).build()));
    }

    @Example
    void wordsMayStandAnyWayApart() {
        shop.says(TestShop.SITI, "  !ORDER \u00A0Gold\t\n\u3000 3BLN  ");
        assertEquals(
                1,
                shop.storage.count(
                        OrderQuery.newestFirst().customer(TestShop.SITI).build()));
    }

    @Example
    void lookAlikesOfACommandAreNotRun() {
        shop.says(TestShop.SITI, "!оrder gold 1");
        shop.says(TestShop.SITI, "！order gold 1");
        assertEquals(
                0,
                shop.storage.count(
                        OrderQuery.newestFirst().customer(TestShop.SITI).build()));
    }

    @Example
    void aPackageThatIsMisspeltIsNamed() {
        List.of("brons", "bronz", "broze", "BRONZZ")
                .forEach(typed -> assertTrue(
                        shop.reply(TestShop.SITI, "!order " + typed + " 1").contains("Maksud kamu bronze?"), typed));
    }

    @Example
    void helpForAMisspeltCommandNamesTheRightOne() {
        assertTrue(shop.reply(TestShop.SITI, "!help ordr").contains("!order"));
        assertTrue(shop.reply(TestShop.SITI, "!help ordr").length() < 200, "not the whole list");
        assertTrue(shop.reply(TestShop.SITI, "!help kak").length() > 200, "the whole list");
    }
}
