package io.pteroorders.bot.api.event;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.resource.OrderView;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of the events somebody sees. Immutable and thread-safe.
 *
 * @param customers whether numbers are shown
 * @param types the kinds that they want to see
 */
record View(boolean customers, ImmutableSet<EventType> types) {

    private static final Splitter COMMAS = Splitter.on(',').trimResults();
    private static final ImmutableSet<EventType> ALL = Sets.immutableEnumSet(EnumSet.allOf(EventType.class));

    /** What somebody may see who asks; all kinds if they name none. */
    static View of(Ask ask, Fields query) {
        return new View(
                OrderView.seesCustomers(ask),
                query.parsed("types", "some of " + words() + ", with commas between them", View::types)
                        .orElse(ALL));
    }

    private static String words() {
        return ALL.stream().map(EventType::word).collect(Collectors.joining(", "));
    }

    private static Optional<ImmutableSet<EventType>> types(String text) {
        ImmutableSet.Builder<EventType> types = ImmutableSet.builder();
        for (String word : COMMAS.split(text)) {
            Optional<EventType> type = EventType.parse(word);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(type.get());
        }
        return Optional.of(Sets.immutableEnumSet(types.build()));
    }
}
