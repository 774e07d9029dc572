package io.pteroorders.bot.chat;

import static io.pteroorders.bot.chat.TestShop.BUDI;
import static io.pteroorders.bot.chat.TestShop.OWNER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.Tuple.Tuple3;

/**
 * Whatever is typed, in whatever order: a text without the prefix changes an order, or tells customers something, only if
 * the message that its writer read last named that change and asked, and if the text is a yes.
 */
class NoChangeUnaskedTest {

    private static final ImmutableSet<String> QUESTIONS = ImmutableSet.of(
            "confirm-again",
            "confirm-cancel",
            "confirm-broadcast",
            "confirm-delete",
            "confirm-move",
            "confirm-reject",
            "confirm-order",
            "confirm-renewal",
            "confirm-upgrade",
            "confirm-line",
            "ask-again");

    /** Wider than the bot's words: what no reader of the conversation would take for a yes. */
    private static final Pattern SURELY_NO_YES = Pattern.compile(
            "(?s).*(\\b(tidak|gak|ga|nggak|ngga|engga|jangan|batal|cancel|no|stop|skip|nanti|bentar|tdk|g|n)\\b|\\?).*");

    /** "Never mind" is no no. */
    private static final Pattern NO_MATTER = Pattern.compile("\\b(gak|ga|tidak|nggak) (papa|apa apa|masalah)\\b");

    private static final Pattern HAS_A_YES = Pattern.compile(
            "(?s).*\\b(ya+|iya+|y|yes+|ok|oke+|okay|sip|siap|boleh|betul|yoi|nggih|sure|jadi|mau|lanjut|gas\\w*|bungkus|acc)\\b.*");

    /** What is enough for an order, which can be cancelled. */
    private static final Pattern HAS_A_ONE = Pattern.compile("(?s).*\\b1\\b.*");

    private static final ImmutableList<String> SENTENCES = LabelledSentences.rows().stream()
            .map(row -> row.text().replaceAll("\\{.*?}", "ID"))
            .filter(text -> !text.startsWith("!"))
            .collect(ImmutableList.toImmutableList());

    /** What people labelled as a yes. */
    private static final ImmutableSet<String> LABELLED_YES = LabelledSentences.rows().stream()
            .filter(row -> row.intent().equals("yes"))
            .map(LabelledSentences.Row::text)
            .collect(ImmutableSet.toImmutableSet());

    private final TestShop shop = new TestShop();
    private final Map<PersonId, String> lastRead = new HashMap<>();

    @Property(tries = 300)
    void noTextChangesAnOrderWithoutAQuestionThatNamedItAndAYes(
            @ForAll("conversations") List<Tuple3<PersonId, String, Integer>> conversation) {
        String order = shop.order(BUDI, "gold");
        for (Tuple3<PersonId, String, Integer> turn : conversation) {
            shop.clock.advance(Duration.ofSeconds(turn.get3()));
            says(turn.get1(), turn.get2().replace("ID", order));
        }
        List.of(BUDI, OWNER).forEach(person -> says(person, "!help"));
    }

    private void says(PersonId person, String text) {
        Set<Order> before = orders();
        List<OutgoingMessage> sent = shop.says(person, text);
        Set<Order> changed = new HashSet<>(orders());
        changed.removeAll(before);
        boolean gone = orders().size() < before.size();
        boolean told = sent.stream().anyMatch(message -> message.template().equals("broadcast-customer"));
        if (!text.strip().startsWith("!") && (!changed.isEmpty() || gone || told)) {
            String asked = lastRead.getOrDefault(person, "nothing");
            assertTrue(QUESTIONS.contains(asked), () -> "\"" + text + "\" after " + asked);
            String said = NO_MATTER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
            boolean one =
                    asked.equals("confirm-order") && HAS_A_ONE.matcher(said).matches();
            boolean yes = (HAS_A_YES.matcher(said).matches() || one)
                    && !SURELY_NO_YES.matcher(said).matches();
            assertTrue(yes || LABELLED_YES.contains(text), text);
        }
        List<OutgoingMessage> read = sent.stream()
                .filter(message -> message.to().equals(person.text()))
                .toList();
        if (!read.isEmpty()) {
            lastRead.put(person, read.get(read.size() - 1).template());
        } else if (!text.strip().startsWith("!")) {
            lastRead.put(person, "silence");
        }
        assertEquals(
                0,
                sent.stream()
                        .filter(message -> message.template().equals("internal-error"))
                        .count());
    }

    private Set<Order> orders() {
        return shop
                .storage
                .query(OrderQuery.newestFirst().limit(OrderQuery.MAX_LIMIT).build())
                .orders()
                .stream()
                .collect(Collectors.toSet());
    }

    @Provide
    Arbitrary<List<Tuple3<PersonId, String, Integer>>> conversations() {
        Arbitrary<Tuple2<PersonId, String>> customers = texts(
                        "!order gold 1",
                        "!cancel ID",
                        "!my-orders",
                        "!batal ID",
                        "!order silver 2 buat adik",
                        "!order",
                        "mau gold 2 bulan",
                        "batalin pesanan saya",
                        "perpanjang dong",
                        "udah tf kak")
                .map(text -> Tuple.of(BUDI, text));
        Arbitrary<Tuple2<PersonId, String>> owners = texts(
                        "!broadcast all Promo",
                        "!order-delete ID",
                        "!order-confirm ID ID",
                        "!order-cancel ID",
                        "!order-refund ID",
                        "!order-reject ID",
                        "!order-confirm ID ?",
                        "!orders")
                .map(text -> Tuple.of(OWNER, text));
        return Combinators.combine(
                        Arbitraries.oneOf(customers, owners),
                        Arbitraries.frequencyOf(
                                Tuple.of(8, Arbitraries.integers().between(1, 30)),
                                Tuple.of(1, Arbitraries.integers().between(100, 400))))
                .as((turn, seconds) -> Tuple.of(turn.get1(), turn.get2(), seconds))
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }

    private static Arbitrary<String> texts(String... commands) {
        Arbitrary<String> word = Arbitraries.of(
                "ya", "YA", "iya", "yaa", "y", "yes", "ok", "oke", "sip", "siap", "boleh", "jangan", "batal", "gak",
                "ga", "jadi", "tidak", "no", "stop", "mulai", "kak", "min", "nanti", "dulu", "saya", "bayar", "papa",
                "lanjut", "1", "gold", "?", "✅", "🙏", "*", "\u200E", "mau", "satu", "lagi", "aja");
        Arbitrary<String> sentence = word.list().ofMinSize(1).ofMaxSize(4).map(words -> String.join(" ", words));
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of(commands)),
                Tuple.of(4, word),
                Tuple.of(3, sentence),
                Tuple.of(4, Arbitraries.of(SENTENCES)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
    }
}
