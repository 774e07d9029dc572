package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.life.MortalProgram;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.bot.renewal.RenewalBridge.Fate;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PaymentId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.payment.PaymentReport;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.RenewOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.panel.PanelRequest;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The life of a shop whose customers, admins, panel, messenger and clock do whatever they like for years, and whose program may
 * be killed at any moment and be away for days. {@link RenewalTruth} looks on.
 */
final class RenewalLife implements AutoCloseable {

    private static final int MOST_MOMENTS = 300;
    private static final int LONGEST_AWAY = 6;
    private static final int MUCH_TOO_LONG_AWAY = 40;
    private static final Duration QUIET = Duration.ofMinutes(70);
    private static final Instant BEGIN = Instant.parse("2026-11-01T02:30:00Z");
    private static final ImmutableList<ZoneId> ZONES = ImmutableList.of(
            Fixtures.JAKARTA, ZoneId.of("Europe/Berlin"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Jakarta"));
    private static final ImmutableList<LocalTime> HOURS =
            ImmutableList.of(LocalTime.MIDNIGHT, LocalTime.of(8, 0), LocalTime.of(9, 0), LocalTime.of(10, 0));

    /** Times at which much depends on a second. */
    private static final ImmutableList<LocalTime> EDGES = ImmutableList.of(
            LocalTime.MIDNIGHT,
            LocalTime.of(23, 59, 59),
            LocalTime.of(8, 0),
            LocalTime.of(8, 59, 59),
            LocalTime.of(9, 0),
            LocalTime.of(9, 0, 1));

    /** Trouble that needs no patience: that of an answer that does not come is also that of one that is cut off. */
    private static final ImmutableList<PanelTrouble> TROUBLE = Arrays.stream(PanelTrouble.values())
            .filter(trouble -> trouble != PanelTrouble.HANGS
                    && trouble != PanelTrouble.HANGS_IN_ITS_ANSWER
                    && trouble != PanelTrouble.NEVER_ENDS)
            .collect(ImmutableList.toImmutableList());

    /** Something that happens at a time, after what was planned before for it. */
    private record Planned(Instant at, long number, Runnable act) {}

    private final Random random;
    private final int size;
    private final int days;
    private final List<Deal> deals = new ArrayList<>();
    private final RenewalTruth truth = new RenewalTruth(deals);
    private final PriorityQueue<Planned> plans =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparing(Planned::number));
    private final RenewalShop shop;
    private final MortalProgram program;
    private long numbers;
    private long purse;
    private boolean mayBeAway;
    private boolean isFresh;
    private int renewals;

    /**
     * A life that is not lived yet.
     *
     * @param size how many servers are sold at any time
     */
    RenewalLife(long seed, int size, int days, PlantedBug bug) {
        this.random = new Random(seed);
        this.size = size;
        this.days = days;
        ZoneId zone = ZONES.get((int) (seed % ZONES.size()));
        Duration settle = seed % 3 == 2 ? Duration.ofMinutes(10) : Duration.ZERO;
        this.shop = new RenewalShop(random, zone, settle, BEGIN, truth::atThePanel, bug);
        truth.watch(shop);
        this.program = new MortalProgram(random, MOST_MOMENTS, () -> shop.run, this::startsAnew);
        shop.bridge.losesAnswers = () -> program.isMortal() && random.nextInt(50) == 0;
        shop.bridge.watcher = truth::sends;
    }

    @Override
    public void close() {
        shop.close();
    }

    // What has become of it.

    /** How many servers were sold. */
    int sold() {
        return deals.size();
    }

    /** How many renewals were paid. */
    int renewals() {
        return renewals;
    }

    /** How often the program was killed. */
    int kills() {
        return program.kills();
    }

    /** How many messages arrived. */
    int messages() {
        return shop.bridge.messages().size();
    }

    /** What is wrong. */
    ImmutableList<String> wrong() {
        return truth.wrong();
    }

    // The program's lives.

    private void startsAnew(ProgramRun run) {
        if (mayBeAway && random.nextInt(6) == 0) {
            boolean long_ = random.nextInt(30) == 0;
            shop.clock.advance(Duration.ofHours(1 + random.nextInt(24 * (long_ ? MUCH_TOO_LONG_AWAY : LONGEST_AWAY))));
        }
        isFresh = true;
        shop.restart(run);
    }

    /** Lives it to its end by chance, or until something is wrong. */
    void live() {
        program.setMortal(true);
        program.startsAnew();
        Instant end = BEGIN.plus(Duration.ofDays(days));
        plan(shop.clock.instant(), this::daily);
        planSweep();
        while (shop.clock.instant().isBefore(end) && truth.wrong().isEmpty()) {
            Planned next = plans.remove();
            passesUntil(next.at());
            next.act().run();
            program.insists(shop::does);
            // Nobody does two things at the same time.
            shop.clock.advance(Duration.ofMillis(1));
        }
        program.setMortal(false);
        if (truth.wrong().isEmpty()) {
            ends();
        }
    }

    private void ends() {
        tellsAll();
        isQuiet();
        sweeps();
        truth.checkStates();
        truth.checkSums(purse);
    }

    /** Money that is on its way arrives. */
    private void tellsAll() {
        mayBeAway = false;
        List<Planned> rest = new ArrayList<>(plans);
        plans.clear();
        rest.stream().filter(planned -> planned.act() instanceof Telling).forEach(planned -> planned.act()
                .run());
    }

    private void plan(Instant at, Runnable act) {
        plans.add(new Planned(at, numbers++, act));
    }

    private void planSweep() {
        Instant now = shop.clock.instant();
        LocalDate today = day();
        Instant next = HOURS.stream()
                .map(hour -> at(today, hour))
                .filter(now::isBefore)
                .findFirst()
                .orElseGet(() -> at(today.plusDays(1), LocalTime.MIDNIGHT));
        plan(next, () -> {
            sweeps();
            planSweep();
        });
    }

    private LocalDate day() {
        return shop.clock.instant().atZone(shop.zone).toLocalDate();
    }

    private Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(shop.zone).toInstant();
    }

