package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.BUDI;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.io.Resources;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.notify.OutgoingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences as people write them, each with where its writer stands and what it means; what came of each. */
final class LabelledSentences {

    /** What came of a sentence; the first that fits. */
    enum Verdict {
        FORBIDDEN,
        SILENT,
        RIGHT,
        ASKED_BACK,
        MENU,
        WRONG
    }

    /** A line of the file. */
    record Row(String id, String who, String state, String text, String intent, String slots, List<String> mustNot) {

        /** Those that belong together have the same number, and letters behind it. */
        String series() {
            return id.replaceAll("[a-z]$", "");
        }
    }

    /** What came of a row, and the templates that were sent to its writer. */
    record Result(Row row, Verdict verdict, List<String> replies) {}

    private static final ImmutableSet<String> NEED_NOTHING = ImmutableSet.of("thanks", "spam", "chitchat");

    private static final ImmutableSet<String> GENERAL =
            ImmutableSet.of("menu", "admin-menu", "standing", "unclear", "admin-called");

    /** What answers a sentence of each intent. */
    private static final ImmutableSetMultimap<String, String> RIGHT = ImmutableSetMultimap.<String, String>builder()
            .putAll("greet", "menu", "standing")
            .putAll("help", "help")
            .putAll("catalogue", "catalog")
            .putAll("price", "price", "catalog")
            .putAll("how-to-order", "choose-package")
            .putAll(
                    "order",
                    "choose-package",
                    "choose-months",
                    "confirm-order",
                    "one-at-a-time",
                    "invalid-duration",
                    "order-created-customer")
            .putAll("pay-how", "pay", "how-to-pay", "standing")
            .putAll("paid-claim", "paid-claimed", "admin-called")
            .putAll("proof-question", "proof-where", "send-proof")
            .putAll("status", "order-status", "no-orders", "order-not-found", "standing")
            .putAll("credentials", "credentials", "order-status", "order-not-found")
            .putAll("server-info", "order-status")
            .putAll("server-down", "server-trouble", "admin-called")
            .putAll("renew", "confirm-renewal")
            .putAll("upgrade", "confirm-upgrade", "choose-upgrade", "not-renewable")
            .putAll("cancel", "confirm-cancel", "cancel-paid", "confirm-stop-renewing", "no-orders", "confirm-move")
            .putAll("refund", "refund-asked")
            .putAll("human", "admin-called")
            .putAll("complaint", "sorry")
            .putAll("opt-out", "opted-out", "opt-out-how")
            .putAll("promo", "promo", "price")
            .putAll("language", "language-chosen", "missing-argument")
            .putAll("confirm", "confirm-move", "order-list", "order-status", "several", "status-changed-admin")
            .putAll("process", "confirm-move", "status-changed-admin")
            .putAll("complete", "confirm-line", "missing-argument", "confirm-move")
            .putAll("list-pending", "order-list")
            .putAll("stats", "statistics")
            .putAll("search", "order-list")
            .putAll("reply-customer", "tell-how", "call-answered", "no-such-call")
            .build();

    private static final ImmutableSet<String> ASKS = Arrays.stream(ReplyText.values())
            .map(ReplyText::file)
            .filter(name -> name.startsWith("confirm-") || name.startsWith("choose-"))
            .collect(ImmutableSet.toImmutableSet());

    private static final ImmutableSet<String> ASKS_BACK =
            ImmutableSet.of("ask-again", "which-order", "proof-of-which", "did-you-mean", "not-understood");

    private LabelledSentences() {}

    /** The sentences that the words were made for. */
    static ImmutableList<Row> rows() {
        return rows("sentences.tsv");
    }

    /** Sentences by strangers to the words. */
    static ImmutableList<Row> others() {
        return rows("others.tsv");
    }

