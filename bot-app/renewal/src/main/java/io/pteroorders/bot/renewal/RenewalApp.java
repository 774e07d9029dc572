package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.RenewalStep.Kind;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.NextStep;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionPage;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to the ends of what is paid for: customers are reminded and warned, admins asked to suspend and to delete. What is due
 * follows from orders, the rules of the shop and the clock; each step is told first, under its own name, and then written into
 * its order, so that none is lost and none is told twice. Thread-safe.
 */
public final class RenewalApp {

    private static final Logger LOG = LoggerFactory.getLogger(RenewalApp.class);

    /** So many older orders are named to admins. */
    private static final int MOST_NAMED = 20;

    /** A reminder that came sooner before the end says little about whether the customer knows of it. */
    private static final int LAST_REMINDERS = 1;

    /** So long a yes without more is an answer to a reminder. */
    private static final Duration ANSWERED_WITHIN = Duration.ofDays(3);

    private final OrderStorage storage;
    private final SubscriptionService subscriptions;
    private final SubscriptionReader reader;
    private final Outbox outbox;
    private final ImmutableSet<PersonId> admins;
    private final Runnable changed;
    private final Clock clock;
    private final SubscriptionIndex index;

    /**
     * Puts the parts together.
     *
     * @param admins who is told what admins are
     * @param changed is run when orders have changed
     */
    public RenewalApp(
            OrderStorage storage,
            SubscriptionService subscriptions,
            Outbox outbox,
            ImmutableSet<PersonId> admins,
            Runnable changed,
            Clock clock) {
        this.storage = storage;
        this.subscriptions = subscriptions;
        this.reader = subscriptions.reader();
        this.outbox = outbox;
        this.admins = admins;
        this.changed = changed;
        this.clock = clock;
        this.index = new SubscriptionIndex(storage, reader.rules());
    }

    /** At the first start that watches the ends of servers: names the orders to admins that are too old for it. */
    public void begin(RenewalStores stores) {
        if (stores.since().isPresent()) {
            return;
        }
        OrderQuery query = OrderQuery.newestFirst()
                .status(OrderStatus.COMPLETED)
                .limit(OrderQuery.MAX_LIMIT)
                .build();
        ImmutableList<Order> old = storage.query(query).orders().stream()
                .filter(order -> order.sequel().isEmpty())
                .collect(ImmutableList.toImmutableList());
        if (!old.isEmpty()) {
            String more = old.size() > MOST_NAMED ? ", …" : "";
            String ids = old.stream()
                    .limit(MOST_NAMED)
                    .map(order -> order.id().toString())
                    .collect(Collectors.joining(", "));
            outbox.letters().send("renewal:begin", NotificationText.RENEWALS_BEGIN_ADMIN, admins, ids + more);
            outbox.letters().awaitDurable();
        }
        stores.begin(clock.instant());
    }

    /** Does once what is due by now; to be called every minute or so. */
    public synchronized void sweep() {
        Instant now = clock.instant();
        boolean any = false;
        try {
            for (OrderId first : due(now)) {
                any |= take(first, now);
            }
        } finally {
            if (any) {
                changed.run();
            }
        }
    }

    private boolean take(OrderId id, Instant now) {
        Optional<Order> first = storage.get(id);
        Optional<Subscription> subscription = first.flatMap(reader::of);
        if (subscription.isEmpty() || isInReview(id)) {
            return false;
        }
        LocalDate last = subscription.get().paidUntil();
        Optional<NextStep> next = NextStep.of(
                subscription.get(),
                reader.rules(),
                first.get().subscription().steps(),
                () -> isWarned(first.get(), last),
                now);
        next.ifPresent(step -> {
            tell(first.get(), last, step.step());
            subscriptions.taken(id, last, step);
            LOG.info("{}: {}", id, step.step());
        });
        return next.isPresent();
    }

    /** Those about which something is due, the longest first, as they are before anything is done. */
    private ImmutableSet<OrderId> due(Instant now) {
        ImmutableSet.Builder<OrderId> due = ImmutableSet.builder();
        Optional<SubscriptionQuery> query = Optional.of(SubscriptionQuery.byDue(now)
                .dueBefore(now.plusNanos(1))
                .limit(OrderQuery.MAX_LIMIT)
                .build());
        while (query.isPresent()) {
            SubscriptionPage page = index.query(query.get());
            page.found().forEach(standing -> due.add(standing.first()));
            query = page.next().map(query.get()::after);
        }
        return due.build();
    }

