package io.pteroorders.bot.api.event;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pteroorders.bot.api.event.KeptEvents.Head;
import io.pteroorders.bot.api.event.LoggedEvent.About;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Change;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import io.pteroorders.core.storage.StorageException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of a shop, derived from its orders: whoever {@linkplain #follow follows} the store's change feed finds in each
 * order that changed what it tells of, and what of that is not in the log yet is added to it. So no event is lost when the
 * program dies between the change of an order and its event; and as each has a key, none is there twice. An event is durable
 * before anybody sees it.
 *
 * <p>A log that begins, at the first start of a shop or when other orders took the place of its own, takes what is there for
 * known and tells nobody of it. It has a random name then, by which ids of others are known as such. It begins anew also
 * when the clock went back by more than {@link #KEPT}.
 *
 * <p>Events are kept for {@link #KEPT}, and at most {@value #MOST} of them, some 300 bytes of memory each; who goes on after
 * an older one gets a {@linkplain EventPage#reset reset}. An order says nothing about when an attempt to pay it was
 * cancelled, failed, expired, or went to be looked at: that is an event if the attempt began within {@link #KEPT}. A state
 * of a server that is over before anybody looked is none.
 *
 * <p>Thread-safe. Reading does not wait for writing.
 */
public final class EventLog implements EventSource {

    /** The records' name. */
    public static final String RECORDS = "events";

    /** How long events are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** So many events are kept. */
    public static final int MOST = 200_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final Duration BETWEEN_PRUNINGS = Duration.ofDays(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);
    private static final int NAME_BYTES = 8;

    private static final String NAME = "name";
    private static final String HORIZON = "horizon";
    private static final String NEXT = "next";
    private static final String PLACE = "place";

    private final Records records;
    private final int most;
    private final KeptEvents kept = new KeptEvents(new Head(name(), Long.MIN_VALUE, 1));
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Where the feed was read to; empty if the log has not begun. */
    private Optional<Token> place = Optional.empty();

    private boolean named;
    private long nextPruning;

    /**
     * A log.
     *
     * @param records opens them by what reads what is there
     * @param most how many events are kept
     */
    @VisibleForTesting
    EventLog(Function<Consumer<String>, Records> records, int most) {
        this.most = most;
        this.records = records.apply(json -> replay(JsonMapper.shared().readTree(json)));
    }

    /** That of a shop, by the right of a lease. */
    public static EventLog of(Lease lease) {
        return new EventLog(reader -> lease.records(RECORDS, reader), MOST);
    }

    /** One that is forgotten when the program ends. */
    public static EventLog inMemory() {
        return new EventLog(reader -> new Unkept(), MOST);
    }

    private static String name() {
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        return BaseEncoding.base16().lowerCase().encode(random);
    }

    // What is kept.

    private void replay(JsonNode json) {
        if (json.has(NAME)) {
            named = true;
            Head head = new Head(
                    json.path(NAME).stringValue(),
                    json.path(HORIZON).longValue(),
                    json.path(NEXT).longValue());
            kept.become(head, ImmutableList.of());
        } else if (json.has(PLACE)) {
            place = Optional.of(new Token(json.path(PLACE).stringValue()));
        } else {
            kept.add(ImmutableList.of(LoggedEvent.fromJson(json)));
        }
    }

    private static JsonValue value(Head head) {
        return new JsonValue(
                Part.SHOP,
                JsonMapper.shared()
                        .createObjectNode()
                        .put(NAME, head.name())
                        .put(HORIZON, head.horizon())
                        .put(NEXT, head.next())
                        .toString());
    }

    private static JsonValue value(Token token) {
        return new JsonValue(
                Part.SHOP,
                JsonMapper.shared().createObjectNode().put(PLACE, token.text()).toString());
    }

    // What is there to see.

    @Override
    public String now() {
        return kept.now();
    }

    @Override
    public EventPage after(String from, int limit) {
        return kept.after(from, limit);
    }

    @Override
    public Subscription onMore(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    // What comes.

    /**
     * Adds what happened to orders since it was read last.
     *
     * @return how many events were added
     * @throws StorageException if the feed cannot be read, or events cannot be made durable; they come with the next call
     */
    @CanIgnoreReturnValue
    public synchronized int follow(OrderStorage storage, Instant now) {
        if (place.isEmpty()) {
            begin(storage, now, kept.head(), kept.told());
            return 0;
        }
        int added = 0;
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(place.get(), OrderQuery.MAX_LIMIT);
            if (page.foreign() || now.toEpochMilli() < kept.head().horizon()) {
                begin(storage, now, new Head(name(), Long.MIN_VALUE, 1), ImmutableList.of());
                return added;
            }
            added += take(page, now);
            more = page.more();
        }
        prune(now);
        return added;
    }

    private int take(ChangePage page, Instant now) {
        long horizon = horizon(now);
        Map<About, LoggedEvent> found = new LinkedHashMap<>();
        for (Change change : page.changes()) {
            change.order().ifPresent(order -> find(order, horizon, found));
        }
        ImmutableList<LoggedEvent> fresh = numbered(found.values());
        if (!fresh.isEmpty()) {
            append(fresh, ImmutableList.of(value(page.next())));
        }
        place = Optional.of(page.next());
        return fresh.size();
    }

    private long horizon(Instant now) {
        return Math.max(kept.head().horizon(), now.minus(KEPT).toEpochMilli());
    }

    private void find(Order order, long horizon, Map<About, LoggedEvent> found) {
        for (DerivedEvent event : OrderEvents.of(order)) {
            boolean isOld = event.dated() && event.from().toEpochMilli() < horizon;
            LoggedEvent logged = LoggedEvent.of(order.id(), event);
            if (!isOld && !kept.knows(logged.about())) {
                found.putIfAbsent(logged.about(), logged);
            }
        }
    }

    private ImmutableList<LoggedEvent> numbered(Collection<LoggedEvent> events) {
        long next = kept.head().next();
        ImmutableList.Builder<LoggedEvent> numbered = ImmutableList.builder();
        for (LoggedEvent event : events) {
            numbered.add(event.numbered(next));
            next++;
        }
        return numbered.build();
    }

    /** They are durable before anybody sees them. */
    private void append(ImmutableList<LoggedEvent> fresh, ImmutableList<JsonValue> after) {
        ImmutableList.Builder<JsonValue> values = ImmutableList.builder();
        if (!named) {
            values.add(value(kept.head()));
        }
        fresh.forEach(event -> values.add(event.toValue()));
        records.append(values.addAll(after).build());
        named = true;
        kept.add(fresh);
        tell();
    }

    /**
     * Adds an event that is no change of an order.
     *
     * @param order to which it happened, if to one
     * @param key makes it once: one that is there already is not added again
     * @throws StorageException if it cannot be made durable
     */
    public synchronized void announce(EventType type, Optional<OrderId> order, Instant at, String key) {
        About about = new About(order.map(OrderId::toString).orElse(""), type.word() + ":" + key);
        LoggedEvent event = new LoggedEvent(LoggedEvent.SILENT, type, about, at.toEpochMilli(), false);
        if (!kept.knows(about) && !event.isOlderThan(kept.head().horizon())) {
            append(numbered(ImmutableList.of(event)), ImmutableList.of());
        }
    }

    // How it begins, and what it forgets.

    /** What the orders tell of now is known, and nobody is told. */
    private void begin(OrderStorage storage, Instant now, Head as, ImmutableList<LoggedEvent> told) {
        long horizon = now.minus(KEPT).toEpochMilli();
        boolean anew = !as.name().equals(kept.head().name());
        Map<About, LoggedEvent> known = new LinkedHashMap<>();
        Token read = Token.START;
        boolean more = true;
        while (more) {
            ChangePage page = storage.changes(read, OrderQuery.MAX_LIMIT);
            for (Change change : page.changes()) {
                long from = horizon;
                change.order().ifPresent(order -> known(order, from, known));
            }
            read = page.next();
            more = page.more();
            if (known.size() > 2 * most || !more) {
                horizon = Math.max(horizon, horizonOf(known.values()));
                known.values().removeIf(olderThan(horizon));
            }
        }
        nextPruning = 0;
        become(new Head(as.name(), horizon, as.next()), Iterables.concat(known.values(), told), read);
        LOG.info("the log of events begins; {} that happened before are not told", known.size());
        if (anew) {
            tell();
        }
    }

    private static Predicate<LoggedEvent> olderThan(long time) {
        return event -> event.isOlderThan(time);
    }

    private static void known(Order order, long horizon, Map<About, LoggedEvent> known) {
        for (DerivedEvent event : OrderEvents.of(order)) {
            LoggedEvent logged = LoggedEvent.of(order.id(), event);
            if (!logged.isOlderThan(horizon)) {
                known.putIfAbsent(logged.about(), logged);
            }
        }
    }

    /** From which time on there are not more than are kept. */
    private long horizonOf(Collection<LoggedEvent> events) {
        return events.stream()
                .filter(event -> !event.stays())
                .map(LoggedEvent::at)
                .sorted(Comparator.reverseOrder())
                .skip(most)
                .findFirst()
                .map(at -> at + 1)
                .orElse(Long.MIN_VALUE);
    }

    private void become(Head head, Iterable<LoggedEvent> content, Token read) {
        records.replace(Iterables.concat(
                ImmutableList.of(value(head)),
                Iterables.transform(content, LoggedEvent::toValue),
                ImmutableList.of(value(read))));
        named = true;
        place = Optional.of(read);
        kept.become(head, content);
    }

    /** Nothing is lost if it fails; it is tried again. */
    private void prune(Instant now) {
        long time = now.toEpochMilli();
        boolean isFull = kept.size() > most + most / 10;
        boolean isTime =
                time - kept.head().horizon() >= KEPT.plus(BETWEEN_PRUNINGS).toMillis();
        if (time >= nextPruning && (isFull || isTime)) {
            nextPruning = time + BETWEEN_TRIES.toMillis();
            try {
                prune(horizon(now), time);
            } catch (StorageException e) {
                LOG.warn("old events could not be dropped: {}", e.getMessage());
            }
        }
    }

    private void prune(long horizon, long now) {
        ImmutableList<LoggedEvent> all = kept.all();
        long cut = Math.max(horizon, Math.min(now, horizonOf(all)));
        List<LoggedEvent> rest = new ArrayList<>();
        boolean begun = false;
        for (LoggedEvent event : all) {
            boolean silent = event.number() == LoggedEvent.SILENT;
            begun = begun || (!silent && !event.isOlderThan(cut) && !event.stays());
            if (!silent && begun) {
                rest.add(event);
            } else if (!event.isOlderThan(cut)) {
                rest.add(event.numbered(LoggedEvent.SILENT));
            }
        }
        Head head = kept.head();
        become(new Head(head.name(), cut, head.next()), rest, place.orElseThrow());
    }
}