    private void passesUntil(Instant end) {
        mayBeAway = true;
        while (shop.clock.instant().isBefore(end)) {
            program.survives(() -> shop.passesUntil(end));
        }
        mayBeAway = false;
        if (isFresh) {
            sweeps();
        }
    }

    /** It is looked what is due, again and again, as it is each minute. */
    private void sweeps() {
        isFresh = false;
        Instant from = shop.clock.instant();
        boolean waits = !shop.settle.isZero();
        sweep();
        for (int more = 0; more < 2; more++) {
            Instant then = shop.clock.instant().plus(Duration.ofMinutes(waits ? 6 : 1));
            program.insists(() -> shop.passesUntil(then));
            sweep();
        }
        truth.checkDone(from, !isFresh);
        isFresh = false;
    }

    private void sweep() {
        program.insists(shop::sweeps);
        truth.look();
    }

    // What people do.

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Somebody asks for something until it is done. */
    private <T> Outcome<T> asks(Supplier<Outcome<T>> act) {
        AtomicReference<Outcome<T>> answer = new AtomicReference<>();
        program.insists(() -> {
            answer.set(act.get());
            shop.run.checkAlive();
        });
        return answer.get();
    }

    private Optional<RequestId> request() {
        return Optional.of(RequestId.of("life", Long.toString(numbers++)));
    }

    /** The noon of each day: people decide what they do next. */
    private void daily() {
        plan(at(day().plusDays(1), LocalTime.NOON), this::daily);
        if (oneIn(7)) {
            isQuiet();
        }
        long running = deals.stream().filter(deal -> deal.ended.isEmpty()).count();
        if (running < size) {
            buys();
        }
        truth.look();
        troubles();
        for (Deal deal : ImmutableList.copyOf(deals)) {
            if (deal.isRunning()) {
                decides(deal);
                surprises(deal);
            }
        }
    }

    /** Nothing is wrong for a while, admins look at what was given up, and all is as it should be. */
    private void isQuiet() {
        shop.panel.next(PanelTrouble.NONE);
        shop.panel.comeBack();
        int kills = program.kills();
        waits(QUIET);
        program.insists(() -> shop.app.desk().givenUp().forEach(work -> shop.app
                .desk()
                .retry(RenewalShop.ADMIN, work.key().order(), Optional.empty())));
        waits(QUIET);
        truth.look();
        if (kills == program.kills()) {
            truth.checkQuiet();
        }
        truth.checkStates();
    }

    private void waits(Duration span) {
        Instant end = shop.clock.instant().plus(span);
        program.insists(() -> shop.passesUntil(end));
    }

