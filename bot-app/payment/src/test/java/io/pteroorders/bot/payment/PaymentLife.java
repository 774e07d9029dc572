package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.life.MortalProgram;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.bot.payment.Till.Trouble;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.order.PaymentState;
import io.pteroorders.core.payment.GatewayTraits.Ability;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.service.BeginPayment;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.ReturnMoney;
import io.pteroorders.core.service.ReturnMoney.How;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.GatewayBooks;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;

/**
 * The life of a shop whose customers, gateways, feed, admins and clock do whatever they like, and whose program may be killed
 * at any moment. {@link PaymentTruth} says what is true after it.
 */
final class PaymentLife implements AutoCloseable {

    private static final int STEPS = 100;
    private static final int MOST_MOMENTS = 300;

    /** After so long all has been asked for once more. */
    private static final Duration NIGHTS = Duration.ofDays(2);

    /**
     * What came into the seller's account.
     *
     * @param id how the feed tells it from others
     */
    record Transfer(String id, Money amount) {}

    private final Random random;
    private final PlantedBug bug;
    private final ManualClock clock;
    private final ShopStorage storage;
    private final ImmutableList<Till> tills;
    private final PaymentShop shop;

    /** All transfers, and whether the feed has said of them that they are kept. */
    private final Map<Transfer, Boolean> account = new LinkedHashMap<>();

    /** Orders whose money an admin says to have seen. */
    private final Set<OrderId> seen = new HashSet<>();

    private final MortalProgram program;

    private PaymentLife(
            Random random, PlantedBug bug, ManualClock clock, ShopStorage storage, ImmutableList<RealTill> real) {
        this.random = random;
        this.bug = bug;
        this.clock = clock;
        this.storage = storage;
        TestGateway inMemory = new TestGateway(clock);
        inMemory.takesReferencesOnce = bug != PlantedBug.CHARGES_AGAIN;
        this.tills = real.isEmpty() ? ImmutableList.of(inMemory) : ImmutableList.copyOf(real);
        this.shop = new PaymentShop(
                random,
                clock,
                storage,
                inMemory,
                real.stream().map(RealTill::gateway).collect(ImmutableList.toImmutableList()),
                Stream.concat(tills.stream().map(till -> till.gateway().name()), Stream.of(PaymentShop.QRIS, "manual"))
                        .collect(ImmutableList.toImmutableList()),
                bug);
        this.program = new MortalProgram(random, MOST_MOMENTS, () -> shop.run, shop::restart);
    }

    /** A life by a gateway in memory, or by these. */
    static PaymentLife of(long seed, PlantedBug bug, ManualClock clock, ShopStorage storage, RealTill.Kind... kinds) {
        Random random = new Random(seed);
        ImmutableList<RealTill> real = Stream.of(kinds)
                .map(kind -> RealTill.open(kind, clock, random))
                .collect(ImmutableList.toImmutableList());
        return new PaymentLife(random, bug, clock, storage, real);
    }

    @Override
    public void close() {
        storage.close();
        tills.forEach(Till::close);
    }

    // What has become of it.

    ImmutableList<Order> orders() {
        return storage.orders()
                .query(OrderQuery.oldestFirst().limit(OrderQuery.MAX_LIMIT).build())
                .orders();
    }

    PaymentShop shop() {
        return shop;
    }

    ImmutableList<Till> tills() {
        return tills;
    }

    ImmutableList<Transfer> account() {
        return ImmutableList.copyOf(account.keySet());
    }

    boolean isSeen(Order order) {
        return seen.contains(order.id());
    }

    /** How often the program was killed. */
    int kills() {
        return program.kills();
    }

    // The program's lives.

    /** Lives it to its end by chance, kills included. */
    void live() {
        program.setMortal(true);
        program.startsAnew();
        for (int step = 0; step < STEPS; step++) {
            program.survives(() -> {
                step(orders());
                shop.passes(Duration.ofSeconds(1));
            });
        }
        program.setMortal(false);
        ends();
    }

