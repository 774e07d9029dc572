package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.DeliveryRecord.Again;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people what they are to know of orders: each message once, in its order for each receiver, again and again until
 * a transport takes it over. Which messages must exist is derived from the orders' histories, so a message exists as
 * soon as a change is durable; what became of it is in a {@link DeliveryLog}.
 *
 * <p>A message whose success is in the log is never sent again; one that was sent just before a crash, or whose sender
 * says nothing for {@value Dispatcher#MINUTES_TO_ANSWER} minutes, may be. What a
 * store holds when its outbox is opened for the first time, or after a restore, is nobody's news.
 *
 * <p>While the log takes no records what has to be remembered waits, and goes out when it does again: {@link #trouble}.
 *
 * <p>Thread-safe. Somebody has to call {@link #sendDue}: an {@link OutboxWorker}, or whoever caused something to send.
 *
 * <pre>{@code
 * Outbox outbox = Outbox.builder(storage, texts, policy, sender, DeliveryLog.inMemory(), clock).open();
 * OrderService service = OrderService.builder(storage, clock, random).listener(outbox, executor).build();
 * try (OutboxWorker worker = OutboxWorker.start(outbox, clock)) {
 *     ...
 * }
 * }</pre>
 */
public final class Outbox implements OrderListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** How long a message waits that could not be made. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private static final Duration LAST_RECORDS = Duration.ofSeconds(2);

    private final MessageSender sender;
    private final Clock clock;
    private final SteadyClock steady;
    private final Deliveries deliveries = new Deliveries();
    private final LogWriter writer;
    private final Journaled journal;
    private final LostReplies lostReplies = new LostReplies();
    private final Lanes lanes;
    private final Planner planner;
    private final StoreReach reach;
    private final Coverage coverage;
    private final Post post;
    private final Dispatcher dispatcher;
    private final Broadcasts broadcasts;

    private final AtomicBoolean changed = new AtomicBoolean(true);
    private volatile Runnable wake = () -> {};

    private Outbox(Builder from) {
        this.sender = from.sender;
        this.clock = from.clock;
        this.steady = new SteadyClock(clock);
        this.lanes = new Lanes(from.pace, steady, this::isWanted, lostReplies);
        this.writer = new LogWriter(from.log, steady, () -> wake.run());
        this.journal = new Journaled(
                deliveries,
                from.log,
                writer,
                lanes::add,
                from.storage,
                from.flow,
                clock,
                from.shortLog,
                from.timesTooLong);
        Wording wording = new Wording(from.texts, from.flow, from.languages, from.defaultLanguage);
        this.planner = new Planner(from.storage, from.policy, deliveries, journal, clock);
        this.reach = new StoreReach(steady);
        this.coverage = new Coverage(from.storage, planner, deliveries, reach, writer);
        this.post = new Post(from.storage, coverage, deliveries, wording, from.optOuts, journal, clock);
        this.dispatcher = new Dispatcher(from.sender, lanes, lostReplies, journal, clock, steady, () -> wake.run());
        this.broadcasts =
                new Broadcasts(this, writer, from.storage, deliveries, journal, lanes, from.optOuts, clock, this::wake);
        planner.begin();
        writer.awaitDurable();
    }

    /**
     * Collects the parts of an outbox.
     *
     * @param storage what happens to these orders is told
     * @param sender gets the messages, one at a time for each receiver
     * @param log has what became of them
     */
    public static Builder builder(
            OrderStorage storage,
            OrderTexts texts,
            NotificationPolicy policy,
            MessageSender sender,
            DeliveryLog log,
            Clock clock) {
        return new Builder(storage, texts, policy, sender, log, clock);
    }

    private boolean isWanted(Delivery delivery) {
        return delivery.isWaiting()
                && !(delivery.key().isOfJob()
                        && deliveries
                                .job(delivery.key().job())
                                .filter(Job::isPaused)
                                .isPresent());
    }

    @Override
    public void onEvent(OrderEvent event) {
        wake();
    }

    @Override
    public void onMissedEvents() {
        wake();
    }

    /** Something may have changed; whoever sends looks again. */
    private void wake() {
        changed.set(true);
        wake.run();
    }

    /**
     * Who is to call {@link #sendDue} when there is something to do.
     *
     * @param action returns at once; called by any thread
     */
    void onWork(Runnable action) {
        wake = action;
        action.run();
    }

    /**
     * Sends all that is due now. Several threads may do so at the same time; each message is sent by one of them.
     *
     * @return when something is due next, if time alone brings it about
     */
    public Optional<Instant> sendDue() {
        while (true) {
            Optional<Envelope> next;
            synchronized (this) {
                dispatcher.settle();
                writer.retryIfDue();
                boolean more = follow();
                next = next();
                if (next.isEmpty() && !more) {
                    return nextDue().map(steady::shown);
                }
            }
            next.ifPresent(dispatcher::send);
        }
    }

    private boolean follow() {
        if (isAtRest() || !changed.getAndSet(false)) {
            return false;
        }
        try {
            boolean more = planner.follow();
            changed.compareAndSet(false, more);
            return more;
        } catch (RuntimeException e) {
            reach.failed(e);
            changed.set(true);
            return false;
        }
    }

    /** Whether the store cannot be asked at present, or nothing remembered. */
    private boolean isAtRest() {
        return reach.isAway() || writer.refusal().isPresent();
    }

    private Instant restEnd() {
        return writer.refusal().isPresent() ? writer.pauseEnd() : reach.pauseEnd();
    }

    private Optional<Instant> nextDue() {
        Optional<Instant> retry = Optional.of(isAtRest() ? restEnd() : steady.instant())
                .filter(time -> changed.get() || writer.refusal().isPresent());
        return Stream.of(retry, lanes.nextDue(), dispatcher.nextOverdue())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private Optional<Envelope> next() {
        while (true) {
            Optional<Lane> lane = lanes.next();
            if (lane.isEmpty() && !broadcasts.endDone()) {
                tidyUp();
                return Optional.empty();
            }
            Optional<Envelope> envelope = lane.flatMap(this::next);
            if (envelope.isPresent()) {
                return envelope;
            }
        }
    }

    /** What may be forgotten, the store knows. */
    private void tidyUp() {
        if (reach.isAway()) {
            return;
        }
        try {
            journal.compactIfLong();
        } catch (StorageException e) {
            reach.failed(e);
        }
    }

    private Optional<Envelope> next(Lane lane) {
        try {
            if (hasToWait(lane)) {
                lane.closeUntil(restEnd());
                return Optional.empty();
            }
            Optional<Envelope> envelope = post.next(lane);
            envelope.ifPresent(dispatcher::begin);
            return envelope;
        } catch (StorageException e) {
            reach.failed(e);
            lane.closeUntil(reach.pauseEnd());
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("a message could not be made; it is tried again", e);
            lane.closeUntil(steady.instant().plus(RETRY));
            return Optional.empty();
        } finally {
            lanes.changed(lane);
        }
    }

    /** Nothing is sent that cannot be remembered, and has to be. */
    private boolean hasToWait(Lane lane) {
        return (reach.isAway() && lane.needsStore()) || (writer.refusal().isPresent() && lane.needsLog());
    }

    /** A command begins to run for a person. */
    public Answering answering(PersonId person) {
        return new LaneAnswering(this, person, lanes, coverage, () -> wake.run());
    }

    /** A person wrote, so that what could not be delivered to them before may be now. It is sent after their answers. */
    public void heardFrom(PersonId person) {
        synchronized (this) {
            ImmutableList<MessageKey> keys = deliveries.unreachable(person);
            if (keys.isEmpty()) {
                return;
            }
            journal.accept(new Again(keys, clock.instant()));
        }
        wake.run();
    }

    /** How many replies to mere questions were given up since the start. */
    public long lostReplies() {
        return lostReplies.count();
    }

    /** How many messages wait, and how many cannot be delivered. */
    public synchronized OutboxCounts counts() {
        return new OutboxCounts(
                deliveries.all().filter(Delivery::isWaiting).count(),
                deliveries.all().filter(Delivery::isDead).count(),
                deliveries.all().filter(Delivery::isWaiting).map(Delivery::at).min(Instant::compareTo));
    }

    /** What became of the messages about an order, the first first; those of long ago are forgotten. */
    public synchronized ImmutableList<DeliveryStatus> deliveries(OrderId order) {
        return deliveries.plan(order).stream()
                .flatMap(plan -> plan.deliveries().stream())
                .map(Delivery::status)
                .collect(ImmutableList.toImmutableList());
    }

    /** What the sender learned of a message after it was sent; empty if nothing. */
    public Optional<Receipt> receipt(MessageKey key) {
        return sender.receipt(key.id());
    }

    /** The messages that cannot be delivered, and why. */
    public synchronized ImmutableList<DeliveryStatus> deadLetters() {
        return deliveries.all().filter(Delivery::isDead).map(Delivery::status).collect(ImmutableList.toImmutableList());
    }

    /**
     * Tries the messages again that could not be delivered.
     *
     * @return how many
     * @throws StorageException if the delivery log takes no records at present
     */
    public int sendAgain() {
        ImmutableList<MessageKey> keys;
        synchronized (this) {
            keys = deliveries
                    .all()
                    .filter(Delivery::isDead)
                    .map(Delivery::key)
                    .collect(ImmutableList.toImmutableList());
            if (!keys.isEmpty()) {
                writer.checkTakesRecords();
                journal.accept(new Again(keys, clock.instant()));
            }
        }
        wake.run();
        return keys.size();
    }

    /** Messages to many. */
    public Broadcasts broadcasts() {
        return broadcasts;
    }

    /** Why nothing is sent any more until the program is started anew; empty while all is well. */
    public Optional<String> failure() {
        return writer.failure();
    }

    /**
     * Why messages wait at present, until the delivery log takes records again; empty while it does, and after a
     * {@link #failure}.
     */
    public Optional<String> trouble() {
        return failure().isPresent() ? Optional.empty() : writer.refusal().map(why -> "messages wait because " + why);
    }

    /**
     * Waits until all is durable that is to be remembered, as far as the log takes it and a few seconds allow. To be
     * called when nothing is sent any more, before the log is closed; an {@link OutboxWorker} does.
     */
    @Override
    public void close() {
        writer.finish(LAST_RECORDS);
    }

    /** Collects the parts of an outbox. Not thread-safe. */
    public static final class Builder {

        private final OrderStorage storage;
        private final OrderTexts texts;
        private final NotificationPolicy policy;
        private final MessageSender sender;
        private final DeliveryLog log;
        private final Clock clock;
        private Languages languages = Languages.inMemory();
        private Language defaultLanguage = Language.INDONESIAN;
        private OptOuts optOuts = OptOuts.inMemory();
        private Pace pace = Pace.UNPACED;
        private OrderFlow flow = OrderFlow.ORDER_STATUS_FLOW;
        private int shortLog = 10_000;
        private int timesTooLong = 4;

        private Builder(
                OrderStorage storage,
                OrderTexts texts,
                NotificationPolicy policy,
                MessageSender sender,
                DeliveryLog log,
                Clock clock) {
            this.storage = storage;
            this.texts = texts;
            this.policy = policy;
            this.sender = sender;
            this.log = log;
            this.clock = clock;
        }

        /**
         * Who reads which language; all the default one if not given.
         *
         * @param byDefault for people who chose none; Indonesian if not given
         */
        public Builder languages(Languages value, Language byDefault) {
            this.languages = value;
            this.defaultLanguage = byDefault;
            return this;
        }

        /** Who wants no broadcasts; nobody if not given. */
        public Builder optOuts(OptOuts value) {
            this.optOuts = value;
            return this;
        }

        /** How fast the transport may be fed; {@link Pace#UNPACED} if not given. */
        public Builder pace(Pace value) {
            this.pace = value;
            return this;
        }

        /** The flow of the orders; {@link OrderFlow#ORDER_STATUS_FLOW} if not given. */
        public Builder flow(OrderFlow value) {
            this.flow = value;
            return this;
        }

        /** Which logs are worth making shorter: not those of fewer records, nor those that are less often too long. */
        Builder compactionFrom(int records, int times) {
            this.shortLog = records;
            this.timesTooLong = times;
            return this;
        }

        /**
         * Reads the log. To be called before orders can change.
         *
         * @throws StorageException if orders cannot be read, or what is there already cannot be remembered
         */
        public Outbox open() {
            return new Outbox(this);
        }
    }
}