    private void troubles() {
        if (oneIn(12)) {
            mayBeAway = true;
            program.startsAnew();
            mayBeAway = false;
        }
        if (oneIn(20)) {
            shop.panel.next(any(TROUBLE), random.nextBoolean() ? RenewalLife::suspends : request -> true);
        }
        if (oneIn(60)) {
            shop.panel.goDown();
            plan(shop.clock.instant().plus(Duration.ofHours(1 + random.nextInt(30))), shop.panel::comeBack);
        }
        if (oneIn(60)) {
            shop.bridge.isDown = true;
            plan(shop.clock.instant().plus(Duration.ofHours(1 + random.nextInt(30))), () -> shop.bridge.isDown = false);
        }
    }

    private static boolean suspends(PanelRequest request) {
        return request.path().endsWith("suspend");
    }

    private void buys() {
        int number = deals.size() + 1;
        Customer customer = Fixtures.customer("C" + number, "62811" + (1_000_000 + number));
        String pack = any(RenewalShop.PACKAGES.subList(0, 2));
        int months = months(1);
        asks(() -> shop.service.create(Actor.customer(customer.id()), new CreateOrder(customer, pack, months)));
        ImmutableList<Order> made = shop.storage
                .orders()
                .query(OrderQuery.newestFirst().customer(customer.id()).limit(1).build())
                .orders();
        if (!made.isEmpty()) {
            Order order = made.get(0);
            purse += order.totalAmount().getAmount().longValue();
            deals.add(new Deal(shop.zone, order.id(), customer, pack, months));
            asks(() -> shop.service.confirm(RenewalShop.ADMIN, new ChangeStatus(order.id(), "")));
        }
    }

    private int months(int last) {
        return switch (random.nextInt(10)) {
            case 0 -> 12;
            case 1 -> 3;
            case 2 -> 1;
            default -> last;
        };
    }

    /** When to pay for what follows on the last day. */
    private void decides(Deal deal) {
        LocalDate last = deal.count().paidUntil();
        if (last.equals(deal.decided)) {
            return;
        }
        deal.decided = last;
        int chance = random.nextInt(100);
        if (chance < 35) {
            plans(deal, last.minusDays(random.nextInt(20)), this::pays);
        } else if (chance < 50) {
            plans(deal, last.plusDays(random.nextInt(2)), this::pays);
        } else if (chance < 68) {
            plans(deal, last.plusDays(1 + random.nextInt(4)), this::pays);
        } else if (chance < 80) {
            plans(deal, last.plusDays(4 + random.nextInt(7)), this::pays);
        } else if (chance < 86) {
            plans(deal, last.minusDays(random.nextInt(10)), this::wantsNoMore);
            if (oneIn(2)) {
                plans(deal, last.plusDays(1 + random.nextInt(5)), this::pays);
            }
        } else if (chance < 91) {
            plans(deal, last.minusDays(random.nextInt(5)).plusDays(3), this::showsAPicture);
        } else if (chance < 95) {
            plans(deal, last.minusDays(random.nextInt(6)), this::pays);
            plans(deal, last.minusDays(random.nextInt(6)), this::pays);
        }
    }

    private void plans(Deal deal, LocalDate day, Consumer<Deal> act) {
        LocalTime time = oneIn(3) ? any(EDGES) : LocalTime.ofSecondOfDay(random.nextInt(86_400));
        plan(at(day, time), () -> {
            if (deal.isRunning()) {
                act.accept(deal);
                truth.checkState(deal);
            }
        });
    }

    /** What nobody could foresee. */
    private void surprises(Deal deal) {
        LocalDate today = day();
        if (oneIn(400)) {
            plans(deal, today, this::isGivenDays);
        }
        if (oneIn(400)) {
            plans(deal, today, this::isHeld);
        }
        if (oneIn(500)) {
            plans(deal, today, this::isPaused);
        }
        if (oneIn(600)) {
            plans(deal, today, this::isStopped);
        }
        if (oneIn(300)) {
            plans(deal, today, this::wantsMore);
        }
        if (oneIn(400)) {
            plans(deal, today, this::wantsLessLater);
        }
        if (oneIn(600)) {
            plans(deal, today, this::getsLessNow);
        }
        if (oneIn(90)) {
            cannotBeReached(deal);
        }
        if (deal.count().reasons().containsKey(Recount.BILLING) && oneIn(9)) {
            plans(deal, today, this::isNotKept);
        }
    }

    private void cannotBeReached(Deal deal) {
        String chat = deal.customer.id().text();
        Fate fate = any(ImmutableList.copyOf(Fate.values()));
        shop.bridge.fates.put(chat, fate);
        plan(shop.clock.instant().plus(Duration.ofHours(random.nextInt(24 * 14))), () -> {
            shop.bridge.fates.remove(chat);
            program.insists(() -> shop.outbox.heardFrom(deal.customer.id()));
        });
    }

