package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.KeyChange;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.KeyStore;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The keys of a shop that nobody answers for, or of one whose other process is asked to change them. Thread-safe. */
final class ShopKeys implements KeyStore {

    private final ShopStorage shop;
    private final Optional<ApiKeys> keys;
    private final Clock clock;

    /** @param shop which this closes */
    ShopKeys(ShopStorage shop, Clock clock) {
        this.shop = shop;
        Optional<Lease> lease = shop.lease("api-key");
        this.keys = lease.map(ApiKeys::of);
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Fate change(KeyChange change) {
        if (keys.isPresent()) {
            return change.apply(keys.get()) ? Fate.DONE : Fate.IN_VAIN;
        }
        shop.queue(KeyChange.QUEUE)
                .add(UUID.randomUUID().toString(), change.value())
                .toCompletableFuture()
                .join();
        return Fate.SENT;
    }

    @Override
    public ImmutableList<ApiKey> all() {
        return keys.orElseThrow(
                        () -> new CommandException(
                                ExitCodes.FAILED,
                                "the bot is running and keeps the keys: an owner sees them at /dashboard/keys, and in chat by !api-keys."))
                .all();
    }

    @Override
    public void close() {
        shop.close();
    }
}
