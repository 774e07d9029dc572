package io.pteroorders.bot.chat;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.util.concurrent.MoreExecutors;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.api.ApiSettings;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.PaymentProofs;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.panel.PanelApp;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.bot.panel.PanelStores;
import io.pteroorders.bot.payment.FeedException;
import io.pteroorders.bot.payment.GatewayMethod;
import io.pteroorders.bot.payment.PaymentSettings;
import io.pteroorders.bot.payment.UnpaidRule;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.privacy.RetentionSettings;
import io.pteroorders.bot.renewal.RenewalSettings;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.storage.InMemoryOrderStorage;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.Receipt;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A whole shop in memory: messages in, messages out. */
public final class TestShop implements MessageSender {

    public static final PersonId BUDI = PersonId.phone("6281234567890");
    public static final PersonId SITI = PersonId.phone("6281298765432");
    public static final PersonId OWNER = PersonId.phone("6281100000001");
    public static final PersonId ADMIN = PersonId.phone("6281100000002");

    private static final Map<PersonId, String> NAMES =
            Map.of(BUDI, "Budi", SITI, "Siti", OWNER, "Owner", ADMIN, "Admin");

    public final ManualClock clock;
    public final OrderStorage storage;
    public final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();
    public final MeterRegistry meters = new SimpleMeterRegistry();
    /** Since when daily backups fail. */
    public Optional<Instant> noBackupSince = Optional.empty();

    /** What the next backup will be; empty if it fails. */
    public Optional<BackupMaker.Made> backup =
            Optional.of(new BackupMaker.Made("orders-backup-2026-11-22T14-50-00.json", 34_567, 12));

    /** What ids of messages begin with; a shop on the data of another needs its own. */
    public String run = "m";

    /** What is sold. */
    public final AtomicReference<PackageCatalog> catalog;

    /** In which words people are told things. */
    public final Texts texts = BotApp.loadTexts(Optional.empty());

    private final BotApp app;
    private int messages;

    /** What becomes of a message that is sent. */
    public Function<OutgoingMessage, SendResult> fate = message -> SendResult.SENT;

    /** What is learned later of all messages that were sent. */
    public Optional<Receipt> receipt = Optional.empty();

    public TestShop() {
        this(Map.of());
    }

    public TestShop(Map<String, String> settings) {
        this(settings, InMemoryOrderStorage.create(Fixtures.JAKARTA));
    }

    public TestShop(Map<String, String> settings, OrderStorage storage) {
        this(settings, storage, ChatStores.inMemory());
    }

    public TestShop(Map<String, String> settings, OrderStorage storage, ChatStores memory) {
        this(settings, storage, memory, Runnable::run);
    }

    /** A shop that takes anything for a picture, and keeps one. */
    static TestShop keepingPictures(Map<String, String> settings) {
        PaymentProofs any = new PaymentProofs() {
            @Override
            public Optional<String> keep(byte[] content) {
                return Optional.of("one.jpg");
            }

            @Override
            public boolean has(String name) {
                return name.equals("one.jpg");
            }
        };
        return new TestShop(
                settings,
                InMemoryOrderStorage.create(Fixtures.JAKARTA),
                ChatStores.inMemory().with(any));
    }

    /**
     * A shop.
     *
     * @param threads on which messages are answered
     */
    public TestShop(Map<String, String> settings, OrderStorage storage, ChatStores memory, Executor threads) {
        this(
                config(settings, Optional.empty()),
                PackageCatalog.PACKAGE_CATALOG,
                storage,
                memory,
                threads,
                ManualClock.at(Instant.parse("2026-11-22T14:50:00Z")));
    }

    /** A shop with packages of its own. */
    static TestShop selling(PackageCatalog catalog, Map<String, String> settings) {
        return new TestShop(
                config(settings, Optional.empty()),
                catalog,
                InMemoryOrderStorage.create(Fixtures.JAKARTA),
                ChatStores.inMemory(),
                Runnable::run,
                ManualClock.at(Instant.parse("2026-11-22T14:50:00Z")));
    }