    /**
     * Lives a life in which all that there is happens once.
     *
     * @param first the first of its programs
     */
    void goesOnTour(ProgramRun first) {
        program.restart(first);
        Order paid = makes("");
        program.insists(() -> paysTheGateway(paid));
        program.insists(() -> callsBack(paid));
        Order unpaid = makes("");
        Order partlyPaid = makes("");
        Order transferred = makes(PaymentShop.QRIS);
        Transfer transfer = transfers(shop.lastOf(transferred).amountDue());
        program.insists(() -> feedUntilKept(transfer));
        program.insists(() -> feed(transfer));
        Transfer odd = transfers(Fixtures.rupiah(17_000));
        program.insists(() -> feedUntilKept(odd));
        program.insists(() -> matches(partlyPaid));
        Order tooLate = makes("");
        program.insists(() -> cancels(tooLate));
        paysTheGateway(tooLate);
        program.insists(() -> callsBack(tooLate));
        passes(Duration.ofMinutes(1));
        program.insists(() -> ordersAgain(tooLate));
        tills.forEach(till -> till.meet(Trouble.LOSES_ANSWERS));
        Order unheard = makes("");
        program.insists(() -> refunds(paid, Optional.of(Fixtures.rupiah(1_000))));
        passes(Duration.ofMinutes(1));
        tills.forEach(till -> till.meet(Trouble.NONE));
        passes(Duration.ofMinutes(2));
        paysTheGateway(unheard);
        Order seenByAnAdmin = makes("manual");
        program.insists(() -> confirms(seenByAnAdmin));
        passes(Duration.ofHours(1));
        program.insists(() -> callsBack(unpaid));
        Transfer nobodys = transfers(Fixtures.rupiah(18_000));
        program.insists(() -> feedUntilKept(nobodys));
        ends();
    }

    /** The customer orders, and is shown how to pay by a method; by the first if there is no name. */
    private Order makes(String method) {
        passes(Duration.ofSeconds(1));
        program.insists(shop::creates);
        Order order = Iterables.getLast(orders());
        if (!method.isEmpty()) {
            program.insists(() -> begins(order, method));
        }
        program.insists(() -> shop.shows(order));
        return order;
    }

    /** All that was not heard is told again, and all that is due is done. */
    private void ends() {
        tills.forEach(till -> till.meet(Trouble.NONE));
        account.entrySet().stream()
                .filter(told -> !told.getValue())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(transfer -> program.insists(() -> feed(transfer)));
        passes(NIGHTS);
    }

    private void passes(Duration span) {
        Instant end = clock.instant().plus(span);
        program.insists(() -> shop.passesUntil(end));
    }

    // What people do.

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void step(ImmutableList<Order> orders) {
        if (orders.isEmpty() || random.nextInt(4) == 0) {
            shop.shows(shop.creates());
            return;
        }
        Order order = orders.get(orders.size() - 1 - random.nextInt(Math.min(3, orders.size())));
        switch (random.nextInt(16)) {
            case 0, 1 -> shop.shows(order);
            case 2 -> begins(order, any(shop.payments().methods()));
            case 3, 4, 5 -> paysTheGateway(order);
            case 6, 7 -> transfers(order);
            case 8 -> feedSome();
            case 9, 10 -> callsBack(order);
            case 11 -> any(tills).meet(random.nextBoolean() ? Trouble.NONE : any(List.of(Trouble.values())));
            case 12, 13 -> anAdminActs(orders, order);
            case 14 -> clock.advance(Duration.ofMinutes(random.nextInt(240) - 120));
            default -> shop.passes(Duration.ofMinutes(random.nextInt(60)));
        }
    }

    private void begins(Order order, String method) {
        shop.payments().begin(PaymentShop.BUDI, new BeginPayment(order.id(), Optional.of(method), Optional.empty()));
    }

    private Optional<Till> till(Payment attempt) {
        return tills.stream()
                .filter(till -> till.gateway().name().equals(attempt.method()))
                .findFirst();
    }

