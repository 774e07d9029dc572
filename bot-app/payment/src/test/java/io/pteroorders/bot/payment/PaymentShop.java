package io.pteroorders.bot.payment;

import static io.pteroorders.core.testkit.Fixtures.JAKARTA;
import static io.pteroorders.core.testkit.Fixtures.NOON;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.payment.ManualPayment;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.payment.PaymentMethod;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.BeginPayment;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.PaymentService;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.SendResult;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.payment.qris.QrisStatic;
import io.pteroorders.payment.qris.QrisText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.joda.money.Money;

/** A shop with payments: its stores, its gateways and its clock outlive a restart. All is done by the thread of the test. */
final class PaymentShop {

    static final String QRIS = QrisStatic.NAME;
    static final Duration EXPIRES = Duration.ofHours(1);
    static final Actor BUDI = Actor.customer(Fixtures.budi().id());
    static final Actor ADMIN = Actor.admin(Fixtures.admin());
    static final Actor OWNER = Actor.owner(PersonId.phone("6289990000002"));

    private static final OrderTexts TEXTS = texts();
    private static final QrisText CODE =
            QrisText.parse("00020101021126620014COM.GO-JEK.WWW011993600914349052630340210G4905263030303UKE51440014ID.CO"
                    + ".QRIS.WWW0215AID0607336128660303UKE5204341453033605802ID5904Test6007BANDUNG61054028463047968");

    final ManualClock clock;
    final TestGateway gateway;
    final ShopStorage storage;
    final List<OutgoingMessage> sent = new ArrayList<>();
    boolean sendsNothing;
    UnpaidRule unpaid = new UnpaidRule(Optional.of(Duration.ofHours(24)), Duration.ofHours(2));
    private final TaskLog<TaskRecord<MessageKey>> outboxLog = TaskLog.inMemory();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Random random;
    private final ImmutableMap<String, PaymentGateway> gateways;
    private final ImmutableList<String> methods;
    private final PlantedBug bug;
    private Lease lease;
    private ImmutableMap<String, PaymentGateway> inUse = ImmutableMap.of();
    private boolean changed;
    private CallbackIntake intake;
    private Outbox outbox;
    ProgramRun run = new ProgramRun(ProgramRun.FOREVER);
    OrderService service;
    PaymentApp app;

    /** @param methods the ways to pay that are on offer */
    PaymentShop(String... methods) {
        this(ManualClock.at(NOON), methods);
    }

    private PaymentShop(ManualClock clock, String... methods) {
        this(
                new Random(1),
                clock,
                InMemoryShopStorage.create(JAKARTA, clock),
                new TestGateway(clock),
                ImmutableList.of(),
                ImmutableList.copyOf(methods),
                PlantedBug.NONE);
    }

    /**
     * A shop that is not open yet.
     *
     * @param others gateways beside the one of tests, instead of it where they have its name
     */
    PaymentShop(
            Random random,
            ManualClock clock,
            ShopStorage storage,
            TestGateway gateway,
            ImmutableList<PaymentGateway> others,
            ImmutableList<String> methods,
            PlantedBug bug) {
        this.random = random;
        this.clock = clock;
        this.storage = storage;
        this.gateway = gateway;
        this.gateways = Stream.concat(Stream.of(gateway), others.stream())
                .collect(ImmutableMap.toImmutableMap(PaymentGateway::name, any -> any, (first, second) -> second));
        this.methods = methods;
        this.bug = bug;
        open();
    }

    private static OrderTexts texts() {
        Texts texts = Texts.load(ImmutableList.of(NotificationText.class), Optional.empty());
        return new OrderTexts(
                texts, new Formats(texts, JAKARTA), new Shop("Ptero Shop", "!", Optional.empty(), PackageType.BRONZE));
    }

    private void open() {
        lease = storage.lease("shop").orElseThrow();
        OrderStorage orders = bug.in(run.uses(OrderStorage.class, storage.orders()));
        inUse = ImmutableMap.copyOf(Maps.transformValues(gateways, any -> bug.in(run.uses(PaymentGateway.class, any))));
        ImmutableList<PaymentMethod> ways = methods.stream()
                .map(name -> Optional.ofNullable(inUse.get(name))
                        .<PaymentMethod>map(any -> new GatewayMethod(any, EXPIRES))
                        .orElseGet(() -> method(name)))
                .collect(ImmutableList.toImmutableList());
        outbox = Outbox.builder(
                        orders,
                        TEXTS,
                        new NotificationPolicy(ImmutableSet.of(Fixtures.admin())),
                        run.uses(MessageSender.class, this::sends),
                        outboxLog(),
                        clock)
                .open();
        service = OrderService.builder(orders, clock, random)
                .maxPendingOrders(1_000)
                .payBy(ways)
                .listener(
                        event -> {
                            changed = true;
                            outbox.onEvent(event);
                            app.work().onEvent(event);
                        },
                        Runnable::run)
                .build();
        PaymentSettings settings = new PaymentSettings(
                ways, inUse, unpaid, Optional.of("secret"), JAKARTA, Optional.empty(), Optional.empty());
        app = new PaymentApp(
                settings,
                service,
                orders,
                PaymentStores.of(Around.port(Lease.class, lease, this::opensRecords)),
                new Notices(outbox.letters(), ImmutableSet.of(Fixtures.admin())),
                row -> "money " + row.number() + ".",
                () -> "not paid in time",
                () -> {},
                new GatewayCalls(inUse, name -> Runnable::run, meters),
                meters,
                clock);
        intake = new CallbackIntake(service, app.desk(), () -> {}, clock);
        clock.advance(Duration.ofSeconds(1));
    }