    /** The subscriptions of the shop. */
    public SubscriptionIndex index() {
        return index;
    }

    /** The orders of a person about whose servers they were reminded a short while ago, and which nobody has paid for since. */
    public ImmutableList<Order> reminded(PersonId person) {
        Instant since = clock.instant().minus(ANSWERED_WITHIN);
        return own(person)
                .filter(first -> stepsOf(first).anyMatch(step -> step.at().isAfter(since)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The order about whose server a person was reminded by a message that they quote, as long as nobody has paid for it. */
    public Optional<OrderId> quoted(PersonId person, String messageId) {
        return own(person)
                .filter(first -> stepsOf(first)
                        .anyMatch(step -> messageId(first, person, step).equals(messageId)))
                .map(Order::id)
                .findFirst();
    }

    private Stream<Order> own(PersonId person) {
        OrderQuery query = OrderQuery.newestFirst()
                .customer(person)
                .status(OrderStatus.COMPLETED)
                .limit(OrderQuery.MAX_LIMIT)
                .build();
        return storage.query(query).orders().stream()
                .filter(order -> order.sequel().isEmpty());
    }

    /** What the customer was told about the last day that is paid for. */
    private Stream<TakenStep> stepsOf(Order first) {
        return reader.of(first).stream()
                .flatMap(subscription -> first.subscription().steps(subscription.paidUntil()))
                .filter(taken -> !taken.skipped() && !text(taken.step().kind()).isForAdmins());
    }

    private static String messageId(Order first, PersonId person, TakenStep taken) {
        return Letters.messageId(
                letter(first.id(), taken.paidUntil(), taken.step()),
                text(taken.step().kind()),
                first.id(),
                person);
    }

    /** Whether a picture of a payment, or a part of the money, waits to be looked at. */
    private boolean isInReview(OrderId first) {
        return reader.sequels(first).stream()
                .filter(order -> order.status() == OrderStatus.PENDING)
                .anyMatch(order ->
                        order.paymentProof().isPresent() || order.payments().hasMoney());
    }

    private boolean isWarned(Order first, LocalDate last) {
        return first.subscription()
                .steps(last)
                .filter(taken -> !taken.skipped())
                .map(TakenStep::step)
                .filter(RenewalApp::warns)
                .anyMatch(step -> outbox.hasReached(letter(first.id(), last, step)));
    }

    private static boolean warns(RenewalStep step) {
        return step.kind() == Kind.OVERDUE
                || step.kind() == Kind.LAST_WARNING
                || (step.kind() == Kind.REMINDER && step.number() <= LAST_REMINDERS);
    }

    private static String letter(OrderId first, LocalDate last, RenewalStep step) {
        return "renewal:" + first + ":" + last + ":" + step.word();
    }

    private void tell(Order first, LocalDate last, RenewalStep step) {
        NotificationText text = text(step.kind());
        outbox.letters()
                .send(
                        letter(first.id(), last, step),
                        text,
                        first.id(),
                        text.isForAdmins()
                                ? admins
                                : ImmutableSet.of(first.customer().id()),
                        "");
        outbox.letters().awaitDurable();
    }

    private static NotificationText text(Kind kind) {
        return switch (kind) {
            case REMINDER -> NotificationText.RENEWAL_REMINDER_CUSTOMER;
            case OVERDUE -> NotificationText.RENEWAL_OVERDUE_CUSTOMER;
            case LAST_WARNING -> NotificationText.RENEWAL_LAST_WARNING_CUSTOMER;
            case PUT_OFF -> NotificationText.SUSPENSION_PUT_OFF_ADMIN;
            case SUSPENSION -> NotificationText.SUSPENSION_DUE_ADMIN;
            case DELETION_WARNING -> NotificationText.DELETION_WARNING_CUSTOMER;
            case DELETION_DUE -> NotificationText.UNPAID_DELETION_DUE_ADMIN;
        };
    }
}