    private Actor customer(Deal deal) {
        return Actor.customer(deal.customer.id());
    }

    private Optional<Order> open(Deal deal) {
        return shop.sequels(deal.first).stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .findFirst();
    }

    // Payments.

    private void pays(Deal deal) {
        truth.look(deal);
        if (!deal.isRunning() || deal.isInReview) {
            return;
        }
        Optional<Order> bill = bill(deal, months(deal.count().lastMonths()));
        if (bill.isPresent()) {
            pays(deal, bill.get());
            if (oneIn(20)) {
                pays(deal, bill.get());
            }
            if (oneIn(15)) {
                OrderId id = bill.get().id();
                Duration later = oneIn(2) ? Duration.ofMinutes(20) : Duration.ofHours(random.nextInt(72));
                plan(shop.clock.instant().plus(later), () -> getsBack(deal, id));
            }
        }
    }

    /** The order that renews it, as it has to be. */
    private Optional<Order> bill(Deal deal, int months) {
        Recount count = deal.count();
        Optional<Order> before = open(deal);
        boolean tooFar = count.then(months, shop.clock.instant()).isAfter(day().plusMonths(13));
        Outcome<Order> answer = asks(() ->
                shop.subscriptions().renew(customer(deal), new RenewOrder(deal.first, Optional.of(months), request())));
        truth.check(
                tooFar == isRefused(answer, Refusal.NotRenewable.Why.TOO_FAR),
                deal,
                "is renewed too far ahead, or not far enough: " + answer.refusal());
        Optional<Order> bill = answer.value();
        before.filter(order -> bill.isPresent() && !bill.get().id().equals(order.id()))
                .ifPresent(order -> deal.replaced.add(order.id()));
        bill.ifPresent(order -> truth.check(
                order.item().packageType().code().equals(count.next())
                        && order.totalAmount().getAmount().longValue() == RenewalTruth.price(count.next()) * months,
                deal,
                "is to pay " + order.totalAmount() + " for " + months + " months of " + count.next()));
        return bill;
    }

    private static boolean isRefused(Outcome<?> answer, Refusal.NotRenewable.Why why) {
        return answer.refusal()
                .filter(refusal -> refusal instanceof Refusal.NotRenewable not && not.why() == why)
                .isPresent();
    }

    /** The money is there at once; it becomes known then or later. */
    private void pays(Deal deal, Order bill) {
        PaymentId attempt = bill.payments().open().orElseThrow().id();
        deal.promised.add(bill.id());
        Instant now = shop.clock.instant();
        Telling telling = new Telling(
                deal,
                attempt,
                PaymentReport.ofMoney(bill.id() + "-" + numbers++, "system:bank", bill.totalAmount(), now));
        switch (random.nextInt(20)) {
            case 0, 1 -> plan(now.plus(Duration.ofHours(random.nextInt(72))), telling);
            case 2, 3, 4, 5 -> plan(now.plus(Duration.ofMinutes(random.nextInt(180))), telling);
            default -> telling.run();
        }
    }

    /** Money becomes known. */
    private final class Telling implements Runnable {

        private final Deal deal;
        private final PaymentId attempt;
        private final PaymentReport report;

        Telling(Deal deal, PaymentId attempt, PaymentReport report) {
            this.deal = deal;
            this.attempt = attempt;
            this.report = report;
        }

        @Override
        public void run() {
            truth.look(deal);
            purse += report.amount().orElseThrow().getAmount().longValue();
            OrderId id = attempt.order();
            boolean counts = deal.isRunning() && !deal.replaced.contains(id) && !wasPaid(id);
            asks(() -> shop.book(attempt, report));
            if (oneIn(10)) {
                Instant again = shop.clock.instant().plus(Duration.ofMinutes(1 + random.nextInt(600)));
                plan(again, () -> asks(() -> shop.book(attempt, report)));
            }
            Order order = shop.order(id);
            if (counts && order.sequel().orElseThrow() instanceof Sequel.Upgrade) {
                isChanged(deal, order, report.at());
            } else if (counts) {
                truth.check(order.wasPaid(), deal, "is paid for, and does not know it: " + order);
                isRenewed(deal, order, report.at());
            }
            truth.checkState(deal);
        }
    }

