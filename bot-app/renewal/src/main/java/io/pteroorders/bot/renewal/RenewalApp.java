package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.RenewalStep;
import io.pteroorders.core.order.RenewalStep.Kind;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.service.SubscriptionUpkeep;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.NextStep;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.subscription.SubscriptionIndex;
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
 * Sees to the ends of what is paid for: customers are reminded and warned, servers that a panel keeps suspended, admins asked
 * to suspend the others and to delete. What is due
 * follows from orders, the rules of the shop and the clock; each step is told first, under its own name, and then written into
 * its order, so that none is lost and none is told twice. Thread-safe.
 */
public final class RenewalApp {

    /** What customers are told without having written for long. */
    public static final ImmutableSet<NotificationText> REMINDERS = Sets.immutableEnumSet(
            NotificationText.RENEWAL_REMINDER_CUSTOMER,
            NotificationText.RENEWAL_OVERDUE_CUSTOMER,
            NotificationText.RENEWAL_LAST_WARNING_CUSTOMER,
            NotificationText.UNPAID_SUSPENDED_CUSTOMER,
            NotificationText.DELETION_WARNING_CUSTOMER);

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
    private final RenewalSettings settings;
    private final Runnable changed;
    private final Clock clock;
    private final SubscriptionIndex index;
    private final Settling settling;

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
            RenewalSettings settings,
            Runnable changed,
            Clock clock) {
        this.storage = storage;
        this.subscriptions = subscriptions;
        this.reader = subscriptions.reader();
        this.outbox = outbox;
        this.admins = admins;
        this.settings = settings;
        this.changed = changed;
        this.clock = clock;
        this.index = new SubscriptionIndex(storage, reader.rules());
        this.settling = new Settling(settings.sweep(), settings.settle());
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
        boolean settled = settling.look(now);
        boolean any = false;
        try {
            for (Standing standing : due(now)) {
                any |= take(standing.first(), now, settled);
            }
        } finally {
            if (any) {
                changed.run();
            }
        }
    }

    private boolean take(OrderId id, Instant now, boolean settled) {
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
        if (next.filter(step -> settled || !waitsForTheClock(step.step())).isEmpty()) {
            return false;
        }
        tell(first.get(), last, next.get().step());
        write(first.get(), last, next.get());
        LOG.info("{}: {}", id, next.get().step());
        return true;
    }

    /** What does harm if the clock is wrong. */
    private static boolean waitsForTheClock(RenewalStep step) {
        return step.kind() == Kind.SUSPENSION || step.kind() == Kind.DELETION_DUE;
    }

    private void write(Order first, LocalDate last, NextStep next) {
        SubscriptionUpkeep upkeep = subscriptions.upkeep();
        switch (next.step().kind()) {
            case SUSPENSION -> {
                if (isKept(first)) {
                    upkeep.suspended(first.id(), last, next);
                } else {
                    upkeep.taken(first.id(), last, next);
                }
            }
            case DELETION_DUE -> {
                if (isDeletedUnasked(first)) {
                    upkeep.deletionAsked(first.id());
                }
                upkeep.taken(first.id(), last, next);
            }
            case PAUSE_OVER -> upkeep.unpaused(first.id(), last, next);
            case REMINDER, OVERDUE, LAST_WARNING, PUT_OFF, DELETION_WARNING -> upkeep.taken(first.id(), last, next);
        }
    }

    /** Whether a panel does what becomes of the server of an order. */
    private boolean isKept(Order first) {
        return settings.byPanel() && Provisioning.isKept(first);
    }

    private boolean isDeletedUnasked(Order first) {
        return isKept(first) && !settings.deleteConfirm();
    }

    /** Those about which something is due, the longest first, as they are before anything is done. */
    private ImmutableList<Standing> due(Instant now) {
        return index.all(
                SubscriptionQuery.byDue(now).dueBefore(now.plusNanos(1)).build());
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
                        .anyMatch(step -> messageId(first, person, step).equals(Optional.of(messageId))))
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
                .filter(taken -> !taken.skipped() && asksForMoney(first, taken).isPresent());
    }

    /** The text by which a customer was asked to renew. */
    private Optional<NotificationText> asksForMoney(Order first, TakenStep taken) {
        return texts(first, taken.step().kind()).stream()
                .filter(text -> !text.isForAdmins() && text != NotificationText.SERVER_RESUMED_CUSTOMER)
                .findFirst();
    }

    private Optional<String> messageId(Order first, PersonId person, TakenStep taken) {
        return asksForMoney(first, taken)
                .map(text -> Letters.messageId(
                        letter(first.id(), taken.paidUntil(), taken.step()), text, first.id(), person));
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
        for (NotificationText text : texts(first, step.kind())) {
            ImmutableSet<PersonId> receivers = text.isForAdmins()
                    ? admins
                    : ImmutableSet.of(first.customer().id());
            String name =
                    letter(first.id(), last, step) + (text == NotificationText.RESUMPTION_DUE_ADMIN ? ":admins" : "");
            outbox.letters().send(name, text, first.id(), receivers, "");
        }
        outbox.letters().awaitDurable();
    }

    /** Those for the customer come first. */
    private ImmutableList<NotificationText> texts(Order first, Kind kind) {
        return switch (kind) {
            case REMINDER -> ImmutableList.of(NotificationText.RENEWAL_REMINDER_CUSTOMER);
            case OVERDUE -> ImmutableList.of(NotificationText.RENEWAL_OVERDUE_CUSTOMER);
            case LAST_WARNING -> ImmutableList.of(NotificationText.RENEWAL_LAST_WARNING_CUSTOMER);
            case PUT_OFF -> ImmutableList.of(NotificationText.SUSPENSION_PUT_OFF_ADMIN);
            case SUSPENSION ->
                ImmutableList.of(
                        isKept(first)
                                ? NotificationText.UNPAID_SUSPENDED_CUSTOMER
                                : NotificationText.SUSPENSION_DUE_ADMIN);
            case DELETION_WARNING -> ImmutableList.of(NotificationText.DELETION_WARNING_CUSTOMER);
            case DELETION_DUE ->
                isDeletedUnasked(first)
                        ? ImmutableList.of()
                        : ImmutableList.of(NotificationText.UNPAID_DELETION_DUE_ADMIN);
            case PAUSE_OVER ->
                isKept(first)
                        ? ImmutableList.of(NotificationText.SERVER_RESUMED_CUSTOMER)
                        : ImmutableList.of(
                                NotificationText.SERVER_RESUMED_CUSTOMER, NotificationText.RESUMPTION_DUE_ADMIN);
        };
    }
}
