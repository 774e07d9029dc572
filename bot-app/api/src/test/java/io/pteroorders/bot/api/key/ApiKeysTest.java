package io.pteroorders.bot.api.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys hold from when they are made until they end or are revoked, also after a restart; their secrets are kept nowhere. */
class ApiKeysTest {

    private static final Instant NOW = Instant.parse("2026-11-30T03:20:00Z");
    private static final String HERE = "127.0.0.1";

    private final String secret = ApiKeys.draw(new SecureRandom());
    private final ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, ManualClock.at(NOW));

    private ApiKey key(String name, Optional<Instant> expires, String... addresses) {
        return new ApiKey(
                name,
                ApiKeys.digest(secret),
                ImmutableSortedSet.of(Scope.read(Scope.Resource.ORDERS), Scope.write(Scope.Resource.PAYMENTS)),
                Actor.Role.OWNER,
                NOW,
                expires,
                ImmutableSet.copyOf(addresses),
                Optional.empty());
    }

    @Test
    void secretsAreFortyLettersAndDigitsAndNeverTheSame() {
        assertTrue(secret.matches("pok_[a-zA-Z0-9]{40}"), secret);
        assertNotEquals(secret, ApiKeys.draw(new SecureRandom()));
    }

    @Test
    void keysOutliveTheProgram() {
        ApiKey full = key("billing", Optional.of(NOW.plusSeconds(60)), "10.0.0.0/8", "::1");
        try (Lease lease = shop.lease("one").orElseThrow()) {
            ApiKeys keys = ApiKeys.of(lease);
            assertTrue(keys.add(full));
            assertTrue(keys.add(key("gone", Optional.empty())));
            assertTrue(keys.revoke("gone"));
        }
        try (Lease lease = shop.lease("two").orElseThrow()) {
            assertEquals(ImmutableList.of(full), ApiKeys.of(lease).all());
        }
    }

    @Test
    void aNameIsGivenOnce() {
        ApiKeys keys = ApiKeys.inMemory();
        assertTrue(keys.add(key("billing", Optional.empty())));
        assertFalse(keys.add(key("billing", Optional.of(NOW))));
        assertEquals(Optional.empty(), keys.all().get(0).expires());
    }

    @Test
    void aKeyIsFoundByItsSecretAlone() {
        ApiKeys keys = ApiKeys.inMemory();
        keys.add(key("billing", Optional.empty()));

        assertTrue(keys.find(secret, HERE, NOW).isPresent());
        for (String other : new String[] {"", "pok_", secret + "x", secret.substring(1), ApiKeys.digest(secret)}) {
            assertEquals(Optional.empty(), keys.find(other, HERE, NOW));
        }
    }

    @Test
    void aKeyEndsWhenItsTimeIsOver() {
        ApiKeys keys = ApiKeys.inMemory();
        keys.add(key("billing", Optional.of(NOW)));

        assertTrue(keys.find(secret, HERE, NOW.minusMillis(1)).isPresent());
        assertFalse(keys.find(secret, HERE, NOW).isPresent());
    }

    @Test
    void aKeyIsUsedFromItsAddressesOnly() {
        ApiKeys keys = ApiKeys.inMemory();
        keys.add(key("billing", Optional.empty(), "10.0.0.0/8", "203.0.113.7"));

        assertTrue(keys.find(secret, "10.9.8.7", NOW).isPresent());
        assertTrue(keys.find(secret, "203.0.113.7", NOW).isPresent());
        assertFalse(keys.find(secret, "203.0.113.8", NOW).isPresent());
        assertFalse(keys.find(secret, "unknown", NOW).isPresent());
    }

    @Test
    void theHourOfTheLastUseIsRememberedOnceInThatHour() {
        ApiKeys keys = ApiKeys.inMemory();
        ApiKey key = key("billing", Optional.empty());
        keys.add(key);

        assertTrue(keys.use(key, NOW));
        assertFalse(keys.use(key, NOW.plus(Duration.ofMinutes(39))));
        assertTrue(keys.use(key, NOW.plus(Duration.ofMinutes(40))));
        assertEquals(
                Optional.of(Instant.parse("2026-11-30T04:00:00Z")),
                keys.all().get(0).lastUsed());
    }

    @Test
    void aChangeThatWaitedIsTheSameChange() {
        ApiKey key = key("billing", Optional.empty(), "::1");
        assertEquals(KeyChange.add(key), KeyChange.read(KeyChange.add(key).value()));
        assertEquals(
                KeyChange.revoke("billing"),
                KeyChange.read(KeyChange.revoke("billing").value()));
    }
}
