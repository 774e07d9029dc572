package io.pteroorders.core.order;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order. Its rules hold for every instance, wherever it was built:
 *
 * <ul>
 *   <li>the history begins with {@code pending}, each further entry follows an arrow of the {@link OrderFlow}, and its
 *       times never go backwards;
 *   <li>the status is the last entry of the history; the total is price times duration;
 *   <li>times are cut to milliseconds; optional fields match their patterns;
 *   <li>no two claims are on the same thing;
 *   <li>its {@link Payments} are in its currency, and so is what its {@link SubscriptionLog} says is owed;
 *   <li>a {@link Server} is of an item with a plan;
 *   <li>a {@link Sequel} is of another order, in the same currency, an upgrade for one month; it has no {@link
 *       SubscriptionLog}.
 * </ul>
 *
 * <p>Immutable and thread-safe. Methods that change something return a new order.
 */
public final class Order {

    /** The rule for a server id, as a regular expression. */
    public static final String SERVER_ID_PATTERN = "[A-Za-z0-9._-]{1,64}";

    /** The rule for a panel user name, as a regular expression. */
    public static final String USERNAME_PATTERN = "[a-z0-9][a-z0-9._-]{1,30}[a-z0-9]";

    /** The rule for the reference of a received picture, as a regular expression. */
    public static final String PAYMENT_PROOF_PATTERN = "[\\x21-\\x7e]{1,300}";

    /** What an admin note begins with that says that the money of a cancelled order went back. */
    static final String MONEY_RETURNED = "Money returned";

    /** The most entries a history may have; nothing follows the last of them, whatever the flow says. */
    public static final int MAX_HISTORY = 200;

    /** The most claims an order may have. */
    public static final int MAX_CLAIMS = 20;

    private static final Predicate<String> USERNAME =
            Pattern.compile(USERNAME_PATTERN).asMatchPredicate();
    private static final Predicate<String> PAYMENT_PROOF =
            Pattern.compile(PAYMENT_PROOF_PATTERN).asMatchPredicate();
    private static final int LONGEST_SERVER_ID = 64;
    private static final Comparator<Claim> BY_SUBJECT =
            Comparator.comparing(Claim::space).thenComparing(Claim::key);

    private final OrderId id;
    private final Customer customer;
    private final OrderItem item;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final ImmutableList<StatusChange> statusHistory;
    private final Notes notes;
    private final Notes adminNotes;
    private final @Nullable String serverId;
    private final @Nullable String paymentProof;
    private final @Nullable String username;
    private final ImmutableList<Claim> claims;
    private final Payments payments;
    private final @Nullable Server server;
    private final @Nullable Sequel sequel;
    private final SubscriptionLog subscription;

    private Order(Builder from) {
        this.id = Objects.requireNonNull(from.id, "id");
        this.customer = Objects.requireNonNull(from.customer, "customer");
        this.item = Objects.requireNonNull(from.item, "item");
        this.createdAt = Times.checked("createdAt", from.createdAt);
        this.updatedAt = Times.checked("updatedAt", from.updatedAt);
        this.statusHistory = from.statusHistory;
        this.notes = Objects.requireNonNull(from.notes, "notes");
        this.adminNotes = Objects.requireNonNull(from.adminNotes, "adminNotes");
        this.serverId = matching("serverId", SERVER_ID_PATTERN, Order::isServerId, from.serverId);
        this.paymentProof = matching("paymentProof", PAYMENT_PROOF_PATTERN, PAYMENT_PROOF, from.paymentProof);
        this.username = matching("username", USERNAME_PATTERN, USERNAME, from.username);
        this.claims = checked(from.claims);
        this.payments = checked(from.payments);
        this.server = from.server;
        if (server != null && item.plan().isEmpty()) {
            throw new IllegalArgumentException("the server of an order follows the plan of its item");
        }
        this.sequel = from.sequel;
        this.subscription = Objects.requireNonNull(from.subscription, "subscription");
        checkSequel();
        checkCredits();
    }

    private void checkSequel() {
        if (sequel == null) {
            return;
        }
        if (sequel.first().equals(id)) {
            throw new IllegalArgumentException("an order is no sequel of itself");
        }
        if (!subscription.isEmpty()) {
            throw new IllegalArgumentException("a sequel of another order begins no subscription");
        }
        if (sequel instanceof Sequel.Upgrade upgrade) {
            if (item.durationMonths() != 1) {
                throw new IllegalArgumentException("an upgrade is sold for one month");
            }
            if (!upgrade.pricePerMonth().isSameCurrency(item.pricePerMonth())) {
                throw new IllegalArgumentException("an upgrade has its prices in one currency");
            }
        }
    }

