package io.pteroorders.core.testkit;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.pteroorders.core.order.Claim;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderOperations;
import io.pteroorders.core.service.PaymentService;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.WriteResult;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of steps against a shop and the reference, compared after every step. Not thread-safe. */
final class Story {

    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration DECADE = Duration.ofDays(3_652);
    private static final ImmutableList<Duration> JUMPS = ImmutableList.of(
            Duration.ofHours(-12),
            Duration.ofHours(1),
            Duration.ofHours(-6),
            Duration.ofHours(5),
            Duration.ofHours(-2),
            Duration.ofHours(9),
            Duration.ofDays(-8),
            Duration.ofDays(8),
            Duration.ofDays(-40),
            Duration.ofDays(40),
            DECADE.negated(),
            DECADE);

    /** Of the choices for a race, how many are of orders alone. */
    private static final int RACES_OF_ORDERS = 7;

    private static final String SLOTS = "slots";
    private static final ImmutableList<Claim> CLAIMS = Stream.of("1", "2", "3")
            .map(key -> new Claim(SLOTS, key, Instant.parse("9999-01-01T00:00:00Z")))
            .collect(ImmutableList.toImmutableList());

    /** How long stores remember requests. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final OrderLifecycleModel model;
    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final RandomGenerator random;
    private final Tally tally;
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<OrderId> made = new ArrayList<>();
    private final List<Answer> events = new CopyOnWriteArrayList<>();
    private ReferenceShop reference;
    private OrderStorage storage;
    private OrderOperations shop;
    private Duration passed = Duration.ZERO;
    private int age;

    private Story(OrderLifecycleModel model, RandomGenerator random, Tally tally) {
        this.model = model;
        this.random = random;
        this.tally = tally;
        this.storage = model.openStore();
        this.shop = openShop();
        this.reference = new ReferenceShop(
                model.arrows(), payments().map(WayToPay::offeredBy).orElse(WayToPay.ALL));
    }

    /** Tells a story; gives what went wrong in it, in words, or nothing. */
    static Optional<String> problem(OrderLifecycleModel model, RandomGenerator random, List<Step> steps, Tally tally) {
        Story story = new Story(model, random, tally);
        tally.begun();
        Optional<String> problem = story.tell(steps);
        Watched.start("closing", story::close).await(model.patience());
        return problem.map(story::words);
    }

