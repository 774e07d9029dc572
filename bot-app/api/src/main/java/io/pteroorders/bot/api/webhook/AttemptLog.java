package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The last attempts to send something to each webhook, since the program began. Thread-safe. */
final class AttemptLog {

    private static final int KEPT = 50;

    /**
     * An attempt.
     *
     * @param at when it ended
     * @param event the id of what was sent
     * @param type of it
     */
    record Entry(Instant at, String event, String type, Said said) {}

    private final Map<String, ImmutableList<Entry>> entries = new ConcurrentHashMap<>();

    void add(String webhook, Entry entry) {
        entries.merge(webhook, ImmutableList.of(entry), (before, last) -> Stream.concat(last.stream(), before.stream())
                .limit(KEPT)
                .collect(ImmutableList.toImmutableList()));
    }

    /** Those of a webhook, the last first. */
    ImmutableList<Entry> of(String webhook) {
        return entries.getOrDefault(webhook, ImmutableList.of());
    }

    void forget(String webhook) {
        entries.remove(webhook);
    }
}
