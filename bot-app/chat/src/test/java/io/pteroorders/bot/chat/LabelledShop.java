package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.ADMIN;
import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static io.pteroorders.bot.chat.TestShop.SITI;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A shop with somebody who stands where a labelled sentence is said, and with a stranger's order beside. */
final class LabelledShop {

    private static final int DAYS_A_MONTH = 30;

    final TestShop shop = TestShop.keepingPictures(Map.of());
    final PersonId writer;
    private final String own;
    private final String second;
    private final String others;

    LabelledShop(String who, String state) {
        this.others = shop.order(SITI, "diamond 12");
        this.writer = who.equals("admin") ? OWNER : BUDI;
        List<String> ids = Splitter.on(' ').splitToList(stand(state));
        this.own = ids.get(0);
        this.second = Iterables.getLast(ids);
    }

    private String stand(String state) {
        return switch (state) {
            case "unpaid" -> ordered("bronze 1");
            case "paid-waiting" -> confirmed("silver 3");
            case "processing" -> processing("gold 1");
            case "ready" -> ready("gold 1");
            case "due-soon", "question-open:renew" -> after(DAYS_A_MONTH - 1);
            case "suspended" -> after(DAYS_A_MONTH + 9);
            case "question-open:order-again" -> asked(ordered("bronze 1"), BUDI, "!order bronze 1");
            case "question-open:cancel" -> asked(ordered("bronze 1"), BUDI, "!cancel");
            case "question-open:broadcast" -> asked(ordered("bronze 1"), OWNER, "!broadcast all Promo akhir tahun");
            case "question-open:which-order" -> whichOrder();
            default -> others;
        };
    }

    private String ordered(String what) {
        String id = shop.order(BUDI, what);
        shop.clock.advance(Duration.ofMinutes(5));
        return id;
    }

    private String confirmed(String what) {
        String id = ordered(what);
        shop.says(ADMIN, "!order-confirm " + id);
        return id;
    }

    private String processing(String what) {
        String id = confirmed(what);
        shop.says(ADMIN, "!order-process " + id);
        return id;
    }

    private String ready(String what) {
        String id = processing(what);
        shop.says(ADMIN, "!order-complete " + id + " srv-77");
        return id;
    }

    private String after(int days) {
        String id = ready("bronze 1");
        IntStream.range(0, days).forEach(day -> {
            shop.clock.advance(Duration.ofDays(1));
            shop.looksAtRenewals();
        });
        if (days > DAYS_A_MONTH) {
            shop.says(ADMIN, "!order-suspended " + id);
        }
        return id;
    }

    private String asked(String id, PersonId person, String question) {
        if (question.startsWith("!order ")) {
            shop.clock.advance(Duration.ofMinutes(-4));
        }
        shop.says(person, question);
        return id;
    }

    private String whichOrder() {
        String gold = ordered("gold 1");
        String silver = ordered("silver 1");
        shop.receives(new IncomingMessage(
                "test",
                "picture",
                BUDI,
                BUDI.text(),
                "",
                "",
                ImmutableSet.of(),
                Optional.empty(),
                Optional.of(() -> CompletableFuture.completedFuture(Optional.of(ByteSource.wrap(new byte[9])))),
                Optional.empty()));
        return gold + " " + silver;
    }

    /** What is sent because the writer says something, to whomever. */
    List<OutgoingMessage> says(String text) {
        ImmutableMap<String, String> ids = ImmutableMap.of(
                "{ID}", own, "{id5}", end(own, 5), "{id4}", end(own, 4), "{2id5}", end(second, 5), "{OTHER}", others);
        String said = text.replace("\\n", "\n");
        for (Map.Entry<String, String> id : ids.entrySet()) {
            said = said.replace(id.getKey(), id.getValue());
        }
        return shop.says(writer, said);
    }

    private static String end(String id, int length) {
        return id.replace("-", "")
                .substring(id.replace("-", "").length() - length)
                .toLowerCase(Locale.ROOT);
    }

    Order own() {
        return shop.storage.get(OrderId.of(own)).orElseThrow();
    }

    Order second() {
        return shop.storage.get(OrderId.of(second)).orElseThrow();
    }

    List<Order> orders() {
        return shop.storage
                .query(OrderQuery.newestFirst().limit(OrderQuery.MAX_LIMIT).build())
                .orders();
    }

    long with(OrderStatus status) {
        return orders().stream().filter(order -> order.status() == status).count();
    }
}
