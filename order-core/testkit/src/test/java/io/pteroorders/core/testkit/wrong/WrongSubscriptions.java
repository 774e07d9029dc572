package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Sequel;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.order.TakenStep;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.joda.money.Money;

/** What can be wrong with a column or a field for what an order has to do with subscriptions. */
final class WrongSubscriptions {

    private static final LocalDate LAST_OF_32_BITS = LocalDate.of(2038, 1, 19);
    private static final int LARGEST_BYTE = 255;

    static final ImmutableMap<String, Consumer<OrderCopy>> FAULTS = ImmutableMap.<String, Consumer<OrderCopy>>builder()
            .put("no sequels", copy -> copy.sequel = copy.sequel.filter(sequel -> false))
            .put("no upgrades", copy -> copy.sequel = copy.sequel.filter(Sequel.Renewal.class::isInstance))
            .put("no renewals", copy -> copy.sequel = copy.sequel.filter(Sequel.Upgrade.class::isInstance))
            .put(
                    "upgrades as renewals",
                    copy -> copy.sequel = copy.sequel.map(sequel -> new Sequel.Renewal(sequel.first())))
            .put("renewals of a month as upgrades", WrongSubscriptions::upgraded)
            .put(
                    "no monthly prices but the item's",
                    copy -> copy.sequel = copy.sequel.map(sequel -> priced(sequel, price -> copy.price)))
            .put("monthly prices as float", prices(amount -> new BigDecimal(amount.floatValue())))
            .put("monthly prices in whole units", prices(amount -> amount.setScale(0, RoundingMode.DOWN)))
            .put("first orders cut at 12 characters", copy -> copy.sequel = copy.sequel.map(WrongSubscriptions::cut))
            .put("no entries of subscriptions", copy -> copy.entries = List.of())
            .put("no steps of subscriptions", copy -> copy.steps = List.of())
            .put("the newest hundred entries", copy -> copy.entries = newest(copy.entries))
            .put("the newest hundred steps", copy -> copy.steps = newest(copy.steps))
            .put("entries by kind", copy -> copy.entries = byKind(copy.entries))
            .put("entries of one time backwards", copy -> copy.entries = sorted(Lists.reverse(copy.entries)))
            .put("steps backwards", copy -> copy.steps = Lists.reverse(copy.steps))
            .put("steps by their words", copy -> copy.steps = byWord(copy.steps))
            .put("nobody's entries", entries(Change.of(by -> StatusChange.SYSTEM, why -> why)))
            .put("entries without why", entries(Change.of(by -> by, why -> "")))
            .put("entries with why cut at 255 characters", entries(Change.of(by -> by, WrongSubscriptions::shortened)))
            .put("authors of entries cut at 64 characters", entries(Change.of(WrongSubscriptions::brief, why -> why)))
            .put("the times of entries cut to seconds", entries(Change.ofTimes(WrongSubscriptions::seconds)))
            .put("the days of entries up to 2038", entries(Change.ofDays(WrongSubscriptions::until2038)))
            .put("days given in a byte", copy -> copy.entries = each(copy.entries, WrongSubscriptions::inAByte))
            .put("suspensions for the bill", copy -> copy.entries = each(copy.entries, WrongSubscriptions::forTheBill))
            .put(
                    "what is lifted as suspended",
                    copy -> copy.entries = each(copy.entries, WrongSubscriptions::suspended))
            .put(
                    "what is paid until as held until",
                    copy -> copy.entries = each(copy.entries, WrongSubscriptions::held))
            .put("whether to renew as yes", copy -> copy.entries = each(copy.entries, WrongSubscriptions::renewing))
            .put(
                    "no packages to change to",
                    copy -> copy.entries = each(copy.entries, entry -> changing(entry, to -> Optional.empty())))
            .put(
                    "no package to change to as the item's",
                    copy -> copy.entries =
                            each(copy.entries, entry -> changing(entry, to -> to.or(() -> Optional.of(copy.type)))))
            .put("credits as float", credits(amount -> new BigDecimal(amount.floatValue())))
            .put("credits in whole units", credits(amount -> amount.setScale(0, RoundingMode.UP)))
            .put("what ended as lifted", copy -> copy.entries = each(copy.entries, WrongSubscriptions::lifted))
            .put("steps as taken", steps(step -> new TakenStep(step.paidUntil(), step.step(), step.at(), false)))
            .put(
                    "the times of steps cut to seconds",
                    steps(step -> new TakenStep(step.paidUntil(), step.step(), seconds(step.at()), step.skipped())))
            .put(
                    "the days of steps up to 2038",
                    steps(step -> new TakenStep(until2038(step.paidUntil()), step.step(), step.at(), step.skipped())))
            .buildOrThrow();

