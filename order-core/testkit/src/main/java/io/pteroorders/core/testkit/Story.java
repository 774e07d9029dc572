package io.pteroorders.core.testkit;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.ReferenceShop.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** One run of steps against a shop and the reference, compared after every step. Not thread-safe. */
final class Story {

    private static final Duration TICK = Duration.ofMinutes(1);
    private static final Duration FAR = Duration.ofDays(40);

    private final OrderLifecycleModel model;
    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final RandomGenerator random;
    private final Tally tally;
    private final List<String> told = new ArrayList<>();
    private final List<OrderId> made = new ArrayList<>();
    private final List<Answer> events = new CopyOnWriteArrayList<>();
    private ReferenceShop reference;
    private OrderStorage storage;
    private OrderOperations shop;
    private int age;

    private Story(OrderLifecycleModel model, RandomGenerator random, Tally tally) {
        this.model = model;
        this.random = random;
        this.tally = tally;
        this.reference = new ReferenceShop(model.arrows());
        this.storage = model.openStore();
        this.shop = openShop();
    }

    /** Tells a story; gives what went wrong in it, in words, or nothing. */
    static Optional<String> problem(OrderLifecycleModel model, RandomGenerator random, List<Step> steps, Tally tally) {
        Story story = new Story(model, random, tally);
        tally.begun();
        try {
            for (Step step : steps) {
                Optional<String> problem = story.take(step);
                if (problem.isPresent()) {
                    return Optional.of(story.words(problem.get()));
                }
            }
            return Optional.empty();
        } finally {
            story.storage.close();
        }
    }

    private String words(String problem) {
        String all = People.named(String.join("; ", told) + ": " + problem, made);
        return made.size() > 1 ? all : all.replace(" order 1", " the order");
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
        clock.advance(TICK);
        return switch (step.kind()) {
            case CLOCK -> jump(step.choice());
            case REOPEN -> reopen();
            case RACE -> race(script().race(step));
            default -> act(script().operation(step));
        };
    }

    private Script script() {
        return new Script(reference, clock.instant(), made, age);
    }

    private Optional<String> jump(int choice) {
        Duration jump = choice == 11 ? FAR : Duration.ofHours(choice % 2 == 0 ? choice - 12 : choice);
        told.add("the clock jumps by " + jump.toHours() + " hours");
        age += choice == 11 ? 1 : 0;
        clock.advance(jump);
        return state(reference);
    }

    private Optional<String> reopen() {
        told.add("the store is opened anew");
        storage = model.reopenStore(storage);
        shop = openShop();
        if (!model.remembersRequests()) {
            reference.forgetRequests();
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

    /** Racers are right if their answers and what they left could have come of their going one after another. */
    private Optional<String> race(ImmutableList<Operation> racers) {
        told.add("at once: " + racers.stream().map(Operation::words).collect(Collectors.joining(" / ")));
        ImmutableList<Answer> answers =
                Race.run(racers.size(), racer -> racers.get(racer).askSafely(shop));
        answers.forEach(this::remember);
        Optional<String> problem = Optional.empty();
        for (List<Integer> order : Collections2.permutations(ImmutableList.of(0, 1, 2))) {
            ReferenceShop attempt = reference.copy();
            Optional<String> wrong = oneByOne(order, racers, answers, attempt).or(() -> aftermath(attempt));
            if (wrong.isEmpty()) {
                settle(attempt);
                return Optional.empty();
            }
            problem = problem.or(() -> wrong);
        }
        return problem.map(wrong -> "in no order of these " + wrong);
    }

    private static Optional<String> oneByOne(
            List<Integer> order, List<Operation> racers, List<Answer> answers, ReferenceShop attempt) {
        for (int racer : order) {
            Answer answer = answers.get(racer);
            Optional<String> wrong =
                    racers.get(racer).expect().apply(attempt, madeBy(answer)).difference(answer);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
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
                .or(() -> inStatistics(expected, Unit.ALL))
                .or(() -> inStatistics(expected, Unit.DAY));
    }

    private Optional<String> inList(ReferenceShop expected, boolean newestFirst) {
        OrderQuery query = (newestFirst ? OrderQuery.newestFirst() : OrderQuery.oldestFirst())
                .limit(OrderQuery.MAX_LIMIT)
                .build();
        Asked asked = new Asked(Actor.SYSTEM, clock.instant(), "");
        return expected.list(asked, Optional.empty(), Optional.empty(), newestFirst, OrderQuery.MAX_LIMIT)
                .difference(safely(() -> Answer.ofPage(shop.list(Actor.SYSTEM, query))))
                .or(() -> inCount(expected.orders.size(), storage.count(query)))
                .map(wrong -> "in the list " + wrong);
    }

    private static Optional<String> inCount(long expected, long actual) {
        return expected == actual ? Optional.empty() : Optional.of("expected count " + expected + ", was " + actual);
    }

    private Optional<String> inStatistics(ReferenceShop expected, Unit unit) {
        return safely(() -> Answer.done(ReferenceStatistics.facts(
                        expected.oldestFirst(),
                        unit,
                        clock.instant(),
                        figures(unit).zone())))
                .difference(safely(() -> Answer.done(ReferenceStatistics.facts(figures(unit)))))
                .map(wrong -> "in the statistics " + wrong);
    }

    private OrderStatistics figures(Unit unit) {
        return shop.statistics(Actor.SYSTEM, unit).get();
    }

    private static Answer safely(Supplier<Answer> question) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            return Answer.failed(failure);
        }
    }
}