    private Optional<String> tell(List<Step> steps) {
        try {
            return steps.stream()
                    .map(this::takeInTime)
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (RuntimeException failure) {
            storage.close();
            throw failure;
        }
    }

    private boolean close() {
        storage.close();
        return true;
    }

    private Optional<String> takeInTime(Step step) {
        try {
            return Watched.start("story", () -> take(step)).await(model.patience());
        } catch (Watched.Hanging hanging) {
            throw new Watched.Hanging(words(hanging.words()), hanging);
        } catch (UncheckedExecutionException failure) {
            throw unchecked(failure);
        }
    }

    private String words(String problem) {
        String all = People.named(String.join("; ", told) + ": " + problem, made);
        return made.size() > 1 ? all : all.replaceAll(" order 1(?!-)", " the order");
    }

    private OrderOperations openShop() {
        return model.openShop(new OrderLifecycleModel.Parts(storage, clock, random, model.flow(), this::hear));
    }

    /** An event is told after the store has it. */
    private void hear(OrderEvent event) {
        Optional<Order> stored = storage.get(event.order().id());
        boolean durable = event.kind() == OrderEvent.Kind.DELETED
                ? stored.isEmpty()
                : stored.filter(order -> order.continues(event.order())).isPresent();
        Answer heard = Answer.of(event);
        events.add(durable ? heard : new Answer(heard.word() + " before it was stored", heard.shown()));
    }

    private Optional<String> take(Step step) {
        pass(TICK);
        return switch (step.kind()) {
            case CLOCK -> jump(step.choice());
            case REOPEN -> reopen();
            case RACE -> race(racers(step));
            case IN_TURN -> inTurn(step);
            case FILL_NOTES -> fillNotes(step);
            case CLAIM -> claim(step);
            default -> step.kind().isOfPayments() ? pay(step) : act(script().operation(step));
        };
    }

    private Optional<PaymentService> payments() {
        return PaymentScript.payments(shop);
    }

    private Optional<String> pay(Step step) {
        return payments().flatMap(payments -> act(paying(payments).operation(step)));
    }

    private PaymentScript paying(PaymentService payments) {
        return new PaymentScript(script(), payments, "r" + (told.size() + 1));
    }

    /** What several ask at the same time; half of it is about payments, if there are any. */
    private ImmutableList<Operation> racers(Step step) {
        return payments()
                .filter(payments -> step.choice() >= RACES_OF_ORDERS)
                .map(payments -> paying(payments).race(step))
                .orElseGet(() -> script().race(step));
    }

    private Script script() {
        return new Script(reference, clock.instant(), made, age);
    }

    private Optional<String> jump(int choice) {
        Duration jump = JUMPS.get(choice);
        told.add("the clock jumps by " + (jump.toDays() == 0 ? jump.toHours() + " hours" : jump.toDays() + " days"));
        pass(jump);
        return state(reference);
    }

    /** Requests that a store may have forgotten are not repeated: it counts what the clock went forward. */
    private void pass(Duration time) {
        clock.advance(time);
        passed = time.isNegative() ? passed : passed.plus(time);
        if (passed.compareTo(KEPT) > 0) {
            passed = Duration.ZERO;
            age++;
        }
    }

    /** An order gets as many notes as it can hold, or one less, past the shop; then somebody notes something. */
    private Optional<String> fillNotes(Step step) {
        OrderId id = script().target(step.order());
        Instant now = clock.instant();
        int notes = ReferenceShop.MAX_NOTES - step.choice() % 2;
        told.add(id + " gets " + notes + " notes");
        storage.update(id, order -> Outcome.done(withNotes(order, now, notes)), Optional.empty());
        reference.fillNotes(id, now, notes);
        return act(script().operation(step));
    }

    private static Order withNotes(Order order, Instant now, int count) {
        Order filled = order;
        while (filled.notes().all().size() < count) {
            filled = filled.withNote(now, StatusChange.SYSTEM, "more");
        }
        while (filled.adminNotes().all().size() < count) {
            filled = filled.withAdminNote(now, StatusChange.SYSTEM, "more");
        }
        return filled;
    }

    /** An order claims one of three things, or drops what it has, past the shop. */
    private Optional<String> claim(Step step) {
        OrderId id = script().target(step.order());
        Instant now = clock.instant();
        ImmutableList<Claim> claims =
                step.choice() > 8 ? ImmutableList.of() : ImmutableList.of(CLAIMS.get(step.choice() % CLAIMS.size()));
        String subject = claims.stream().map(Claim::subject).collect(Collectors.joining());
        told.add(id + (claims.isEmpty() ? " drops its claim" : " claims " + subject));
        WriteResult.Kind expected = reference.claim(id, now, SLOTS, claims);
        WriteResult.Kind actual = storage.update(
                        id, order -> Outcome.done(order.withClaims(now, withOthers(order, claims))), Optional.empty())
                .kind();
        return expected == actual
                ? state(reference).or(this::inHolders)
                : Optional.of("expected " + Answer.words(expected) + ", was " + Answer.words(actual));
    }

    private static List<Claim> withOthers(Order order, List<Claim> claims) {
        return Stream.concat(
                        order.claims().stream().filter(claim -> !claim.space().equals(SLOTS)), claims.stream())
                .toList();
    }

    private Optional<String> inHolders() {
        return CLAIMS.stream().map(this::inHolder).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> inHolder(Claim claim) {
        Optional<OrderId> expected = reference.holder(claim.subject()).map(order -> order.id);
        Optional<OrderId> actual = storage.holder(claim.space(), claim.key()).map(Order::id);
        return expected.equals(actual)
                ? Optional.empty()
                : Optional.of(
                        "expected " + claim.subject() + " to be held by " + words(expected) + ", was " + words(actual));
    }

    private static String words(Optional<OrderId> holder) {
        return holder.map(OrderId::toString).orElse("nobody");
    }

    private Optional<String> reopen() {
        told.add("the store is opened anew");
        storage = model.reopenStore(storage);
        shop = openShop();
        if (!model.remembersRequests()) {
            reference.forget();
            age++;
        }
        return state(reference);
    }

    private Optional<String> act(Operation operation) {
        told.add(operation.words());
        Answer answer = operation.askSafely(shop);
        remember(answer);
        Answer expected = operation.expect().apply(reference, madeBy(answer));
        Optional<String> problem = expected.difference(answer).or(() -> aftermath(reference));
        settle(reference);
        return problem;
    }

    /** What could be asked at once is asked by one after another. */
    private Optional<String> inTurn(Step step) {
        ImmutableList<Operation> racers = racers(step);
        return Step.orders().get(step.request()).stream()
                .map(racers::get)
                .map(this::act)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Racers are right if their answers and what they left could have come of their going one after another. */
    private Optional<String> race(ImmutableList<Operation> racers) {
        told.add("at once: " + words(racers.stream(), " / "));
        ImmutableList<Answer> answers = Race.run(
                racers.size(), model.patience(), racer -> racers.get(racer).askSafely(shop));
        answers.forEach(this::remember);
        List<Misfit> misfits = new ArrayList<>();
        for (List<Integer> order : Step.orders()) {
            ReferenceShop attempt = reference.copy();
            Optional<Misfit> misfit = misfit(order, racers, answers, attempt);
            if (misfit.isEmpty()) {
                settle(attempt);
                return Optional.empty();
            }
            misfits.add(misfit.get());
        }
        return misfits.stream()
                .max(Comparator.comparing(Misfit::right))
                .map(best -> "in no order of these, at best if "
                        + words(best.order.stream().map(racers::get), ", then ") + ": " + best.wrong);
    }

    private static RuntimeException unchecked(UncheckedExecutionException failure) {
        Throwable cause = Objects.requireNonNull(failure.getCause());
        Throwables.throwIfUnchecked(cause);
        return failure;
    }

    private static String words(Stream<Operation> operations, String between) {
        return operations.map(Operation::words).collect(Collectors.joining(between));
    }

    /**
     * An order of racers in which they cannot have gone.
     *
     * @param right how many of their answers are right
     * @param wrong what is not
     */
    private record Misfit(List<Integer> order, int right, String wrong) {}

    private Optional<Misfit> misfit(
            List<Integer> order, List<Operation> racers, List<Answer> answers, ReferenceShop attempt) {
        int right = 0;
        for (int racer : order) {
            Answer answer = answers.get(racer);
            Optional<String> wrong =
                    racers.get(racer).expect().apply(attempt, madeBy(answer)).difference(answer);
            if (wrong.isPresent()) {
                return Optional.of(new Misfit(order, right, wrong.get()));
            }
            right++;
        }
        return aftermath(attempt).map(wrong -> new Misfit(order, order.size(), wrong));
    }

    private void settle(ReferenceShop now) {
        reference = now;
        now.orders.values().forEach(tally::reached);
        now.events.clear();
        events.clear();
    }

    private void remember(Answer answer) {
        tally.answered(answer);
        OrderId id = madeBy(answer);
        if (!id.equals(ReferenceShop.NOBODYS) && !made.contains(id)) {
            made.add(id);
        }
    }

    /** The id of the order in an answer, in case it was made just now. */
    private static OrderId madeBy(Answer answer) {
        return answer.shown().isEmpty()
                ? ReferenceShop.NOBODYS
                : OrderId.of(answer.shown().get(0).getOrDefault("id", ReferenceShop.NOBODYS.toString()));
    }

    private Optional<String> aftermath(ReferenceShop expected) {
        return byOrder(expected.events)
                .difference(byOrder(events))
                .map(wrong -> "among the events " + wrong)
                .or(() -> state(expected));
    }

    /** Only the events of one order come in the order in which they happened. */
    private static Answer byOrder(List<Answer> events) {
        return Answer.joined(events.stream()
                .sorted(Comparator.comparing(
                        event -> Iterables.getLast(event.shown()).get("id")))
                .toList());
    }

    private Optional<String> state(ReferenceShop expected) {
        return inList(expected, true)
                .or(() -> inList(expected, false))
                .or(() -> inStatistics(expected))
                .or(() -> PaymentLaws.broken(expected.orders.values()));
    }

    private Optional<String> inList(ReferenceShop expected, boolean newestFirst) {
        Operation list = Search.ALL.walk(
                new Asked(Actor.SYSTEM, clock.instant(), ""), newestFirst, OrderQuery.MAX_LIMIT, Optional.empty());
        return list.expect()
                .apply(expected, ReferenceShop.NOBODYS)
                .difference(list.askSafely(shop))
                .or(() -> inCount(
                        expected.orders.size(),
                        storage.count(OrderQuery.newestFirst().build())))
                .map(wrong -> "in the list " + wrong);
    }

    private static Optional<String> inCount(long expected, long actual) {
        return expected == actual ? Optional.empty() : Optional.of("expected count " + expected + ", was " + actual);
    }

    /** The figures of now, and of when the first order was made, if that is another day. */
    private Optional<String> inStatistics(ReferenceShop expected) {
        Instant now = clock.instant();
        Optional<Instant> then = expected.oldestFirst().stream()
                .map(order -> order.created)
                .findFirst()
                .filter(first -> Duration.between(first, now).abs().toDays() > 0);
        return Stream.of(Unit.values())
                .flatMap(unit -> Stream.concat(
                        inStatistics(expected, unit, now, () -> shop.statistics(Actor.SYSTEM, unit)
                                        .get())
                                .stream(),
                        then
                                .flatMap(at -> inStatistics(expected, unit, at, () -> storage.statistics(unit, at)))
                                .stream()))
                .findFirst();
    }

    private static Optional<String> inStatistics(
            ReferenceShop expected, Unit unit, Instant asOf, Supplier<OrderStatistics> question) {
        try {
            OrderStatistics figures = question.get();
            return Answer.done(ReferenceStatistics.facts(expected.oldestFirst(), unit, asOf, figures.zone()))
                    .difference(Answer.done(ReferenceStatistics.facts(figures)))
                    .map(wrong -> "in the statistics of " + Answer.words(unit) + " " + wrong);
        } catch (RuntimeException failure) {
            return Optional.of("the statistics failed: " + failure);
        }
    }
}
