package io.pteroorders.notify;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.core.task.Attempt;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Compaction;
import io.pteroorders.core.task.Lane;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.Task;
import io.pteroorders.core.task.TaskEngine;
import io.pteroorders.core.task.TaskLog;
import io.pteroorders.core.task.TaskProgress;
import io.pteroorders.core.task.TaskRecord;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.core.task.TaskWorker;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.OrderTexts;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends people what they are to know of orders: each message once, in its order for each receiver, again and again until
 * a transport takes it over. Which messages must exist is derived from the orders' histories, so a message exists as
 * soon as a change is durable; what became of it is in a {@link TaskLog}.
 *
 * <p>A message whose success is in the log is never sent again; one that was sent just before a crash, or whose sender
 * says nothing for {@value #MINUTES_TO_ANSWER} minutes, may be. What a
 * store holds when its outbox is opened for the first time, or after a restore, is nobody's news.
 *
 * <p>While the log takes no records what has to be remembered waits, and goes out when it does again: {@link #trouble}.
 *
 * <p>Thread-safe. Somebody has to call {@link #sendDue}: the thread that {@link #start} begins, or whoever caused something to send.
 *
 * <pre>{@code
 * Outbox outbox = Outbox.builder(storage, texts, policy, sender, TaskLog.inMemory(), clock).open();
 * OrderService service = OrderService.builder(storage, clock, random).listener(outbox, executor).build();
 * try (TaskWorker worker = outbox.start()) {
 *     ...
 * }
 * }</pre>
 */
public final class Outbox implements OrderListener, AutoCloseable {

    /** A sender that says nothing for so long is taken to have failed, so that its receiver's other messages go on. */
    static final int MINUTES_TO_ANSWER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final MessageSender sender;
    private final OrderStorage storage;
    private final OrderFlow flow;
    private final Clock clock;
    private final Deliveries deliveries = new Deliveries();
    private final TaskEngine<MessageKey> engine;
    private final LostReplies lostReplies = new LostReplies();
    private final WaitingReplies replies;
    private final ReplyCoverage coverage;
    private final Broadcasts broadcasts;
    private final Letters letters;
    private final TaskEngine.Client<MessageKey> client;

    private Outbox(Builder from) {
        this.sender = from.sender;
        this.storage = from.storage;
        this.flow = from.flow;
        this.clock = from.clock;
        this.engine = new TaskEngine<>(
                "delivery log",
                deliveries,
                from.log,
                from.pace,
                Backoff.DEFAULT,
                Duration.ofMinutes(MINUTES_TO_ANSWER),
                from.compaction,
                clock);
        Wording wording =
                new Wording(from.texts, flow, from.languages, from.defaultLanguage, from.pictures, from.passwords);
        Planner planner = new Planner(storage, from.policy, deliveries, engine::record, clock);
        this.replies = new WaitingReplies(engine, lostReplies);
        this.coverage = new ReplyCoverage(storage, planner, deliveries, engine);
        this.broadcasts = new Broadcasts(engine, storage, deliveries, from.optOuts, clock);
        this.letters = new Letters(engine, deliveries, clock);
        this.client = new Sending(
                new Dispatch(sender, replies, engine),
                planner,
                new MessageComposer(
                        storage, coverage, replies, deliveries, wording, from.optOuts, engine::record, clock));
        engine.locked(planner::begin);
        engine.awaitDurable();
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
            TaskLog<TaskRecord<MessageKey>> log,
            Clock clock) {
        return new Builder(storage, texts, policy, sender, log, clock);
    }

    @Override
    public void onEvent(OrderEvent event) {
        engine.wake();
    }

    @Override
    public void onMissedEvents() {
        engine.wake();
    }

    /**
     * Sends all that is due now. Several threads may do so at the same time; each message is sent by one of them.
     *
     * @return when something is due next, if time alone brings it about
     */
    public Optional<Instant> sendDue() {
        return engine.runDue(client);
    }

    /** Sends all that is due now, as fast as it can be sent, and waits for what the sender says. */
    public void finishDue() {
        engine.finishDue(client);
    }

    /**
     * Begins to send whenever something is due, on a thread of its own, until that is closed; it {@linkplain #close closes}
     * the outbox too.
     */
    public TaskWorker start() {
        return TaskWorker.start("outbox", engine, this::sendDue, clock);
    }

    /** What is to be sent, and how. */
    private final class Sending implements TaskEngine.Client<MessageKey> {

        private final Dispatch dispatch;
        private final Planner planner;
        private final MessageComposer composer;

        Sending(Dispatch dispatch, Planner planner, MessageComposer composer) {
            this.dispatch = dispatch;
            this.planner = planner;
            this.composer = composer;
        }

        @Override
        public boolean follow() {
            return planner.follow();
        }

        @Override
        public Optional<Attempt<MessageKey>> next(Lane<MessageKey> lane) {
            return composer.next(lane).map(envelope -> dispatch.attempt(lane, envelope));
        }

        @Override
        public boolean needsStore(Lane<MessageKey> lane) {
            return replies.first(lane).flatMap(WaitingReply::covered).isEmpty();
        }

        @Override
        public boolean needsLog(Lane<MessageKey> lane) {
            return replies.first(lane)
                    .flatMap(WaitingReply::covered)
                    .filter(ImmutableList::isEmpty)
                    .isEmpty();
        }

        @Override
        public void gaveUp(MessageKey key, String reason) {
            LOG.warn("{} of {} cannot be delivered to {}: {}", key.text().file(), key.order(), key.receiver(), reason);
        }

        @Override
        public boolean idle() {
            return broadcasts.endDone();
        }

        @Override
        public ImmutableList<TaskRecord<MessageKey>> compacted() {
            deliveries.forget(clock.instant(), Outbox.this::isOpen);
            return CompactedDeliveries.of(deliveries);
        }
    }

    /** A command begins to run for a person. */
    public Answering answering(PersonId person) {
        return new LaneAnswering(engine, person, replies, coverage);
    }

    /** A person wrote, so that what could not be delivered to them before may be now. It is sent after their answers. */
    public void heardFrom(PersonId person) {
        engine.locked(() -> {
            ImmutableList<MessageKey> keys = deliveries.unreachable(person);
            if (!keys.isEmpty()) {
                engine.record(new TaskProgress.Again<>(keys, clock.instant()));
            }
        });
    }

    /** How many replies to mere questions were given up since the start. */
    public long lostReplies() {
        return lostReplies.count();
    }

    /** How many messages wait, and how many cannot be delivered. */
    public OutboxCounts counts() {
        return engine.reading(() -> new OutboxCounts(
                deliveries.waiting().count(),
                deliveries.all().filter(Task::isDead).count(),
                deliveries.waiting().map(Task::at).min(Instant::compareTo)));
    }

    /** What became of the messages about an order, the first first; those of long ago are forgotten. */
    public ImmutableList<TaskStatus<MessageKey>> deliveries(OrderId order) {
        return engine.reading(
                () -> statuses(deliveries.plan(order).stream().flatMap(plan -> plan.deliveries().stream())));
    }

    /** What became of all messages to a person, the newest first; those of long ago are forgotten. */
    public ImmutableList<TaskStatus<MessageKey>> deliveriesTo(PersonId person) {
        ImmutableList<TaskStatus<MessageKey>> all = engine.reading(() -> statuses(
                deliveries.all().filter(delivery -> delivery.key().receiver().equals(person))));
        return ImmutableList.sortedCopyOf(
                Comparator.<TaskStatus<MessageKey>, Instant>comparing(TaskStatus::since)
                        .reversed(),
                all.reverse());
    }

    private static ImmutableList<TaskStatus<MessageKey>> statuses(Stream<Task<MessageKey>> tasks) {
        return tasks.map(Task::status).collect(ImmutableList.toImmutableList());
    }

    /** The message with an {@linkplain OutgoingMessage#id() id}; empty if none of those that are remembered has it. */
    public Optional<MessageKey> find(String messageId) {
        return engine.reading(() -> deliveries
                .all()
                .map(Task::key)
                .filter(key -> key.id().equals(messageId))
                .findFirst());
    }

    /**
     * Whether a letter, sent under its name before, has reached its receivers as far as anybody knows: none of it waits, cannot be
     * delivered, or was reported lost.
     */
    public boolean hasReached(String letter) {
        ImmutableList<TaskStatus<MessageKey>> sent =
                engine.reading(() -> statuses(deliveries.job(letter).stream().flatMap(Job::all)));
        return sent.stream()
                .allMatch(one -> (one.state() == TaskStatus.State.DONE || one.state() == TaskStatus.State.MERGED)
                        && receipt(one.key()).filter(Receipt.FAILED::equals).isEmpty());
    }

    /** What the sender learned of a message after it was sent; empty if nothing. */
    public Optional<Receipt> receipt(MessageKey key) {
        return sender.receipt(key.id());
    }

    /** The messages that cannot be delivered, and why. */
    public ImmutableList<TaskStatus<MessageKey>> deadLetters() {
        return engine.reading(() -> statuses(deliveries.all().filter(Task::isDead)));
    }

    /**
     * Tries the messages again that could not be delivered.
     *
     * @return how many
     * @throws StorageException if the delivery log takes no records at present
     */
    public int sendAgain() {
        return sendAgain(key -> true);
    }

    /**
     * Tries the message with this {@linkplain OutgoingMessage#id() id} again.
     *
     * @return whether there is one that could not be delivered
     * @throws StorageException if the delivery log takes no records at present
     */
    public boolean sendAgain(String messageId) {
        return sendAgain(key -> key.id().equals(messageId)) > 0;
    }

    private int sendAgain(Predicate<MessageKey> which) {
        int count = engine.reading(() -> revive(which));
        engine.wake();
        return count;
    }

    private int revive(Predicate<MessageKey> which) {
        ImmutableList<MessageKey> keys = deliveries
                .all()
                .filter(Task::isDead)
                .map(Task::key)
                .filter(which)
                .collect(ImmutableList.toImmutableList());
        if (!keys.isEmpty()) {
            engine.checkTakesRecords();
            engine.record(new TaskProgress.Again<>(keys, clock.instant()));
        }
        return keys.size();
    }

    /**
     * Forgets a person who is erased: all messages to them, and those in words that were given that are about their orders
     * or name them; what waits of these is not sent. What was sent about their orders is not sent again. It is nowhere any
     * more in what the log keeps when this returns.
     *
     * @param orders theirs
     * @param names whether a text names them
     * @throws StorageException if the log could not be replaced; it can be done again
     */
    public void erase(PersonId person, Set<OrderId> orders, Predicate<String> names) {
        engine.locked(() -> {
            ImmutableList<MessageKey> waiting = deliveries
                    .of(person, orders, names)
                    .filter(Task::isWaiting)
                    .map(Task::key)
                    .distinct()
                    .collect(ImmutableList.toImmutableList());
            if (!waiting.isEmpty()) {
                engine.record(new TaskProgress.Dropped<>(waiting, clock.instant(), "their receiver was erased"));
            }
            deliveries.erase(person, orders, names);
            engine.compactNow(() -> CompactedDeliveries.of(deliveries));
        });
    }

    /** What is remembered of a person: their messages, and words that were given for them. */
    public ImmutableList<String> wordsFor(PersonId person) {
        return engine.reading(() -> deliveries.jobs().values().stream()
                .filter(job -> job.all().anyMatch(it -> it.key().receiver().equals(person)))
                .map(Job::text)
                .collect(ImmutableList.toImmutableList()));
    }

    /** What became of the messages to a person. */
    public ImmutableList<TaskStatus<MessageKey>> deliveries(PersonId person) {
        return engine.reading(
                () -> statuses(deliveries.all().filter(it -> it.key().receiver().equals(person))));
    }

    /**
     * Forgets messages that could not be delivered since before a time, and drops the words of all that is settled.
     *
     * @throws StorageException if the log could not be replaced, or the store cannot be asked; it can be done again
     */
    public void forgetBefore(Instant time) {
        engine.locked(() -> {
            deliveries.forget(clock.instant(), this::isOpen);
            deliveries.forgetDead(time);
            engine.compactNow(() -> CompactedDeliveries.of(deliveries));
        });
    }

    private boolean isOpen(OrderId id) {
        return storage.get(id)
                .filter(order -> !flow.next(order.status()).isEmpty())
                .isPresent();
    }

    /** Messages to many. */
    public Broadcasts broadcasts() {
        return broadcasts;
    }

    /** Messages about an order that no step of it calls for. */
    public Letters letters() {
        return letters;
    }

    /** Why nothing is sent any more until the program is started anew; empty while all is well. */
    public Optional<String> failure() {
        return engine.failure();
    }

    /**
     * Why messages wait at present, until the delivery log takes records again; empty while it does, and after a
     * {@link #failure}.
     */
    public Optional<String> trouble() {
        return engine.trouble().map(why -> "messages wait because " + why);
    }

    /**
     * Waits until all is durable that is to be remembered, as far as the log takes it and a few seconds allow. To be
     * called when nothing is sent any more, before the log is closed; who {@linkplain #start started} a thread closes that.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** Collects the parts of an outbox. Not thread-safe. */
    public static final class Builder {

        private final OrderStorage storage;
        private final OrderTexts texts;
        private final NotificationPolicy policy;
        private final MessageSender sender;
        private final TaskLog<TaskRecord<MessageKey>> log;
        private final Clock clock;
        private Languages languages = Languages.inMemory();
        private Language defaultLanguage = Language.INDONESIAN;
        private OptOuts optOuts = OptOuts.inMemory();
        private OrderPictures pictures = OrderPictures.NONE;
        private PasswordPlaces passwords = new PasswordPlaces(new SecureRandom());
        private Pace pace = Pace.UNPACED;
        private OrderFlow flow = OrderFlow.ORDER_STATUS_FLOW;
        private Compaction compaction = Compaction.DEFAULT;

        private Builder(
                OrderStorage storage,
                OrderTexts texts,
                NotificationPolicy policy,
                MessageSender sender,
                TaskLog<TaskRecord<MessageKey>> log,
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

        /** Draws what customers scan when they pay; nothing if not given. */
        public Builder pictures(OrderPictures value) {
            this.pictures = value;
            return this;
        }

        /** Where messages have a place for a password, which the sender fills; places that nobody fills if not given. */
        public Builder passwords(PasswordPlaces value) {
            this.passwords = value;
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
            this.compaction = new Compaction(records, times);
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
