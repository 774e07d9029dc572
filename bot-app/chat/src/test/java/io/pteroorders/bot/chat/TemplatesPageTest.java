package io.pteroorders.bot.chat;

import static io.pteroorders.core.testkit.Fixtures.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.common.io.Resources;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentArrival;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Renewals;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.notify.text.Variables;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of texts is made from the templates and the conversations; {@code -Dsnapshots.update=true} writes it anew. */
class TemplatesPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "templates.md");

    private static final String INTRODUCTION = """
            # Texts

            For operators who want the bot to speak otherwise: every text, the values that it can show, and how it reads.

            To replace a text, put a file of its name into a directory of your own, `id/` for Bahasa Indonesia and `en/` for
            English, and name the directory in `TEMPLATES_DIR`. What is not there stays as it is. Admins do the same
            [on the dashboard](pages.md#catalogue-and-texts), and what they save there takes the place of the whole directory:

            ```sh
            mkdir -p texts/en
            cat > texts/en/order-confirmed-customer.mustache <<'EOF'
            ✅ *Paid!*

            Thanks{{#customerName}}, {{customerName}}{{/customerName}}! {{orderId}} is next in line.
            EOF
            TEMPLATES_DIR=texts java -jar bot-app/target/bot-app.jar
            ```

            - `{{orderId}}` shows a value. `{{#reason}}..{{/reason}}` is there only if the value is, and `{{^reason}}..{{/reason}}`
              only if it is not. Between the tags of a list, what stands there is repeated for each element. There is no code
              ([Mustache](https://mustache.github.io/mustache.5.html) without partials).
            - `*bold*`, `_italic_` and `~struck~` are WhatsApp's. In what people typed (`customerName`, `note`, `reason`,
              `typed`) these signs become look-alikes but inside a word, and no line may begin with such a value.
            - Several empty lines become one; those at the beginning and end are dropped.
            - At the start every text is tried with all of its values, without any, and with some. A broken tag, an unknown value,
              a text that would be empty, or a file whose name no text has stops the start; the message names the file, the line
              and the values that there are.

            Every text has the values %s (`pictures` is a section that is there
            if customers can send pictures). A text about an order has these too, empty if there is nothing to
            show, and the sections `byItself`, which is there if nobody has to look at the money, and `automatic`, if
            nobody has to begin the server:

            """;

    /** Where the orders come from that have a reason for their end. */
    private static final ImmutableMap<OrderStatus, OrderStatus> BEFORE =
            ImmutableMap.of(OrderStatus.CANCELLED, OrderStatus.CONFIRMED, OrderStatus.REFUNDED, OrderStatus.COMPLETED);

    private final Texts texts = BotApp.loadTexts(Optional.empty());
    private final OrderTexts orders = new OrderTexts(
            texts,
            new Formats(texts, Fixtures.JAKARTA),
            new Shop(
                    "Pterodactyl Store",
                    "!",
                    Optional.of(TestShop.ADMIN),
                    PackageType.BRONZE,
                    true,
                    Optional.empty(),
                    Optional.of("https://panel.example")),
            Renewals.of(
                    new SubscriptionReader(shop(), silverIsDearer(), RenewalRules.defaults(Fixtures.JAKARTA)),
                    Clock.fixed(NOON, ZoneOffset.UTC)));
    private final ImmutableMap<Language, Map<String, String>> conversations = Arrays.stream(Language.values())
            .collect(Maps.toImmutableEnumMap(
                    language -> language, language -> TranscriptTest.examples(language.code())));

    private final ImmutableMap<Language, ImmutableSortedMap<String, String>> words = Arrays.stream(Language.values())
            .collect(Maps.toImmutableEnumMap(language -> language, TemplatesPageTest::words));

    @Test
    void thePageShowsEveryText() throws IOException {
        StringBuilder page = new StringBuilder(String.format(Locale.ROOT, INTRODUCTION, quoted(OrderTexts.SHOP)));
        page.append(head("value"));
        Sets.difference(OrderTexts.VARIABLES, Sets.union(OrderTexts.SHOP, Set.of("automatic", "byItself")))
                .forEach(name -> page.append(row(name, language -> value(name, language))));
        page.append("\n## Notifications\n");
        Arrays.stream(NotificationText.values()).forEach(text -> page.append(section(text)));
        page.append("\n## Replies\n");
        Arrays.stream(ReplyText.values()).forEach(text -> page.append(section(text)));
        page.append(
                "\n## Words\n\nParts of texts, one a line in `words.properties`; a file of your own needs only the lines"
                        + " that it changes.\n\n" + head("word"));
        words(Language.ENGLISH).keySet().forEach(name -> page.append(row(name, language -> word(name, language))));
        if (Boolean.getBoolean("snapshots.update")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(Files.readString(PAGE), page.toString(), "run again with -Dsnapshots.update=true");
    }

    @Test
    void theExampleOfAnOwnTextIsOne(@TempDir Path directory) throws IOException {
        Matcher example = Pattern.compile("cat > texts/(\\S+) <<'EOF'\n(.*)\nEOF\n", Pattern.DOTALL)
                .matcher(INTRODUCTION);
        assertTrue(example.find());
        Path file = directory.resolve(example.group(1));
        Files.createDirectories(directory.resolve("en"));
        Files.writeString(file, example.group(2));
        assertEquals(
                "✅ *Paid!*\n\nThanks, Budi! ORD-TEST0-00001 is next in line.",
                BotApp.loadTexts(Optional.of(directory))
                        .render(
                                NotificationText.ORDER_CONFIRMED_CUSTOMER,
                                Language.ENGLISH,
                                orders.forCustomer(sample(OrderStatus.CONFIRMED), Language.ENGLISH)));
    }

    private static String head(String name) {
        return "| " + name + " | " + Language.codes(" | ") + " |\n|---" + "|---".repeat(Language.values().length)
                + "|\n";
    }

    private static String row(String name, Function<Language, String> cell) {
        return Stream.of(Language.values()).map(cell).collect(Collectors.joining(" | ", "| `" + name + "` | ", " |\n"));
    }

    private String word(String name, Language language) {
        return Objects.requireNonNull(words.get(language)).getOrDefault(name, "");
    }

    /** The value as the first order that has one shows it. */
    private String value(String name, Language language) {
        return Stream.of(
                        sample(OrderStatus.COMPLETED),
                        sample(OrderStatus.CANCELLED),
                        waiting(),
                        overpaid(),
                        withServer(),
                        sequel(new Sequel.Renewal(Fixtures.orderId(1))),
                        sequel(new Sequel.Upgrade(Fixtures.orderId(1), Fixtures.rupiah(85_000))),
                        stopped(),
                        Fixtures.anOrder(2).of(PackageType.SILVER).in(OrderStatus.COMPLETED))
                .map(order -> orders.forAdmin(order, language).asText().get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no order shows " + name));
    }

    private static PackageCatalog silverIsDearer() {
        return PackageCatalog.of(PackageCatalog.PACKAGE_CATALOG.all().stream()
                .map(sold -> sold.type().equals(PackageType.SILVER) ? dearer(sold) : sold)
                .toList());
    }

    private static PackageInfo dearer(PackageInfo sold) {
        Money price = sold.pricePerMonth().plus(5_000);
        return new PackageInfo(sold.type(), sold.name(), sold.specifications(), price, sold.emoji(), true);
    }

    private static OrderStorage shop() {
        OrderStorage storage = InMemoryOrderStorage.create(Fixtures.JAKARTA);
        storage.insert(sample(OrderStatus.COMPLETED), OrderStorage.InsertGuard.NONE, Optional.empty());
        return storage;
    }

    private static Order stopped() {
        Order first = sample(OrderStatus.COMPLETED);
        Instant late = NOON.plus(Duration.ofDays(100));
        return first.withSubscription(
                late,
                first.subscription()
                        .with(new SubscriptionEntry.Suspended(
                                late, TestShop.ADMIN.text(), SuspensionReason.BILLING, "")));
    }

    private static Order sequel(Sequel sequel) {
        Order first = sample(OrderStatus.COMPLETED);
        return Order.create(
                Fixtures.orderId(2),
                first.customer(),
                (sequel instanceof Sequel.Upgrade
                                ? Fixtures.anOrder(2).of(PackageType.GOLD).pending()
                                : first)
                        .item(),
                sequel,
                first.customer().id().text(),
                NOON);
    }

    private static Order withServer() {
        Order order = Fixtures.planned(Fixtures.anOrder(1).in(OrderStatus.PROCESSING));
        return order.withServer(
                NOON,
                Server.wanted("shop-" + order.id(), NOON)
                        .withUser(new ServerUser(12, "budi.craft", true))
                        .moved(ServerState.CREATING, NOON)
                        .found(41, "1a7ce997", 1, Optional.of("10.0.0.5:25565"))
                        .failed(ServerTrouble.of(ServerTrouble.Kind.INSTALL_FAILED), NOON));
    }

    /** An order with something to show for every value that it can have. */
    private static Order sample(OrderStatus status) {
        Order order = Fixtures.anOrder(1).of(PackageType.GOLD).months(3).in(BEFORE.getOrDefault(status, status));
        order = order.withNote(NOON, order.customer().id().text(), "region Singapura")
                .withUsername(NOON, "budi.craft")
                .withPaymentProof(NOON, "proofs/9f86d081884c7d659a2feaa0c55ad015.jpg");
        if (!BEFORE.containsKey(status)) {
            return order;
        }
        StatusChange ending = new StatusChange(status, order.updatedAt(), TestShop.ADMIN.text(), "stok habis");
        return order.transition(OrderFlow.ORDER_STATUS_FLOW, ending).get();
    }

    /** A part of its money has come. */
    private static Order waiting() {
        Order order = Fixtures.anOrder(1).of(PackageType.GOLD).months(3).in(OrderStatus.PENDING);
        return order.withPayment(NOON, attempt(order).with(arrival(100_000)));
    }

    /** More than its money had come when it was cancelled. */
    private static Order overpaid() {
        Order order = Fixtures.anOrder(1).of(PackageType.GOLD).months(3).in(OrderStatus.CANCELLED);
        return order.withPayment(NOON, attempt(order).with(arrival(300_000)).moved(PaymentState.PAID, NOON));
    }

    private static Payment attempt(Order order) {
        return new AmountMethod()
                .begin(new PaymentId(order.id(), 1), order.totalAmount().minus(37), NOON);
    }

    private static PaymentArrival arrival(long rupiah) {
        return new PaymentArrival(
                Money.ofMajor(CurrencyUnit.of("IDR"), rupiah), NOON, "system:feed", Optional.of("feed:1"));
    }

    private String section(TextKey text) {
        return Stream.of(Language.values())
                .map(language -> "\n" + example(text, language))
                .collect(Collectors.joining("", "\n### " + text.file() + "\n\n" + values(text) + "\n", ""));
    }

    private String example(TextKey text, Language language) {
        String said = Objects.requireNonNull(conversations.get(language)).get(text.file());
        return "```text\n" + (said == null ? rendered(text, language) : withoutIncident(said)) + "\n```\n";
    }

    /** The number of an incident is another one each time. */
    private static String withoutIncident(String text) {
        return text.replaceAll("\\b[0-9A-F]{8}\\b", "1FDE94B3");
    }

    /** Of a text that no conversation has. */
    private String rendered(TextKey text, Language language) {
        Order order = sample(
                text.file().startsWith("order-completed")
                        ? OrderStatus.COMPLETED
                        : text.file().startsWith("order-refunded") ? OrderStatus.REFUNDED : OrderStatus.PENDING);
        Variables variables =
                text.file().endsWith("-admin") ? orders.forAdmin(order, language) : orders.forCustomer(order, language);
        return texts.render(
                text,
                language,
                Variables.builder()
                        .putAll(variables)
                        .put("count", 6)
                        .list("lines", ImmutableList.of(line("GOLD"), line("BRONZE")))
                        .put("text", "libur sampai Senin")
                        .build());
    }

    private static Variables line(String packageName) {
        return Variables.builder()
                .put("line", "🔔 ORD-TEST0-00001, " + packageName)
                .build();
    }

    /** What a text has beside the values of the shop. */
    private static String values(TextKey text) {
        ImmutableSortedMap.Builder<String, Set<String>> lists = ImmutableSortedMap.naturalOrder();
        text.variables().stream()
                .filter(name -> name.contains("."))
                .collect(Collectors.groupingBy(
                        name -> name.substring(0, name.indexOf('.')),
                        Collectors.mapping(name -> name.substring(name.indexOf('.') + 1), Collectors.toSet())))
                .forEach(lists::put);
        ImmutableSet<String> own = text.variables().stream()
                .filter(name -> !name.contains(".") && !OrderTexts.SHOP.contains(name))
                .collect(ImmutableSet.toImmutableSet());
        Stream<String> elements = lists.build().entrySet().stream()
                .map(list -> "the list `" + list.getKey() + "` with " + withOrder(list.getValue()));
        String all = Stream.concat(Stream.of(withOrder(own)), elements)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "No values of its own." : "Values: " + all + ".";
    }

    private static String withOrder(Set<String> names) {
        Set<String> order = Sets.difference(OrderTexts.VARIABLES, OrderTexts.SHOP);
        return !names.containsAll(order)
                ? quoted(names)
                : Stream.of("those of an order", quoted(Sets.difference(names, OrderTexts.VARIABLES)))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static String quoted(Set<String> names) {
        return Joiner.on(", ")
                .join(names.stream().sorted().map(name -> "`" + name + "`").iterator());
    }

    private static ImmutableSortedMap<String, String> words(Language language) {
        Properties words = new Properties();
        try {
            for (Class<?> keys : ImmutableList.of(NotificationText.class, ReplyText.class)) {
                words.load(new StringReader(Resources.toString(
                        Resources.getResource(keys, "texts/" + language.code() + "/words.properties"),
                        StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return ImmutableSortedMap.copyOf(Maps.fromProperties(words));
    }
}
