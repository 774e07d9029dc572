package io.pteroorders.bot;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.io.BaseEncoding;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.chat.TestShop;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.bot.state.BotState;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A customer who leaves something in every place of a shop, and wants to be forgotten. */
final class TracedPerson {

    static final PersonId ZOE = PersonId.phone("6281777666555");
    private static final String NAME = "Zoefira Qwertywati";
    private static final String NOTE = "my cousin Xylophia pays";

    /** What may not be left, in any file. */
    static final ImmutableList<String> WORDS = ImmutableList.of(
            "6281777666555", "1777666555", "Zoefira", "Qwertywati", "Xylophia", "zoe.craft", "zoe@example.com");

    private static final ByteSource PHOTO =
            ByteSource.wrap(BaseEncoding.base16().decode("FFD8FFE000104A465AE0"));

    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private final TestShop shop;
    private final BotState state;

    TracedPerson(TestShop shop, BotState state) {
        this.shop = shop;
        this.state = state;
    }

    List<OutgoingMessage> zoe(String text) {
        return shop.receives(message("zoe-" + WRITTEN.incrementAndGet(), text, Optional.empty()));
    }

    private static IncomingMessage message(String id, String text, Optional<ByteSource> picture) {
        return new IncomingMessage(
                "test",
                id,
                ZOE,
                ZOE.text(),
                NAME,
                text,
                ImmutableSet.of(),
                Optional.empty(),
                picture.map(content -> () -> CompletableFuture.completedFuture(Optional.of(content))),
                Optional.empty());
    }

    static String idOf(List<OutgoingMessage> sent) {
        return sent.stream()
                .flatMap(message -> BotProcess.orderIds(
                        JsonMapper.shared().createObjectNode().put("text", message.text())))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    /** Something of hers in every place, and orders that are over. */
    void leavesTraces() {
        String paid = idOf(zoe("!order gold 1 " + NOTE));
        shop.receives(message("photo", "", Optional.of(PHOTO)));
        zoe("!username " + paid + " zoe.craft");
        shop.says(ADMIN, "!order-confirm " + paid);
        shop.says(ADMIN, "!order-note " + paid + " Zoefira is a friend of 0817-7766-6555");
        shop.says(ADMIN, "!order-message " + paid + " Dear Zoefira, soon");
        shop.says(ADMIN, "!order-process " + paid);
        shop.says(ADMIN, "!order-complete " + paid + " srv-zoe");
        shop.says(OWNER, "!order-refund " + paid + " Qwertywati asked");
        shop.says(OWNER, "yes");
        String cancelled = idOf(zoe("!order bronze 2 for Xylophia"));
        zoe("!cancel " + cancelled);
        zoe("yes");
        shop.says(SITI, "!order bronze 1");
        zoe("!language en");
        zoe("admin please, this is Zoefira");
        zoe("stop");
        zoe("!data-export");
        shop.says(OWNER, "!order-delete " + cancelled);
        state.stores()
                .sessions()
                .begin(new Visitor(ZOE, NAME, ZOE.text()), Area.PORTAL, "Phone of Zoefira", shop.clock.instant());
        state.stores().panel().orElseThrow().mails().put(ZOE.text(), "zoe@example.com");
        shop.says(OWNER, "!data-export +6281777666555");
    }

    static String textOf(List<OutgoingMessage> sent, PersonId to) {
        return sent.stream()
                .filter(message -> message.to().equals(to.text()))
                .map(OutgoingMessage::text)
                .reduce("", (one, other) -> one + "\n" + other);
    }

    void isErasedByTheOwner() {
        shop.clock.advance(Duration.ofMinutes(5));
        List<OutgoingMessage> asked = zoe("!erase");
        assertTrue(textOf(asked, ZOE).contains("Shall the shop forget you?"), textOf(asked, ZOE));
        List<OutgoingMessage> passedOn = zoe("yes");
        assertTrue(textOf(passedOn, ZOE).contains("We passed your wish on"), textOf(passedOn, ZOE));
        String notice = textOf(passedOn, OWNER);
        assertTrue(notice.contains("wants to be forgotten"), passedOn.toString() + notice);
        assertFalse(notice.contains("77766"), "the owner is shown the number: " + notice);
        String number = notice.replaceAll("(?s).*!erase (\\d+).*", "$1");
        String question = textOf(shop.says(OWNER, "!erase " + number), OWNER);
        assertTrue(question.contains("Erase 6281****555 for good? 2 order(s)"), question);
        List<OutgoingMessage> done = shop.says(OWNER, "yes");
        assertTrue(textOf(done, ZOE).contains("we are deleting your data now"), textOf(done, ZOE));
        assertTrue(textOf(done, OWNER).contains("Erased. 2 order(s) stay"), textOf(done, OWNER));
    }
}