    private boolean wasPaid(OrderId id) {
        return shop.order(id).wasPaid();
    }

    private void isRenewed(Deal deal, Order order, Instant at) {
        int months = order.item().durationMonths();
        String pack = order.item().packageType().code();
        deal.counting.add(order.id());
        renewals++;
        deal.happened(
                at, 0, order.id().toString(), count -> count.renewed(order.id().toString(), at, months, pack));
    }

    private void getsBack(Deal deal, OrderId id) {
        truth.look(deal);
        if (deal.isRunning() && shop.order(id).status() == OrderStatus.COMPLETED) {
            asks(() -> shop.service.refund(RenewalShop.ADMIN, new ChangeStatus(id, "")));
            Instant at = shop.clock.instant();
            deal.counting.remove(id);
            deal.happened(at, 2, id.toString(), count -> count.takenBack(id.toString(), at));
            truth.checkState(deal);
        }
    }

    /** A customer shows the picture of a payment, and an admin looks at it later. */
    private void showsAPicture(Deal deal) {
        truth.look(deal);
        Optional<Order> bill = deal.isRunning() ? bill(deal, months(1)) : Optional.empty();
        if (bill.isEmpty()
                || deal.isInReview
                || deal.promised.contains(bill.get().id())) {
            return;
        }
        OrderId id = bill.get().id();
        deal.isInReview = asks(() ->
                        shop.service.setPaymentProof(customer(deal), new SetPaymentProof(id, "media:1", request())))
                .isDone();
        plan(shop.clock.instant().plus(Duration.ofMinutes(random.nextInt(3_000))), () -> looksAtIt(deal, id));
    }

    private void looksAtIt(Deal deal, OrderId id) {
        truth.look(deal);
        boolean counts = deal.isRunning() && shop.order(id).status() == OrderStatus.PENDING;
        if (counts && random.nextInt(3) > 0) {
            purse += shop.order(id).totalAmount().getAmount().longValue();
            asks(() -> shop.service.confirm(RenewalShop.ADMIN, new ChangeStatus(id, "")));
            isRenewed(deal, shop.order(id), shop.clock.instant());
        } else if (counts) {
            asks(() -> shop.service.refusePaymentProof(RenewalShop.ADMIN, new ChangeStatus(id, "")));
        }
        deal.isInReview = false;
        truth.checkState(deal);
    }

    // Other packages.

    private void wantsMore(Deal deal) {
        changes(deal, 1);
    }

    /** @param step to which package, seen from the one that there is */
    private void changes(Deal deal, int step) {
        truth.look(deal);
        if (!deal.isRunning() || deal.isInReview) {
            return;
        }
        Recount count = deal.count();
        int wanted = RenewalShop.PACKAGES.indexOf(count.packOn(day())) + step;
        if (wanted < 0 || wanted >= RenewalShop.PACKAGES.size()) {
            return;
        }
        String pack = RenewalShop.PACKAGES.get(wanted);
        Optional<Order> before = open(deal);
        ImmutableList<Order> known = shop.sequels(deal.first);
        Optional<RequestId> request = request();
        asks(() -> step > 0
                ? shop.subscriptions().changeNow(customer(deal), deal.first, pack, request)
                : shop.subscriptions().downgrade(RenewalShop.ADMIN, deal.first, pack, request));
        Optional<Order> made = shop.sequels(deal.first).stream()
                .filter(order -> known.stream().noneMatch(old -> old.id().equals(order.id())))
                .findFirst();
        LocalDate today = count.day(made.map(Order::createdAt).orElse(shop.clock.instant()));
        if (step < 0) {
            truth.checkCredit(deal, count.cheaper(RenewalTruth.price(pack), today));
        }
        if (made.isEmpty()) {
            return;
        }
        Order order = made.get();
        before.ifPresent(old -> deal.replaced.add(old.id()));
        long due = step > 0 ? count.dearer(RenewalTruth.price(pack), today) : 0;
        truth.check(
                order.totalAmount().getAmount().longValue() == due,
                deal,
                "pays " + order.totalAmount() + " instead of " + due + " for " + pack);
        if (due == 0) {
            isChanged(deal, order, order.createdAt());
        } else {
            pays(deal, order);
        }
    }

    /** A package was changed, unless the panel refuses that. */
    private void isChanged(Deal deal, Order order, Instant at) {
        String name = order.id().toString();
        String pack = order.item().packageType().code();
        deal.counting.add(order.id());
        deal.happened(at, 0, name, count -> count.changed(at, pack));
        isRefused(deal, order.id());
        plan(shop.clock.instant().plus(Duration.ofDays(1)), () -> isRefused(deal, order.id()));
    }