    /**
     * A shop with a panel.
     *
     * @param power whether servers can be started and stopped
     */
    static TestShop withPanel(TestPanel panel, Map<String, String> settings, boolean power) {
        ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, panel.clock);
        Lease lease = shop.lease("shop").orElseThrow();
        return new TestShop(
                config(settings, Optional.of(panel.settings(power))),
                panel.catalog(),
                shop.orders(),
                ChatStores.inMemory().with(PanelStores.of(lease)),
                Runnable::run,
                panel.clock);
    }

    private TestShop(
            ChatConfig config,
            PackageCatalog catalog,
            OrderStorage storage,
            ChatStores memory,
            Executor threads,
            ManualClock clock) {
        this.storage = storage;
        this.clock = clock;
        this.catalog = new AtomicReference<>(catalog);
        this.app = new BotApp(
                config,
                this.catalog::get,
                texts,
                storage,
                memory,
                new BackupMaker() {

                    @Override
                    public Optional<Made> make() {
                        return backup;
                    }

                    @Override
                    public Optional<Instant> failingSince() {
                        return noBackupSince;
                    }
                },
                this,
                new ChatEnvironment(
                        threads, clock, new Random(7), Duration.ofNanos(1), MoreExecutors.directExecutor(), meters));
        app.calls().tellUntold();
    }

    /** By an amount of its own or by hand; unpaid orders wait a day. */
    private static final PaymentSettings BY_AMOUNT = new PaymentSettings(
            ImmutableList.of(new AmountMethod(), new ManualPayment()),
            ImmutableMap.of(),
            new UnpaidRule(Optional.of(Duration.ofHours(24)), Duration.ofHours(2)),
            Optional.empty(),
            Fixtures.JAKARTA,
            Optional.empty(),
            Optional.empty());

    /** By a gateway that cannot be reached, or as with {@link #BY_AMOUNT}. */
    private static final PaymentSettings BY_SILENT_GATEWAY = new PaymentSettings(
            ImmutableList.of(
                    new GatewayMethod(new SilentGateway(), Duration.ofHours(1)),
                    new AmountMethod(),
                    new ManualPayment()),
            ImmutableMap.of(SilentGateway.NAME, new SilentGateway()),
            UnpaidRule.PATIENT,
            Optional.empty(),
            Fixtures.JAKARTA,
            Optional.empty(),
            Optional.empty());

    private static PaymentSettings payments(String methods) {
        return switch (methods) {
            case "manual" -> PaymentSettings.BY_HAND;
            case "qris-static,manual" -> BY_AMOUNT;
            default -> BY_SILENT_GATEWAY;
        };
    }

    private static ChatConfig config(Map<String, String> settings, Optional<PanelSettings> panel) {
        return new ChatConfig(
                "Pterodactyl Store",
                settings.getOrDefault("BOT_PREFIX", "!"),
                new Roster(people(settings, "OWNER_NUMBER", OWNER), people(settings, "STORE_ADMIN", ADMIN)),
                Fixtures.JAKARTA,
                Language.parse(settings.getOrDefault("STORE_LANGUAGE", "id")).orElseThrow(),
                Integer.parseInt(settings.getOrDefault("MAX_PENDING_ORDERS", "5")),
                Integer.parseInt(settings.getOrDefault("RATE_LIMIT_PER_MINUTE", "10000")),
                Pace.UNPACED,
                !settings.containsKey("NO_PICTURES"),
                payments(settings.getOrDefault("PAYMENT_METHODS", "manual")),
                panel,
                new RenewalSettings(
                        RenewalRules.defaults(Fixtures.JAKARTA), Duration.ofMinutes(1), Duration.ZERO, false, true),
                Optional.of(new ApiSettings(600, ImmutableSet.of(), ClientAddresses.LOOPBACK, true))
                        .filter(any -> settings.containsKey("WEB")),
                Optional.of(URI.create("https://shop.example")).filter(any -> settings.containsKey("WEB")),
                RetentionSettings.DEFAULT);
    }

    private static ImmutableSet<PersonId> people(Map<String, String> settings, String setting, PersonId otherwise) {
        return Splitter.on(',')
                .omitEmptyStrings()
                .splitToStream(settings.getOrDefault(setting, otherwise.text()))
                .map(number -> PhoneNumbers.parse(number).orElseThrow())
                .collect(ImmutableSet.toImmutableSet());
    }

    /** What is sent because time has passed for servers. */
    public List<OutgoingMessage> looksAtRenewals() {
        int before = sent.size();
        app.renewals().sweep();
        app.outbox().sendDue();
        return List.copyOf(sent.subList(before, sent.size()));
    }

    /** What is sent because servers have come further. */
    List<OutgoingMessage> seesToServers() {
        int before = sent.size();
        PanelApp.Running servers = app.servers().orElseThrow();
        servers.work().runDue();
        servers.look();
        servers.work().runDue();
        app.outbox().sendDue();
        return List.copyOf(sent.subList(before, sent.size()));
    }

    /** What is done about people's data. */
    public PrivacyApp privacy() {
        return app.privacy();
    }

    public static String name(PersonId person) {
        return NAMES.getOrDefault(person, "");
    }

    /** What is sent, to whomever, because a person says something. */
    public List<OutgoingMessage> says(PersonId person, String text) {
        return receives(message(person, text));
    }

    /** What is sent because a person answers the last message made from a template, quoting it. */
    List<OutgoingMessage> quotes(PersonId person, String template, String text) {
        String quoted = Iterables.getLast(sent.stream()
                        .filter(message -> message.template().equals(template))
                        .toList())
                .id();
        messages++;
        return receives(new IncomingMessage(
                "test",
                run + messages,
                person,
                person.text(),
                name(person),
                text,
                ImmutableSet.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(quoted)));
    }

    public List<OutgoingMessage> receives(IncomingMessage message) {
        int before = sent.size();
        app.accept(message);
        sendDue();
        return List.copyOf(sent.subList(before, sent.size()));
    }

    /** What is sent because money comes into the seller's account. */
    public List<OutgoingMessage> getsMoney(String row) {
        int before = sent.size();
        try {
            app.payments().feed().take(row.getBytes(StandardCharsets.UTF_8));
        } catch (FeedException e) {
            throw new AssertionError(row, e);
        }
        sendDue();
        return List.copyOf(sent.subList(before, sent.size()));
    }

    /** Hands a message over, and does not wait for the answer. */
    public void hears(PersonId person, String text) {
        app.accept(message(person, text));
    }

    private IncomingMessage message(PersonId person, String text) {
        messages++;
        return IncomingMessage.privately("test", run + messages, person, name(person), text);
    }

    /** Sends what is ready to be sent. */
    public void sendDue() {
        app.payments().work().runDue();
        app.outbox().sendDue();
    }

    /** What the shop's pages are made of; there must be some. */
    public PageShop pages() {
        return app.pages().orElseThrow();
    }

    /** Waits until everybody has their answers. */
    public void finish() {
        app.finish();
    }

    public void stop() {
        app.stop();
    }

    /** The one reply to what a person says. */
    public String reply(PersonId person, String text) {
        List<OutgoingMessage> replies = says(person, text).stream()
                .filter(message -> message.replyTo().isPresent())
                .toList();
        if (replies.size() != 1) {
            throw new AssertionError("expected one reply to \"" + text + "\", got " + replies);
        }
        return replies.get(0).text();
    }

    /** Makes an order, also a second one like the last, and gives its id. */
    public String order(PersonId person, String arguments) {
        OutgoingMessage reply = says(person, "!order " + arguments).get(0);
        boolean asked = reply.template().equals("confirm-again");
        return (asked ? says(person, "YA").get(0) : reply).variables().getOrDefault("orderId", "");
    }

    @Override
    public CompletionStage<SendResult> send(OutgoingMessage message) {
        sent.add(message);
        return CompletableFuture.completedFuture(fate.apply(message));
    }

    @Override
    public Optional<Receipt> receipt(String messageId) {
        return receipt;
    }
}
