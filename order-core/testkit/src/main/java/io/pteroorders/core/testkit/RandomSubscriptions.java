package io.pteroorders.core.testkit;

import static io.pteroorders.core.testkit.Fixtures.orderId;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionLog;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What orders have to do with subscriptions: whose they go on with, or what happened to theirs. Not thread-safe. */
final class RandomSubscriptions {

    private static final ImmutableList<String> AUTHORS =
            ImmutableList.of("system", "6289990000001", "system:renewals", "O'Brien \"é\" \\ 日本", "A".repeat(200));
    private static final ImmutableList<String> REASONS =
            ImmutableList.of("", "it was down", "O'Brien said: \"no\" \\ ; é 日本", "🎮".repeat(FreeText.MAX_NOTE));
    private static final ImmutableList<SuspensionReason> SUSPENSIONS =
            ImmutableList.copyOf(Arrays.asList(SuspensionReason.values()));
    private static final ImmutableList<RenewalStep.Kind> KINDS =
            ImmutableList.copyOf(Arrays.asList(RenewalStep.Kind.values()));
    private static final ImmutableList<Integer> NUMBERS = ImmutableList.of(0, 1, 7, 10, 999);
    private static final ImmutableList<LocalDate> DAYS = ImmutableList.of(
            LocalDate.EPOCH, LocalDate.of(2026, 2, 28), LocalDate.of(2028, 2, 29), LocalDate.of(9999, 12, 31));
    private static final ImmutableList<Integer> COUNTS = ImmutableList.of(0, 0, 1, 2, 3, 9);
    private static final ImmutableList<Optional<PackageType>> PACKAGES = ImmutableList.of(
            Optional.empty(),
            Optional.of(PackageType.GOLD),
            Optional.of(new PackageType("g_o-l_d")),
            Optional.of(new PackageType("a".repeat(32))));
    private static final int KINDS_OF_ENTRIES = 9;
    private static final int LARGEST_NUMBER = 999;
    private static final int LONGEST_PAUSE_MILLIS = 90_000_000;
    private static final int ONE_IN_MANY = 60;
    private static final long DEAR = 1_000_000_000_000L;

    private final SplittableRandom random;
    private Instant now;

    /** @param begin when the first thing may have happened */
    RandomSubscriptions(Instant begin, long seed) {
        this.random = new SplittableRandom(seed);
        this.now = begin;
    }

    /** Whether an order is to be a sequel, one in four. */
    boolean isSequel() {
        return random.nextInt(4) == 0;
    }

    /** One of any other order, or of one of the first three that tests have. */
    Sequel sequel(CurrencyUnit currency) {
        OrderId first = random.nextBoolean() ? orderId(random.nextInt(1, 4)) : OrderId.random(random);
        return random.nextBoolean()
                ? new Sequel.Renewal(first)
                : new Sequel.Upgrade(first, amount(random.nextLong(DEAR), currency));
    }

    private static Money amount(long units, CurrencyUnit currency) {
        return Amounts.of(currency, BigDecimal.valueOf(units, Amounts.decimals(currency)));
    }

    /** Nothing, some entries and steps, and as many as can be. */
    SubscriptionLog log(CurrencyUnit currency) {
        boolean isFull = random.nextInt(ONE_IN_MANY) == 0;
        int entries = isFull ? SubscriptionLog.MAX_ENTRIES : one(COUNTS);
        int steps = isFull ? SubscriptionLog.MAX_ENTRIES : one(COUNTS);
        return SubscriptionLog.of(
                Stream.generate(() -> entry(currency)).limit(entries).toList(), steps(one(DAYS), steps));
    }

    private ImmutableList<TakenStep> steps(LocalDate paidUntil, int count) {
        Set<RenewalStep> steps = new LinkedHashSet<>();
        while (steps.size() < count) {
            steps.add(step());
        }
        return steps.stream()
                .map(step -> new TakenStep(paidUntil, step, tick(), random.nextBoolean()))
                .collect(ImmutableList.toImmutableList());
    }

    /** Of every kind. */
    SubscriptionEntry entry(CurrencyUnit currency) {
        Instant at = tick();
        String by = one(AUTHORS);
        return switch (random.nextInt(KINDS_OF_ENTRIES)) {
            case 0 -> new SubscriptionEntry.PaidUntil(at, by, one(DAYS), one(REASONS));
            case 1 ->
                new SubscriptionEntry.Given(at, by, random.nextInt(1, SubscriptionEntry.MAX_DAYS + 1), one(REASONS));
            case 2 -> new SubscriptionEntry.Held(at, by, one(DAYS), one(REASONS));
            case 3 -> new SubscriptionEntry.Suspended(at, by, one(SUSPENSIONS), one(REASONS));
            case 4 -> new SubscriptionEntry.Lifted(at, by, one(SUSPENSIONS), one(REASONS));
            case 5 -> new SubscriptionEntry.Renewing(at, by, random.nextBoolean());
            case 6 -> new SubscriptionEntry.Changing(at, by, one(PACKAGES));
            case 7 -> new SubscriptionEntry.Credited(at, by, amount(random.nextLong(1, DEAR), currency), one(REASONS));
            default -> new SubscriptionEntry.Ended(at, by, one(REASONS));
        };
    }

    RenewalStep step() {
        int number = random.nextBoolean() ? one(NUMBERS) : random.nextInt(LARGEST_NUMBER + 1);
        return new RenewalStep(one(KINDS), number);
    }

    TakenStep taken() {
        return new TakenStep(one(DAYS), step(), tick(), random.nextBoolean());
    }

    private Instant tick() {
        now = now.plusMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
        return now;
    }

    private <T> T one(ImmutableList<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