    /** What the panel refused is void. */
    private void isRefused(Deal deal, OrderId id) {
        if (shop.order(id).status() == OrderStatus.CANCELLED && deal.counting.remove(id)) {
            deal.forget(id.toString());
        }
    }

    private void wantsLessLater(Deal deal) {
        int now = RenewalShop.PACKAGES.indexOf(deal.count().packOn(day()));
        if (now > 0) {
            String pack = RenewalShop.PACKAGES.get(now - 1);
            says(
                    deal,
                    request -> shop.subscriptions().changeAtTheEnd(customer(deal), deal.first, pack, request),
                    (count, at) -> count.changing(Optional.of(pack)));
        }
    }

    private void getsLessNow(Deal deal) {
        changes(deal, -1);
    }

    // What people say.

    /** How what somebody said changes how it is paid for. */
    private interface Said {
        void to(Recount count, Instant at);
    }

    private interface Saying {
        Outcome<?> by(Optional<RequestId> request);
    }

    private boolean says(Deal deal, Saying saying, Said said) {
        truth.look(deal);
        Optional<RequestId> request = request();
        Instant begin = shop.clock.instant();
        boolean done = deal.isRunning()
                && asks(() -> {
                            Outcome<?> answer = saying.by(request);
                            return answer.map(any -> true);
                        })
                        .isDone();
        if (done) {
            Instant at = truth.said(deal, begin);
            deal.said(at, count -> said.to(count, at));
            truth.checkState(deal);
        }
        return done;
    }

    private void wantsNoMore(Deal deal) {
        says(
                deal,
                request -> shop.subscriptions().setRenewing(customer(deal), deal.first, false, request),
                (count, at) -> count.wished(false));
    }

    private void isGivenDays(Deal deal) {
        int more = 1 + random.nextInt(10);
        says(
                deal,
                request -> shop.subscriptions().give(RenewalShop.ADMIN, deal.first, more, "", request),
                (count, at) -> count.longer(at, more));
    }

    private void isHeld(Deal deal) {
        LocalDate until = deal.count().paidUntil().plusDays(random.nextInt(20));
        says(
                deal,
                request -> shop.subscriptions().hold(RenewalShop.ADMIN, deal.first, until, "", request),
                (count, at) -> count.held(until));
    }

    private void isPaused(Deal deal) {
        boolean done = says(
                deal,
                request -> shop.subscriptions().pause(RenewalShop.ADMIN, deal.first, "", request),
                (count, at) -> count.stopped(at, Recount.PAUSE));
        if (done && random.nextInt(3) > 0) {
            plans(deal, day().plusDays(random.nextInt(29)), this::goesOn);
        }
    }

    private void goesOn(Deal deal) {
        says(
                deal,
                request -> shop.subscriptions().unpause(RenewalShop.ADMIN, deal.first, "", request),
                (count, at) -> count.lifted(at, Recount.PAUSE));
    }

    private void isStopped(Deal deal) {
        SuspensionReason reason = random.nextBoolean() ? SuspensionReason.ABUSE : SuspensionReason.ADMIN;
        boolean free = deal.count().reasons().keySet().stream()
                .noneMatch(other -> other.equals("ABUSE") || other.equals("ADMIN"));
        if (free
                && says(
                        deal,
                        request -> shop.subscriptions().suspend(RenewalShop.ADMIN, deal.first, reason, "", request),
                        (count, at) -> count.stopped(at, reason.name()))) {
            plans(deal, day().plusDays(1 + random.nextInt(20)), it -> isLetRun(it, reason));
        }
    }

    private void isLetRun(Deal deal, SuspensionReason reason) {
        says(
                deal,
                request -> shop.subscriptions().unsuspend(RenewalShop.ADMIN, deal.first, "", request),
                (count, at) -> count.lifted(at, reason.name()));
    }

    /** An admin agrees that what is suspended may be deleted; that is done when its time has come. */
    private void isNotKept(Deal deal) {
        truth.look(deal);
        if (deal.isRunning() && deal.count().reasons().containsKey(Recount.BILLING)) {
            deal.agreed = Optional.of(shop.clock.instant().truncatedTo(ChronoUnit.SECONDS));
            asks(() -> shop.app.desk().delete(RenewalShop.ADMIN, deal.first, request()));
        }
    }
}