    private WrongSubscriptions() {}

    /** What becomes of the parts that most entries have. */
    private record Change(
            UnaryOperator<Instant> at,
            UnaryOperator<String> by,
            UnaryOperator<LocalDate> day,
            UnaryOperator<String> why) {

        static Change of(UnaryOperator<String> by, UnaryOperator<String> why) {
            return new Change(UnaryOperator.identity(), by, UnaryOperator.identity(), why);
        }

        static Change ofTimes(UnaryOperator<Instant> at) {
            return new Change(at, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
        }

        static Change ofDays(UnaryOperator<LocalDate> day) {
            return new Change(UnaryOperator.identity(), UnaryOperator.identity(), day, UnaryOperator.identity());
        }

        SubscriptionEntry of(SubscriptionEntry entry) {
            Instant time = at.apply(entry.at());
            String author = by.apply(entry.by());
            if (entry instanceof SubscriptionEntry.PaidUntil it) {
                return new SubscriptionEntry.PaidUntil(time, author, day.apply(it.day()), why.apply(it.why()));
            } else if (entry instanceof SubscriptionEntry.Given it) {
                return new SubscriptionEntry.Given(time, author, it.days(), why.apply(it.why()));
            } else if (entry instanceof SubscriptionEntry.Held it) {
                return new SubscriptionEntry.Held(time, author, day.apply(it.until()), why.apply(it.why()));
            } else if (entry instanceof SubscriptionEntry.Suspended it) {
                return new SubscriptionEntry.Suspended(time, author, it.reason(), why.apply(it.why()));
            } else if (entry instanceof SubscriptionEntry.Lifted it) {
                return new SubscriptionEntry.Lifted(time, author, it.reason(), why.apply(it.why()));
            } else if (entry instanceof SubscriptionEntry.Renewing it) {
                return new SubscriptionEntry.Renewing(time, author, it.wanted());
            } else if (entry instanceof SubscriptionEntry.Changing it) {
                return new SubscriptionEntry.Changing(time, author, it.to());
            } else if (entry instanceof SubscriptionEntry.Credited it) {
                return new SubscriptionEntry.Credited(time, author, it.amount(), why.apply(it.why()));
            }
            return new SubscriptionEntry.Ended(time, author, why.apply(((SubscriptionEntry.Ended) entry).why()));
        }
    }

    private static void upgraded(OrderCopy copy) {
        if (copy.months == 1) {
            copy.sequel = copy.sequel.map(sequel -> sequel instanceof Sequel.Renewal renewal
                    ? new Sequel.Upgrade(renewal.first(), copy.price)
                    : sequel);
        }
    }

    /** The same at another price, if it has any. */
    static Sequel priced(Sequel sequel, UnaryOperator<Money> price) {
        return sequel instanceof Sequel.Upgrade upgrade
                ? new Sequel.Upgrade(upgrade.first(), price.apply(upgrade.pricePerMonth()))
                : sequel;
    }

    private static Consumer<OrderCopy> prices(UnaryOperator<BigDecimal> fault) {
        return copy -> copy.sequel = copy.sequel.map(sequel -> priced(sequel, price -> wrong(price, fault)));
    }

    private static Sequel cut(Sequel sequel) {
        OrderId first = OrderId.of(sequel.first().toString().substring(0, 12));
        return sequel instanceof Sequel.Upgrade upgrade
                ? new Sequel.Upgrade(first, upgrade.pricePerMonth())
                : new Sequel.Renewal(first);
    }

    private static Consumer<OrderCopy> entries(Change change) {
        return copy -> copy.entries = each(copy.entries, change::of);
    }

    private static List<SubscriptionEntry> each(
            List<SubscriptionEntry> entries, UnaryOperator<SubscriptionEntry> fault) {
        return entries.stream().map(fault).toList();
    }

    private static Consumer<OrderCopy> steps(UnaryOperator<TakenStep> fault) {
        return copy -> copy.steps = copy.steps.stream().map(fault).toList();
    }

    private static <T> List<T> newest(List<T> all) {
        return all.subList(Math.max(0, all.size() - 100), all.size());
    }

    private static List<SubscriptionEntry> byKind(List<SubscriptionEntry> entries) {
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(SubscriptionEntry::at)
                        .thenComparing(entry -> entry.getClass().getSimpleName()),
                entries);
    }