    /** Any code that the customer was ever given. */
    private void paysTheGateway(Order order) {
        for (Payment attempt : shop.now(order).payments().all()) {
            for (Till till : till(attempt).stream().toList()) {
                Optional<GatewayBooks.Entry> waiting = till.books()
                        .find(attempt.id().toString())
                        .filter(entry -> entry.state() == PaymentState.WAITING)
                        .filter(entry -> till.isPaidUnseen() || attempt.payBy().isPresent());
                if (waiting.isPresent()) {
                    till.books().move(waiting.get().reference(), PaymentState.PAID);
                    return;
                }
            }
        }
    }

    private void transfers(Order order) {
        List<Payment> attempts = order.payments().all();
        transfers(
                attempts.isEmpty() || random.nextInt(4) == 0
                        ? Fixtures.rupiah(24_800 + random.nextInt(200))
                        : any(attempts).amountDue());
    }

    private Transfer transfers(Money amount) {
        Transfer transfer = new Transfer("T" + account.size(), amount);
        account.put(transfer, false);
        return transfer;
    }

    private void feedSome() {
        if (!account.isEmpty()) {
            feed(any(account()));
        }
    }

    /** The feed tells of a transfer. It need not be told again once the shop has said that it is kept. */
    private void feed(Transfer transfer) {
        account.put(transfer, isKept(transfer) || bug == PlantedBug.YES_BEFORE_KEPT);
        String id = bug == PlantedBug.ROWS_BY_ARRIVAL ? transfer.id() + "-" + random.nextInt() : transfer.id();
        try {
            shop.feeds(id, transfer.amount());
        } catch (FeedException e) {
            throw new AssertionError(e);
        }
        shop.run.checkAlive();
        account.put(transfer, true);
    }

    private boolean isKept(Transfer transfer) {
        return Objects.requireNonNull(account.get(transfer));
    }

    private void feedUntilKept(Transfer transfer) {
        if (!isKept(transfer)) {
            feed(transfer);
        }
    }

    private void callsBack(Order order) {
        for (Payment attempt : shop.now(order).payments().all()) {
            till(attempt).ifPresent(till -> till.books()
                    .find(attempt.id().toString())
                    .ifPresent(entry -> shop.callsBack(attempt.method(), till.callback(entry))));
        }
    }

    private void anAdminActs(ImmutableList<Order> orders, Order order) {
        switch (random.nextInt(6)) {
            case 0 -> cancels(order);
            case 1 -> refunds(Iterables.tryFind(orders, Order::wasPaid).or(order));
            case 2 -> ordersAgain(order);
            case 3 -> shop.payments().payBy(PaymentShop.ADMIN, any(orders).id(), order.id(), Optional.empty());
            case 4 -> confirms(order);
            default -> matches(order);
        }
    }

    private void cancels(Order order) {
        shop.service.cancel(PaymentShop.BUDI, new ChangeStatus(order.id(), ""));
    }

    private void ordersAgain(Order order) {
        shop.payments().orderAgain(PaymentShop.ADMIN, order.id(), Optional.empty());
    }

    private void confirms(Order order) {
        seen.add(order.id());
        shop.service.confirm(PaymentShop.ADMIN, new ChangeStatus(order.id(), ""));
    }

    private void matches(Order order) {
        List<MoneyRow> rows = shop.app.desk().rows().unmatched();
        if (!rows.isEmpty()) {
            shop.app.desk().match(PaymentShop.ADMIN, any(rows), order.id());
        }
    }

    private void refunds(Order order) {
        if (random.nextBoolean()) {
            any(tills).meet(Trouble.LOSES_ANSWERS);
        }
        refunds(order, random.nextBoolean() ? Optional.of(Fixtures.rupiah(1_000)) : Optional.empty());
    }

    private void refunds(Order order, Optional<Money> amount) {
        How how = shop.now(order)
                .moneyToGiveBack()
                .flatMap(this::till)
                .map(Till::gateway)
                .filter(PaymentLife::canRefund)
                .map(gateway -> How.BY_GATEWAY)
                .orElse(How.BY_HAND);
        shop.payments().refund(PaymentShop.OWNER, new ReturnMoney(order.id(), amount, how, "", Optional.empty()));
    }

    static boolean canRefund(PaymentGateway gateway) {
        return gateway.traits().can(Ability.REFUND);
    }
}