    private static ImmutableList<Row> rows(String file) {
        try {
            return Resources.readLines(Resources.getResource("io/pteroorders/bot/talk/" + file), StandardCharsets.UTF_8)
                    .stream()
                    .skip(1)
                    .map(Splitter.on('\t')::splitToList)
                    .map(cells -> new Row(
                            cells.get(0),
                            cells.get(1),
                            cells.get(2),
                            cells.get(3),
                            cells.get(4),
                            cells.get(5),
                            Splitter.on("; ").omitEmptyStrings().splitToList(cells.get(6))))
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes of rows; those of a series are said one after another. */
    static ImmutableList<Result> results(ImmutableList<Row> rows) {
        ImmutableList.Builder<Result> results = ImmutableList.builder();
        String series = "";
        Optional<LabelledShop> before = Optional.empty();
        for (Row row : rows) {
            LabelledShop shop =
                    row.series().equals(series) ? before.orElseThrow() : new LabelledShop(row.who(), row.state());
            results.add(result(row, shop));
            series = row.series();
            before = Optional.of(shop);
        }
        return results.build();
    }

    private static Result result(Row row, LabelledShop shop) {
        List<Order> before = shop.orders();
        List<OutgoingMessage> sent = shop.says(row.text());
        List<OutgoingMessage> replies = sent.stream()
                .filter(message -> message.to().equals(shop.writer.text())
                        && message.replyTo().isPresent())
                .toList();
        List<String> templates = replies.stream().map(OutgoingMessage::template).toList();
        return new Result(row, verdict(row, shop, before, sent, replies), templates);
    }

    private static Verdict verdict(
            Row row, LabelledShop shop, List<Order> before, List<OutgoingMessage> sent, List<OutgoingMessage> replies) {
        if (row.mustNot().stream().anyMatch(rule -> isBroken(rule, shop, before, sent, replies))) {
            return Verdict.FORBIDDEN;
        }
        if (replies.isEmpty()) {
            return NEED_NOTHING.contains(first(row)) || isLeadIn(row) ? Verdict.RIGHT : Verdict.SILENT;
        }
        return answered(row, shop, before, sent, replies.get(0));
    }

    /** Of several messages in a row only the last has to be answered. */
    private static boolean isLeadIn(Row row) {
        return rows().stream()
                .anyMatch(other ->
                        other.series().equals(row.series()) && other.id().compareTo(row.id()) > 0);
    }

    private static String first(Row row) {
        return row.intent().replaceAll("\\+.*", "");
    }

    private static Verdict answered(
            Row row, LabelledShop shop, List<Order> before, List<OutgoingMessage> sent, OutgoingMessage reply) {
        String template = reply.template();
        boolean asksAgain = ASKS_BACK.contains(template);
        return switch (first(row)) {
            case "yes" ->
                saidYes(row, shop, before, sent) ? Verdict.RIGHT : asked(asksAgain || ASKS.contains(template));
            case "no" ->
                template.startsWith("not-cancelled")
                        ? Verdict.RIGHT
                        : asked(asksAgain || template.equals("confirm-stop-renewing"));
            case "pick" -> template.equals("proof-received-customer") ? Verdict.RIGHT : asked(asksAgain);
            case "unclear", "chitchat", "thanks", "spam" -> harmless(template, asksAgain);
            default -> definite(row, reply, asksAgain);
        };
    }

    private static Verdict asked(boolean asksAgain) {
        return asksAgain ? Verdict.ASKED_BACK : Verdict.WRONG;
    }

    private static boolean saidYes(Row row, LabelledShop shop, List<Order> before, List<OutgoingMessage> sent) {
        return switch (row.state()) {
            case "question-open:order-again" -> shop.orders().size() == before.size() + 1;
            case "question-open:cancel" -> shop.own().status() == OrderStatus.CANCELLED;
            case "question-open:broadcast" ->
                sent.stream().anyMatch(message -> message.template().equals("broadcast-customer"));
            default -> shop.orders().size() == before.size() + 1;
        };
    }

    private static Verdict harmless(String template, boolean asksAgain) {
        boolean fits = asksAgain
                || GENERAL.contains(template)
                || template.startsWith("not-cancelled")
                || ImmutableSet.of(
                                "promise-noted", "welcome", "order-status", "catalog", "confirm-cancel", "opt-out-how")
                        .contains(template);
        return fits ? Verdict.RIGHT : Verdict.WRONG;
    }

    private static Verdict definite(Row row, OutgoingMessage reply, boolean asksAgain) {
        String template = reply.template();
        boolean fits =
                Splitter.on('+').splitToStream(row.intent()).anyMatch(intent -> RIGHT.containsEntry(intent, template));
        if (fits) {
            return named(row, reply) ? Verdict.RIGHT : ASKS.contains(template) ? Verdict.ASKED_BACK : Verdict.WRONG;
        }
        return asksAgain ? Verdict.ASKED_BACK : GENERAL.contains(template) ? Verdict.MENU : Verdict.WRONG;
    }

    /** Whether a reply about a package is about the one that was meant, and for as long. */
    private static boolean named(Row row, OutgoingMessage reply) {
        boolean matters = Stream.of("price", "order", "upgrade", "search").anyMatch(first(row)::equals)
                && !reply.template().equals("invalid-duration");
        String text = reply.text().toUpperCase(Locale.ROOT);
        boolean packageFits = slot(row, "\"package\": \"(\\w+)\"")
                .map(name -> text.contains(name.toUpperCase(Locale.ROOT)))
                .orElse(true);
        boolean monthsFit = !reply.template().equals("confirm-order")
                || slot(row, "\"months\": (\\d+)")
                        .map(months -> text.contains(months + " BULAN"))
                        .orElse(true);
        return !matters || (packageFits && monthsFit);
    }

    private static Optional<String> slot(Row row, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(row.slots());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static boolean isBroken(
            String rule,
            LabelledShop shop,
            List<Order> before,
            List<OutgoingMessage> sent,
            List<OutgoingMessage> replies) {
        return switch (rule) {
            case "no order made", "no renewal made" -> shop.orders().size() > before.size();
            case "nothing cancelled" -> shop.with(OrderStatus.CANCELLED) > count(before, OrderStatus.CANCELLED);
            case "nothing confirmed" -> shop.with(OrderStatus.CONFIRMED) > count(before, OrderStatus.CONFIRMED);
            case "nothing refunded" -> shop.with(OrderStatus.REFUNDED) > count(before, OrderStatus.REFUNDED);
            case "no status changed" -> !statuses(shop.orders()).equals(statuses(before));
            case "no opt-out" ->
                sent.stream().anyMatch(message -> message.template().equals("opted-out"));
            case "nothing sent to others" ->
                sent.stream().anyMatch(message -> message.to().equals(BUDI.text()));
            case "nothing of others shown" ->
                replies.stream()
                        .anyMatch(reply -> reply.text().toUpperCase(Locale.ROOT).contains("DIAMOND"));
            case "no cancelling suggested" ->
                replies.stream().anyMatch(reply -> reply.text().contains("!cancel"));
            case "silver not picked" -> shop.second().paymentProof().isPresent();
            case "gold not picked" -> shop.own().paymentProof().isPresent();
            default -> throw new IllegalArgumentException(rule);
        };
    }

    private static long count(List<Order> orders, OrderStatus status) {
        return orders.stream().filter(order -> order.status() == status).count();
    }

    private static List<String> statuses(List<Order> orders) {
        return orders.stream().map(order -> order.id() + " " + order.status()).toList();
    }
}
