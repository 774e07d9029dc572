package io.pteroorders.bot.api.event;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.Longs;
import io.pteroorders.bot.api.event.LoggedEvent.About;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of a log in memory, numbered without a gap, and what is known beside them. Thread-safe. */
final class KeptEvents {

    /**
     * What a log is.
     *
     * @param name random; no other log has it
     * @param horizon nothing that happened before is of interest, in milliseconds since 1970
     * @param next the number of the next event
     */
    record Head(String name, long horizon, long next) {}

    private final List<LoggedEvent> events = new ArrayList<>();
    private final Map<About, LoggedEvent> known = new HashMap<>();
    private Head head;

    KeptEvents(Head head) {
        this.head = head;
    }

    synchronized Head head() {
        return head;
    }

    synchronized int size() {
        return known.size();
    }

    synchronized boolean knows(About about) {
        return known.containsKey(about);
    }

    /** Of what is known, first what nobody is told of. */
    synchronized ImmutableList<LoggedEvent> all() {
        return ImmutableList.<LoggedEvent>builder()
                .addAll(silent())
                .addAll(events)
                .build();
    }

    private Iterable<LoggedEvent> silent() {
        return Iterables.filter(known.values(), event -> event.number() == LoggedEvent.SILENT);
    }

    /** The events that people are told of. */
    synchronized ImmutableList<LoggedEvent> told() {
        return ImmutableList.copyOf(events);
    }

    /** Begins as another log, or as the same of which some was forgotten. */
    synchronized void become(Head other, Iterable<LoggedEvent> content) {
        events.clear();
        known.clear();
        head = other;
        content.forEach(this::put);
        head = other;
    }

    synchronized void add(Iterable<LoggedEvent> more) {
        more.forEach(this::put);
    }

    /** Whoever gave a number twice did not get the first one done, and nobody saw what came from there on. */
    private void put(LoggedEvent event) {
        if (event.number() != LoggedEvent.SILENT) {
            while (!events.isEmpty() && Iterables.getLast(events).number() >= event.number()) {
                known.remove(events.remove(events.size() - 1).about());
            }
            events.add(event);
            head = new Head(head.name(), head.horizon(), event.number() + 1);
        }
        known.put(event.about(), event);
    }

    synchronized String now() {
        return place(head.next() - 1);
    }

    private String place(long number) {
        return head.name() + "." + number;
    }

    synchronized EventPage after(String place, int limit) {
        Long number = number(place);
        long first = head.next() - events.size();
        if (number == null || number < first - 1 || number >= head.next()) {
            return new EventPage(ImmutableList.of(), now(), true);
        }
        int from = (int) (number + 1 - first);
        int to = Math.min(from + limit, events.size());
        ImmutableList<ShopEvent> page = events.subList(from, to).stream()
                .map(event -> event.shown(head.name()))
                .collect(ImmutableList.toImmutableList());
        return new EventPage(page, place(first + to - 1), false);
    }

    private @Nullable Long number(String place) {
        String beginning = head.name() + ".";
        Long number = place.startsWith(beginning) ? Longs.tryParse(place.substring(beginning.length())) : null;
        return number != null && place(number).equals(place) ? number : null;
    }
}