    private void checkCredits() {
        for (SubscriptionEntry entry : subscription.entries()) {
            if (entry instanceof SubscriptionEntry.Credited credited
                    && !credited.amount().isSameCurrency(item.pricePerMonth())) {
                throw new IllegalArgumentException("a credit is in another currency than the order");
            }
        }
    }

    private Payments checked(Payments attempts) {
        for (Payment attempt : attempts.all()) {
            if (!attempt.id().order().equals(id)) {
                throw new IllegalArgumentException("an attempt to pay is for another order");
            }
            if (!attempt.amountDue().isSameCurrency(item.pricePerMonth())) {
                throw new IllegalArgumentException("an attempt to pay is in another currency than the order");
            }
        }
        return attempts;
    }

    /** Claims that are sorted, if they keep the rules. */
    private static ImmutableList<Claim> checked(ImmutableList<Claim> claims) {
        if (claims.size() > MAX_CLAIMS) {
            throw new IllegalArgumentException("there are more than " + MAX_CLAIMS + " claims");
        }
        for (int i = 1; i < claims.size(); i++) {
            if (BY_SUBJECT.compare(claims.get(i - 1), claims.get(i)) == 0) {
                throw new IllegalArgumentException("two claims are on the same thing");
            }
        }
        return claims;
    }

    private static @Nullable String matching(
            String field, String pattern, Predicate<String> rule, @Nullable String value) {
        if (value != null && !rule.test(value)) {
            throw new IllegalArgumentException(field + " must match " + pattern);
        }
        return value;
    }