    private CompletionStage<SendResult> sends(OutgoingMessage message) {
        if (sendsNothing) {
            return CompletableFuture.completedFuture(SendResult.tryAgain("it is down"));
        }
        sent.add(message);
        return CompletableFuture.completedFuture(SendResult.SENT);
    }

    @SuppressWarnings("unchecked")
    private TaskLog<TaskRecord<MessageKey>> outboxLog() {
        return bug == PlantedBug.LETTERS_IN_MEMORY ? TaskLog.inMemory() : run.uses(TaskLog.class, outboxLog);
    }

    private Object opensRecords(String method, Object[] arguments, Around.Call real) throws Throwable {
        Object opened = real.make();
        return opened instanceof Records records
                ? bug.in((String) arguments[0], run.uses(Records.class, records))
                : opened;
    }

    private PaymentMethod method(String name) {
        return name.equals(QRIS) ? new QrisStatic(CODE, EXPIRES, random) : new ManualPayment();
    }

    /** The program starts anew on the same stores. */
    void restart() {
        restart(new ProgramRun(ProgramRun.FOREVER));
    }

    /** The same, for a run that may be killed: then it is not open. */
    void restart(ProgramRun next) {
        lease.close();
        run = next;
        open();
        if (bug != PlantedBug.TELLS_NOTHING_AT_START) {
            app.tellUnmatched();
        }
    }

    Order creates() {
        return service.create(BUDI, new CreateOrder(Fixtures.budi(), "bronze", 1))
                .get();
    }

    Order begins(Order order, String method) {
        return payments()
                .begin(BUDI, new BeginPayment(order.id(), Optional.of(method), Optional.empty()))
                .get();
    }

    PaymentService payments() {
        return service.payments();
    }

    Order now(OrderId id) {
        return storage.orders().get(id).orElseThrow();
    }

    Order now(Order order) {
        return now(order.id());
    }

    static Payment last(Order order) {
        return Iterables.getLast(order.payments().all());
    }

    Payment lastOf(Order order) {
        return last(now(order));
    }

    String reference(Order order) {
        return lastOf(order).id().toString();
    }

    /** Gives the code that the customer pays by. */
    Order shows(Order order) {
        return app.desk().show(now(order), Duration.ofSeconds(5));
    }

    /** What a feed is answered when it tells of money, as JSON. */
    String feeds(String id, Money amount) throws FeedException {
        return feeds("{\"id\":\"" + id + "\",\"amount\":" + amount.getAmount().longValue() + "}");
    }

    String feeds(String body) throws FeedException {
        return app.feed().take(body.getBytes(StandardCharsets.UTF_8));
    }

    /** A gateway calls back; whether it is heard is seen later. */
    void callsBack(String name, Notification told) {
        PaymentGateway called = Objects.requireNonNull(inUse.get(name));
        intake.take(called, called.verify(told.headers(), told.body().getBytes(StandardCharsets.UTF_8)));
    }

    /** Time passes, in steps of what is due. */
    void passes(Duration span) {
        passesUntil(clock.instant().plus(span));
    }

    void passesUntil(Instant end) {
        until(end);
        clock.set(end);
        until(end.plusSeconds(1));
    }

    private void until(Instant end) {
        Optional<Instant> next = does();
        while (next.filter(due -> !due.isAfter(end)).isPresent()) {
            clock.set(next.get().isAfter(clock.instant()) ? next.get() : clock.instant());
            next = does();
        }
    }

    /** Does what is due now, and what that calls for. */
    private Optional<Instant> does() {
        changed = true;
        Optional<Instant> next = Optional.empty();
        while (changed) {
            changed = false;
            next = app.work().runDue();
            outbox.sendDue();
            run.checkAlive();
        }
        return next;
    }

    /** How often a message of this kind was sent. */
    long told(NotificationText text) {
        String template = text.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return sent.stream()
                .filter(message -> message.template().equals(template))
                .count();
    }

    long calls(String call) {
        return gateway.calls.stream().filter(call::equals).count();
    }
}
