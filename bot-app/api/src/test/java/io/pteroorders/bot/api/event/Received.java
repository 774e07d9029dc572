package io.pteroorders.bot.api.event;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client was told, in its order. Thread-safe. */
final class Received {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** An event as it came. */
    record Event(String id, String type, String data) {

        JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }

        String order() {
            return json().path("order").path("id").asString("");
        }
    }

    private final List<Event> events = new ArrayList<>();
    private String lastId = "";
    private String end = "";

    synchronized void add(Event event) {
        events.add(event);
        at(event.id());
    }

    synchronized void at(String id) {
        lastId = id;
        notifyAll();
    }

    synchronized void ended(String how) {
        end = how.isEmpty() ? "ended" : how;
        notifyAll();
    }

    synchronized String lastId() {
        return lastId;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** So many events, once they are there. */
    List<Event> await(int count) {
        await(all -> all.size() >= count);
        return events();
    }

    /** The first place that was told. */
    String awaitPlace() {
        await(all -> !lastId.isEmpty());
        return lastId();
    }

    synchronized void await(Predicate<List<Event>> there) {
        awaitUntil(() -> there.test(events));
    }

    /** How it ended, once it has. */
    synchronized String awaitEnd() {
        awaitUntil(() -> !end.isEmpty());
        return end;
    }

    private synchronized void awaitUntil(BooleanSupplier there) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!there.getAsBoolean()) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("there are " + events.size() + " events, ended: " + end);
            }
            try {
                wait(Math.min(left, LOOK_AGAIN.toMillis()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