    /** Whether a text matches {@link #SERVER_ID_PATTERN}. */
    private static boolean isServerId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_SERVER_ID;
    }

    /**
     * A new order, pending.
     *
     * @param createdBy who made it, like {@link StatusChange#updatedBy()}
     */
    public static Order create(OrderId id, Customer customer, OrderItem item, String createdBy, Instant now) {
        StatusChange first = new StatusChange(OrderStatus.PENDING, now, createdBy, StatusChange.CREATED_NOTE);
        return new Order(new Builder(id, customer, item, now, ImmutableList.of(first)));
    }

    /** The same as a sequel of another order. */
    public static Order create(
            OrderId id, Customer customer, OrderItem item, Sequel sequel, String createdBy, Instant now) {
        Objects.requireNonNull(sequel, "sequel");
        return new Order(create(id, customer, item, createdBy, now).toBuilder().sequel(sequel));
    }

    /** Builds an order that exists already, from stored parts. */
    public static Builder restore(
            OrderId id, Customer customer, OrderItem item, Instant createdAt, Iterable<StatusChange> history) {
        return new Builder(id, customer, item, createdAt, ImmutableList.copyOf(history));
    }

    /**
     * The order one step further. The attempt to pay that is open is paid by hand if the order is confirmed, and cancelled
     * if it is cancelled.
     *
     * @param change the new entry; if its time lies before the newest entry's, that one's time is taken
     * @return the new order, or {@link Refusal.IllegalTransition} if the flow has no such arrow
     */
    public Outcome<Order> transition(OrderFlow flow, StatusChange change) {
        ImmutableSet<OrderStatus> allowed =
                statusHistory.size() < MAX_HISTORY ? flow.next(status()) : ImmutableSet.of();
        if (!allowed.contains(change.status())) {
            return Outcome.refused(new Refusal.IllegalTransition(id, status(), change.status(), allowed));
        }
        Instant at = notBefore(lastChange().timestamp(), change.timestamp());
        StatusChange entry = new StatusChange(change.status(), at, change.updatedBy(), change.notes());
        Builder next = toBuilder().updatedAt(notBefore(updatedAt, at));
        next.statusHistory = ImmutableList.<StatusChange>builder()
                .addAll(statusHistory)
                .add(entry)
                .build();
        next.checkHistory(flow);
        return Outcome.done(new Order(next.paying(payments.after(entry))));
    }

    /**
     * The order with a customer's note more; see {@link Notes}.
     *
     * @param author who wrote it, like {@link StatusChange#updatedBy()}
     * @throws IllegalArgumentException if the author is not one word, by which it could be read again
     */
    public Order withNote(Instant now, String author, String text) {
        Builder next = touched(now);
        return new Order(next.notes(notes.with(next.updatedAt, author, text)));
    }

    /** The order with a note for admins more, as {@link #withNote} adds one for the customer. */
    public Order withAdminNote(Instant now, String author, String text) {
        Builder next = touched(now);
        return new Order(next.adminNotes(adminNotes.with(next.updatedAt, author, text)));
    }

    /** The order with the id of the server that the customer got. */
    public Order withServerId(Instant now, String newServerId) {
        return new Order(touched(now).serverId(Objects.requireNonNull(newServerId)));
    }

    /** The order with the panel user name that the customer wants. */
    public Order withUsername(Instant now, String newUsername) {
        return new Order(touched(now).username(Objects.requireNonNull(newUsername)));
    }

    /** The order with the reference of a received picture of the payment. */
    public Order withPaymentProof(Instant now, String reference) {
        return new Order(touched(now).paymentProof(Objects.requireNonNull(reference)));
    }

    /** The order without its picture of the payment, which proves nothing; an admin note keeps its reference, and why. */
    public Order withoutPaymentProof(Instant now, String author, String why) {
        String refused = noted("Payment proof refused: " + paymentProof().orElse("none"), why);
        return new Order(withAdminNote(now, author, refused).toBuilder().paymentProof(null));
    }

    /** The order with another id of its server; an admin note keeps the one before, and why. */
    public Order withServerIdInstead(Instant now, String author, String newServerId, String why) {
        String before = noted("Server ID before: " + serverId().orElse("none"), why);
        return withAdminNote(now, author, before).withServerId(now, newServerId);
    }

    /** The order with an admin note that what was {@linkplain #owed owed} went back, so that it is not owed any more. */
    public Order withMoneyReturned(Instant now, String author, String why) {
        Builder next = withAdminNote(now, author, noted(MONEY_RETURNED, why)).toBuilder();
        StatusChange returned = new StatusChange(status(), next.updatedAt, author, why);
        next.payments = moneyWithoutOrder()
                .map(money -> payments.givenBackByHand(money, returned))
                .orElse(payments);
        return new Order(next);
    }

    private static String noted(String what, String why) {
        return why.isEmpty() ? what : what + ". " + why;
    }

    /**
     * The order with these claims, in any order, and no others: what it held and is not among them ends.
     *
     * @throws IllegalArgumentException if they are more than {@value #MAX_CLAIMS}, or two are on the same thing
     */
    public Order withClaims(Instant now, Iterable<Claim> newClaims) {
        return new Order(touched(now).claims(newClaims));
    }

    /**
     * The order with a further attempt to pay it, or with one of its attempts changed. When an attempt becomes paid, another
     * that is open ends. The {@linkplain Payment#claim claim} of an attempt that is no longer open, held
     * {@linkplain Claim#OPEN_ENDED without an end} until then, ends after {@link Payments#AMOUNT_RESERVED}; so it does when
     * a {@linkplain #transition change of status} ends an attempt.
     *
     * @throws IllegalArgumentException if a rule of {@link Payments} or of an order is broken
     */
    public Order withPayment(Instant now, Payment changed) {
        Builder next = touched(now);
        return new Order(next.paying(payments.with(changed, next.updatedAt)));
    }

    /**
     * The order whose server has come to this.
     *
     * @throws IllegalArgumentException if its item has no plan
     */
    public Order withServer(Instant now, Server changed) {
        return new Order(touched(now).server(Objects.requireNonNull(changed)));
    }

    /**
     * The order that remembers this of the subscription that it began.
     *
     * @throws IllegalArgumentException if it is a sequel itself
     */
    public Order withSubscription(Instant now, SubscriptionLog changed) {
        return new Order(touched(now).subscription(changed));
    }

    /**
     * Whether this order can have become of an earlier state of itself: same id, customer, item, creation and sequel, a
     * history, attempts to pay and a subscription that only grew, and the same server if there was one. Stores refuse any
     * other change.
     */
    public boolean continues(Order earlier) {
        return id.equals(earlier.id)
                && customer.equals(earlier.customer)
                && item.equals(earlier.item)
                && createdAt.equals(earlier.createdAt)
                && statusHistory.size() >= earlier.statusHistory.size()
                && statusHistory.subList(0, earlier.statusHistory.size()).equals(earlier.statusHistory)
                && payments.continues(earlier.payments)
                && Objects.equals(sequel, earlier.sequel)
                && subscription.continues(earlier.subscription)
                && earlier.server().filter(before -> !before.isSameAs(server())).isEmpty();
    }

    /** Whether every step of the history is an arrow of a flow. A store opened with a flow refuses any other order. */
    public boolean follows(OrderFlow flow) {
        for (int i = 1; i < statusHistory.size(); i++) {
            if (!flow.allows(
                    statusHistory.get(i - 1).status(), statusHistory.get(i).status())) {
                return false;
            }
        }
        return true;
    }

    /**
     * The order without what only the shop may know: admin notes, claims, what gateways say of payments, the plan of its
     * server and what the panel says of that, what was done about the end of what is paid for, who made each change or wrote a
     * note for the customer, and the history's notes except the reasons of a cancellation or refund and the first entry.
     */
    public Order asSeenByCustomer() {
        Builder view = toBuilder().notes(notes.namingOnly(customer.id().text())).adminNotes(Notes.NONE);
        view.item = item.asSeenByCustomer();
        view.server = server == null ? null : server.asSeenByCustomer();
        view.claims = ImmutableList.of();
        view.payments = payments.asSeenByCustomer();
        view.subscription = subscription.asSeenByCustomer();
        view.statusHistory =
                statusHistory.stream().map(Order::asSeenByCustomer).collect(ImmutableList.toImmutableList());
        return new Order(view);
    }

    /**
     * The order after an {@link Erasure}: without notes, but for when money went back, and without names, pictures and what
     * tells a server or a payment elsewhere.
     */
    Order erased(Erasure erasure) {
        Builder rest = new Builder(id, erasure.customer(), item, createdAt, erased(statusHistory, erasure))
                .updatedAt(updatedAt)
                .adminNotes(adminNotes.onlyOf(erasure, MONEY_RETURNED))
                .claims(claims)
                .payments(payments.erased(erasure))
                .server(server == null ? null : server.erased())
                .sequel(sequel)
                .subscription(subscription.erased(erasure));
        return new Order(rest);
    }

    private static ImmutableList<StatusChange> erased(ImmutableList<StatusChange> history, Erasure erasure) {
        return history.stream()
                .map(change -> new StatusChange(
                        change.status(),
                        change.timestamp(),
                        erasure.by(change.updatedBy()),
                        change.status() == OrderStatus.PENDING ? StatusChange.CREATED_NOTE : ""))
                .collect(ImmutableList.toImmutableList());
    }

    private static StatusChange asSeenByCustomer(StatusChange change) {
        String notes =
                switch (change.status()) {
                    case CANCELLED, REFUNDED -> change.notes();
                    case PENDING -> StatusChange.CREATED_NOTE;
                    case CONFIRMED, PROCESSING, COMPLETED -> "";
                };
        return new StatusChange(change.status(), change.timestamp(), StatusChange.SYSTEM, notes);
    }

    private Builder touched(Instant now) {
        return toBuilder().updatedAt(notBefore(updatedAt, Times.cut(now)));
    }

    private static Instant notBefore(Instant earliest, Instant time) {
        return time.isBefore(earliest) ? earliest : time;
    }

    private Builder toBuilder() {
        Builder same = new Builder(id, customer, item, createdAt, statusHistory)
                .updatedAt(updatedAt)
                .notes(notes)
                .adminNotes(adminNotes)
                .serverId(serverId)
                .paymentProof(paymentProof)
                .username(username);
        same.claims = claims;
        same.payments = payments;
        same.server = server;
        same.sequel = sequel;
        same.subscription = subscription;
        return same;
    }

    /** Never changes. */
    public OrderId id() {
        return id;
    }

    /** Who it is for; never changes. */
    public Customer customer() {
        return customer;
    }

    /** What was sold; never changes. */
    public OrderItem item() {
        return item;
    }

    /** The status of the newest entry of the history. */
    public OrderStatus status() {
        return lastChange().status();
    }

    /** Price times duration, exact. */
    public Money totalAmount() {
        return item.totalAmount();
    }

    /** Whether its money arrived: it was confirmed, whatever came after that. */
    public boolean wasPaid() {
        return statusHistory.stream().anyMatch(change -> change.status() == OrderStatus.CONFIRMED);
    }

    /**
     * The money that the shop owes the customer: what {@linkplain #moneyWithoutOrder no order needs}, or, of an order that
     * was confirmed without an attempt to pay and then cancelled, all of it until an admin note says that it
     * {@linkplain #withMoneyReturned went back}; otherwise empty. Not to be asked of {@link #asSeenByCustomer}, which lacks
     * these notes.
     */
    public Optional<Money> owed() {
        if (payments.paid().isPresent()) {
            return moneyWithoutOrder().map(Payment::amountHeld);
        }
        boolean due = status() == OrderStatus.CANCELLED
                && wasPaid()
                && adminNotes.all().stream().noneMatch(note -> note.text().startsWith(MONEY_RETURNED));
        return due ? Optional.of(totalAmount()) : Optional.empty();
    }

    /**
     * The payment whose money this order does not need, because it is cancelled or was paid by another attempt, as long as
     * that money neither goes back nor pays for another order: somebody has to decide what becomes of it.
     */
    public Optional<Payment> moneyWithoutOrder() {
        Optional<Payment> needed = status() == OrderStatus.CANCELLED ? Optional.empty() : payments.paid();
        return payments.all().stream()
                .filter(payment -> payment.isCountedAsPaid() && payment.hasMoney())
                .filter(payment -> !needed.equals(Optional.of(payment)))
                .findFirst();
    }

    /**
     * The payment whose money goes back first: what the order {@linkplain #moneyWithoutOrder does not need}, or else what
     * paid for it; empty if the shop has no money of it.
     */
    public Optional<Payment> moneyToGiveBack() {
        return moneyWithoutOrder().or(() -> payments.paid().filter(Payment::hasMoney));
    }

    /** When it was made, in whole milliseconds. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When anything about the order last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** All changes of status, oldest first; never empty. */
    public ImmutableList<StatusChange> statusHistory() {
        return statusHistory;
    }

    /** The newest entry of the history. */
    public StatusChange lastChange() {
        return Iterables.getLast(statusHistory);
    }

    /** The customer's notes. */
    public Notes notes() {
        return notes;
    }

    /** The shop's own notes; they never reach a customer. */
    public Notes adminNotes() {
        return adminNotes;
    }

    /** The server that the customer got. */
    public Optional<String> serverId() {
        return Optional.ofNullable(serverId);
    }

    /** The reference of a received picture of the payment. */
    public Optional<String> paymentProof() {
        return Optional.ofNullable(paymentProof);
    }

    /** The panel user name that the customer wants. */
    public Optional<String> username() {
        return Optional.ofNullable(username);
    }

    /** What the order holds so that no other may have it, by space and key. */
    public ImmutableList<Claim> claims() {
        return claims;
    }

    /** The attempts to pay it. */
    public Payments payments() {
        return payments;
    }

    /** The server that a panel makes for it; empty if none is to be made yet, or ever. */
    public Optional<Server> server() {
        return Optional.ofNullable(server);
    }

    /** The order whose subscription this one renews or upgrades; empty if it began one, or may yet. Never changes. */
    public Optional<Sequel> sequel() {
        return Optional.ofNullable(sequel);
    }

    /** The order that began the subscription: this one, unless it is a {@link #sequel}. */
    public OrderId first() {
        return sequel == null ? id : sequel.first();
    }

    /** What is remembered of the subscription that it began. */
    public SubscriptionLog subscription() {
        return subscription;
    }

    /** Whether every part is equal. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Order that
                && id.equals(that.id)
                && customer.equals(that.customer)
                && item.equals(that.item)
                && createdAt.equals(that.createdAt)
                && updatedAt.equals(that.updatedAt)
                && statusHistory.equals(that.statusHistory)
                && notes.equals(that.notes)
                && adminNotes.equals(that.adminNotes)
                && Objects.equals(serverId, that.serverId)
                && Objects.equals(paymentProof, that.paymentProof)
                && Objects.equals(username, that.username)
                && claims.equals(that.claims)
                && payments.equals(that.payments)
                && Objects.equals(server, that.server)
                && Objects.equals(sequel, that.sequel)
                && subscription.equals(that.subscription);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, updatedAt, statusHistory);
    }

    /** Id, package and status; nothing personal. */
    @Override
    public String toString() {
        return id + " " + item.packageType() + " " + item.durationMonths() + " " + status().word();
    }

    /** Collects the parts of an order that exists already. Not thread-safe. */
    public static final class Builder {

        private final OrderId id;
        private final Customer customer;
        private final Instant createdAt;
        private OrderItem item;
        private ImmutableList<StatusChange> statusHistory;
        private Instant updatedAt;
        private Notes notes = Notes.NONE;
        private Notes adminNotes = Notes.NONE;
        private @Nullable String serverId;
        private @Nullable String paymentProof;
        private @Nullable String username;
        private ImmutableList<Claim> claims = ImmutableList.of();
        private Payments payments = Payments.NONE;
        private @Nullable Server server;
        private @Nullable Sequel sequel;
        private SubscriptionLog subscription = SubscriptionLog.NONE;

        private Builder(
                OrderId id,
                Customer customer,
                OrderItem item,
                Instant createdAt,
                ImmutableList<StatusChange> statusHistory) {
            this.id = id;
            this.customer = customer;
            this.item = item;
            this.createdAt = createdAt;
            this.updatedAt = createdAt;
            this.statusHistory = statusHistory;
        }

        /** When anything last changed; the creation if not given. */
        public Builder updatedAt(Instant value) {
            this.updatedAt = value;
            return this;
        }

        /** The customer's notes; none if not given. */
        public Builder notes(Notes value) {
            this.notes = value;
            return this;
        }

        /** The notes that no customer sees; none if not given. */
        public Builder adminNotes(Notes value) {
            this.adminNotes = value;
            return this;
        }

        /** The server that the customer got; null if there is none. */
        public Builder serverId(@Nullable String value) {
            this.serverId = value;
            return this;
        }

        /** Where the picture of the payment is; null if there is none. */
        public Builder paymentProof(@Nullable String value) {
            this.paymentProof = value;
            return this;
        }

        /** The wanted panel user name; null if there is none. */
        public Builder username(@Nullable String value) {
            this.username = value;
            return this;
        }

        /** The claims, in any order; none if not given. */
        public Builder claims(Iterable<Claim> value) {
            this.claims = ImmutableList.sortedCopyOf(BY_SUBJECT, value);
            return this;
        }

        private Builder paying(Payments value) {
            this.claims = value.released(claims, updatedAt);
            return payments(value);
        }

        /** The attempts to pay it; none if not given. */
        public Builder payments(Payments value) {
            this.payments = value;
            return this;
        }

        /** The server that a panel makes for it; null if there is none. */
        public Builder server(@Nullable Server value) {
            this.server = value;
            return this;
        }

        /** Whose subscription it renews or upgrades; null if it began one. */
        public Builder sequel(@Nullable Sequel value) {
            this.sequel = value;
            return this;
        }

        /** What is remembered of the subscription that it began; nothing if not given. */
        public Builder subscription(SubscriptionLog value) {
            this.subscription = value;
            return this;
        }

        /**
         * The order.
         *
         * @param flow whose arrows the history must follow
         * @throws IllegalArgumentException if a rule of {@link Order} is broken; the message says which
         */
        public Order build(OrderFlow flow) {
            checkHistory(flow);
            return new Order(this);
        }

        private void checkHistory(OrderFlow flow) {
            if (statusHistory.isEmpty() || statusHistory.get(0).status() != OrderStatus.PENDING) {
                throw new IllegalArgumentException("the history must begin with pending");
            }
            if (statusHistory.size() > MAX_HISTORY) {
                throw new IllegalArgumentException("the history has more than " + MAX_HISTORY + " entries");
            }
            for (int i = 0; i < statusHistory.size(); i++) {
                Times.checked("history time", statusHistory.get(i).timestamp());
                if (i > 0) {
                    checkStep(flow, statusHistory.get(i - 1), statusHistory.get(i));
                }
            }
        }

        private static void checkStep(OrderFlow flow, StatusChange from, StatusChange to) {
            if (!flow.allows(from.status(), to.status())) {
                throw new IllegalArgumentException("the history goes from "
                        + from.status().word() + " to " + to.status().word() + ", which the flow does not allow");
            }
            if (to.timestamp().isBefore(from.timestamp())) {
                throw new IllegalArgumentException("the history's times go backwards");
            }
        }
    }
}
