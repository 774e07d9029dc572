package io.pteroorders.bot.api.event;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.resource.OrderView;
import io.pteroorders.core.storage.OrderStorage;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as texts, with their orders as they are then. What many clients get at about the same time is written once for
 * all of them. Thread-safe.
 */
final class EventTexts {

    /** The most events of one write. */
    private static final int AT_ONCE = 32;

    private static final int MOST_EVENTS = 4_096;
    private static final int MOST_BATCHES = 256;
    private static final Duration AS_THEY_ARE = Duration.ofSeconds(1);

    private final EventSource source;
    private final OrderStorage storage;
    private final Cache<Shown, EventText> events = cache(MOST_EVENTS);
    private final Cache<After, EventBatch> batches = cache(MOST_BATCHES);

    private record Shown(String id, boolean customers) {}

    private record After(String place, View view) {}

    EventTexts(EventSource source, OrderStorage storage) {
        this.source = source;
        this.storage = storage;
    }

    private static <K, V> Cache<K, V> cache(int most) {
        return CacheBuilder.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(AS_THEY_ARE)
                .build();
    }

    /** Events after a place; none only if there are none. */
    EventBatch after(String place, View view) {
        After key = new After(place, view);
        EventBatch shared = batches.getIfPresent(key);
        if (shared != null) {
            return shared;
        }
        EventBatch batch = read(place, view);
        if (!batch.isEmpty()) {
            batches.put(key, batch);
        }
        return batch;
    }

    private EventBatch read(String place, View view) {
        EventPage page = source.after(place, AT_ONCE);
        ImmutableList<EventText> wanted = texts(page, view);
        while (wanted.isEmpty() && !page.events().isEmpty()) {
            page = source.after(page.next(), AT_ONCE);
            wanted = texts(page, view);
        }
        return new EventBatch(wanted, page.next());
    }

    private ImmutableList<EventText> texts(EventPage page, View view) {
        return page.reset()
                ? ImmutableList.of(EventText.reset(page.next()))
                : page.events().stream()
                        .filter(event -> view.types().contains(event.type()))
                        .map(event -> text(event, view.customers()))
                        .collect(ImmutableList.toImmutableList());
    }

    private EventText text(ShopEvent event, boolean customers) {
        Shown key = new Shown(event.id(), customers);
        EventText shared = events.getIfPresent(key);
        if (shared != null) {
            return shared;
        }
        EventText text = new EventText(event.id(), event.type().word(), data(event, customers));
        events.put(key, text);
        return text;
    }

    private String data(ShopEvent event, boolean customers) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        event.order().flatMap(storage::get).ifPresent(order -> data.set("order", OrderView.json(order, customers)));
        return data.toString();
    }
}