    private static List<SubscriptionEntry> sorted(List<SubscriptionEntry> entries) {
        return ImmutableList.sortedCopyOf(Comparator.comparing(SubscriptionEntry::at), entries);
    }

    private static List<TakenStep> byWord(List<TakenStep> steps) {
        return ImmutableList.sortedCopyOf(
                Comparator.comparing(taken -> taken.step().word()), steps);
    }

    private static String shortened(String why) {
        return why.substring(0, Math.min(255, why.length()));
    }

    private static String brief(String by) {
        return by.substring(0, Math.min(64, by.length()));
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalDate until2038(LocalDate day) {
        return day.isAfter(LAST_OF_32_BITS) ? LAST_OF_32_BITS : day;
    }

    private static SubscriptionEntry inAByte(SubscriptionEntry entry) {
        return entry instanceof SubscriptionEntry.Given it
                ? new SubscriptionEntry.Given(it.at(), it.by(), Math.min(LARGEST_BYTE, it.days()), it.why())
                : entry;
    }

    private static SubscriptionEntry forTheBill(SubscriptionEntry entry) {
        if (entry instanceof SubscriptionEntry.Suspended it) {
            return new SubscriptionEntry.Suspended(it.at(), it.by(), SuspensionReason.BILLING, it.why());
        }
        return entry instanceof SubscriptionEntry.Lifted it
                ? new SubscriptionEntry.Lifted(it.at(), it.by(), SuspensionReason.BILLING, it.why())
                : entry;
    }

    private static SubscriptionEntry suspended(SubscriptionEntry entry) {
        return entry instanceof SubscriptionEntry.Lifted it
                ? new SubscriptionEntry.Suspended(it.at(), it.by(), it.reason(), it.why())
                : entry;
    }

    private static SubscriptionEntry held(SubscriptionEntry entry) {
        return entry instanceof SubscriptionEntry.PaidUntil it
                ? new SubscriptionEntry.Held(it.at(), it.by(), it.day(), it.why())
                : entry;
    }

    private static SubscriptionEntry changing(SubscriptionEntry entry, UnaryOperator<Optional<PackageType>> fault) {
        return entry instanceof SubscriptionEntry.Changing it
                ? new SubscriptionEntry.Changing(it.at(), it.by(), fault.apply(it.to()))
                : entry;
    }

    private static Consumer<OrderCopy> credits(UnaryOperator<BigDecimal> fault) {
        return copy -> copy.entries = each(copy.entries, entry -> credited(entry, amount -> wrong(amount, fault)));
    }

    /** The same of another amount, if it has any. */
    static SubscriptionEntry credited(SubscriptionEntry entry, UnaryOperator<Money> amount) {
        return entry instanceof SubscriptionEntry.Credited it
                ? new SubscriptionEntry.Credited(it.at(), it.by(), amount.apply(it.amount()), it.why())
                : entry;
    }

    private static Money wrong(Money amount, UnaryOperator<BigDecimal> fault) {
        return Money.of(amount.getCurrencyUnit(), fault.apply(amount.getAmount()), RoundingMode.HALF_UP);
    }

    private static SubscriptionEntry lifted(SubscriptionEntry entry) {
        return entry instanceof SubscriptionEntry.Ended it
                ? new SubscriptionEntry.Lifted(it.at(), it.by(), SuspensionReason.BILLING, it.why())
                : entry;
    }

    private static SubscriptionEntry renewing(SubscriptionEntry entry) {
        return entry instanceof SubscriptionEntry.Renewing it
                ? new SubscriptionEntry.Renewing(it.at(), it.by(), true)
                : entry;
    }
}
