package io.pteroorders.bot.renewal;

import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.StringNode;

/** What is remembered of renewals beside the orders: since when the shop watches the ends of servers. Thread-safe. */
public final class RenewalStores {

    /** The name of the records. */
    public static final String RECORDS = "renewals";

    private static final String SINCE = "since";

    private final Optional<DurableMap<String>> kept;

    private RenewalStores(Optional<DurableMap<String>> kept) {
        this.kept = kept;
    }

    /** That of a shop, by the right of a lease. */
    public static RenewalStores of(Lease lease) {
        return new RenewalStores(Optional.of(new DurableMap<>(
                lease,
                RECORDS,
                new DurableMap.Format<>(StringNode::valueOf, json -> json.stringValue(""), any -> Part.SHOP))));
    }

    /** That of a shop which has watched them from its beginning. */
    public static RenewalStores inMemory() {
        return new RenewalStores(Optional.empty());
    }

    /** Since when the ends of servers are watched; empty before the first start that watches them. */
    public Optional<Instant> since() {
        return kept.isEmpty()
                ? Optional.of(Instant.EPOCH)
                : kept.get().get(SINCE).map(Instant::parse);
    }

    /** Remembers that they are watched from now on. */
    void begin(Instant now) {
        kept.ifPresent(map -> map.put(SINCE, now.toString()));
    }
}
