package io.pteroorders.bot.api.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.task.TaskProgress.Again;
import io.pteroorders.core.task.TaskProgress.Dead;
import io.pteroorders.core.task.TaskProgress.Done;
import io.pteroorders.core.task.TaskProgress.Tried;
import io.pteroorders.core.task.TaskRecord;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The few records to which a log is made shorter say the same as all there were. */
class WebhookFeedsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T03:00:00Z");
    private static final String ID = "wh_test";

    private static WebhookStore store() {
        WebhookStore store = WebhookStore.inMemory();
        store.add(new Webhook(
                ID,
                URI.create("https://example.com"),
                ImmutableSet.of(),
                Secrets.of(Secret.draw(new SecureRandom())),
                Optional.empty(),
                true,
                NOW,
                "key:test",
                "e0",
                Optional.empty(),
                Optional.empty()));
        return store;
    }

    private static TaskRecord<DeliveryKey> record(int kind, int event) {
        ImmutableList<DeliveryKey> keys = ImmutableList.of(new DeliveryKey(ID, event % 7 != 0, "e" + event));
        return switch (kind) {
            case 0 -> new Tried<>(keys, event + 1, NOW, NOW.plusSeconds(event), "the endpoint said 500");
            case 1 -> new Dead<>(keys, NOW, "the endpoint said 410");
            case 2 -> new Again<>(keys, NOW);
            default -> new Done<>(keys, ImmutableList.of(), NOW);
        };
    }

    private static Feed feed(WebhookStore store, Iterable<TaskRecord<DeliveryKey>> records) {
        Feeds feeds = new Feeds(store);
        records.forEach(record -> feeds.apply(record, task -> {}));
        return feeds.of(ID);
    }

    private static String state(Feed feed) {
        return feed.place() + " " + feed.tried() + " " + feed.givenUp();
    }

    @Property(tries = 300)
    void aShorterLogSaysTheSame(@ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> kinds) {
        WebhookStore store = store();
        Feeds all = new Feeds(store);
        for (int i = 0; i < kinds.size(); i++) {
            all.apply(record(kinds.get(i), i), task -> {});
        }
        ImmutableList<TaskRecord<DeliveryKey>> shorter = all.compacted(NOW);
        assertEquals(state(all.of(ID)), state(feed(store, shorter)));
    }

    @Test
    void aWebhookThatWasRemovedIsNotInTheShorterLog() {
        WebhookStore store = store();
        Feeds feeds = new Feeds(store);
        feeds.apply(record(3, 1), task -> {});
        store.remove(ID);
        assertEquals(ImmutableList.of(), feeds.compacted(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wh_a/e/x", "wh_a/e/a/b/e/c", "wh_a/r/reset_1", "wh_a/e//r/"})
    void aKeyIsKnownByItsText(String id) {
        assertEquals(id, DeliveryKey.parse(id).id());
        assertEquals("wh_a", DeliveryKey.parse(id).lane());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wh_a", "/e/x", "wh_a/x/y"})
    void noOtherTextIsAKey(String id) {
        assertThrows(IllegalArgumentException.class, () -> DeliveryKey.parse(id));
    }
}
