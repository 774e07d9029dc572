package io.pteroorders.bot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.KeyChange;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.cli.CommandException;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.cli.KeyStore.Fate;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Keys are changed at once while nobody answers, and by the process that answers while one does. */
class ShopKeysTest {

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, clock);

    private ApiKey key(String name) {
        return new ApiKey(
                name,
                ApiKeys.digest(name),
                ImmutableSortedSet.copyOf(Scope.ALL),
                Actor.Role.ADMIN,
                clock.instant(),
                Optional.empty(),
                ImmutableSet.of(),
                Optional.empty());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not come");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Test
    void whileNobodyAnswersAChangeHoldsAtOnce() {
        ShopKeys keys = new ShopKeys(shop, clock);

        assertEquals(Fate.DONE, keys.change(KeyChange.add(key("billing"))));
        assertEquals(Fate.IN_VAIN, keys.change(KeyChange.add(key("billing"))));
        assertEquals(List.of("billing"), keys.all().stream().map(ApiKey::name).toList());
        assertEquals(Fate.DONE, keys.change(KeyChange.revoke("billing")));
        assertEquals(Fate.IN_VAIN, keys.change(KeyChange.revoke("billing")));
    }

    @Test
    void theProcessThatAnswersMakesTheChangesOfOthers() {
        Lease lease = shop.lease("answers").orElseThrow();
        ApiKeys held = ApiKeys.of(lease);
        QueuedKeyChanges changes = QueuedKeyChanges.start(lease, held);
        try (changes) {
            ShopKeys beside = new ShopKeys(shop, clock);
            assertEquals(Fate.SENT, beside.change(KeyChange.add(key("billing"))));
            assertEquals(Fate.SENT, beside.change(KeyChange.add(key("stock"))));
            await(() -> held.all().size() == 2);
            assertEquals(Fate.SENT, beside.change(KeyChange.revoke("billing")));
            await(() -> held.all().size() == 1);

            CommandException refused = assertThrows(CommandException.class, beside::all);
            assertEquals(ExitCodes.FAILED, refused.exitCode());
            assertTrue(String.valueOf(refused.getMessage()).contains("!api-keys"), refused.getMessage());
        }
    }

    @Test
    void whatIsNoChangeHoldsUpNoOther() {
        Lease lease = shop.lease("answers").orElseThrow();
        ApiKeys held = ApiKeys.of(lease);
        for (String odd : List.of("{", "{}", "7", "{\"add\":{}}", "{\"revoke\":3}")) {
            shop.queue(KeyChange.QUEUE).add("odd" + odd.length(), new JsonValue(Part.SHOP, "\"x\""));
            shop.queue(KeyChange.QUEUE).add(odd, new JsonValue(Part.SHOP, odd.startsWith("{\"") ? odd : "{}"));
        }
        QueuedKeyChanges changes = QueuedKeyChanges.start(lease, held);
        try (changes) {
            new ShopKeys(shop, clock).change(KeyChange.add(key("billing")));
            await(() -> held.all().size() == 1);
        }
    }
}
