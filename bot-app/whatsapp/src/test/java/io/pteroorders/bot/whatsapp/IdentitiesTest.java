package io.pteroorders.bot.whatsapp;

import static io.pteroorders.bot.whatsapp.Payloads.BUDI_ID;
import static io.pteroorders.bot.whatsapp.Payloads.BUDI_PHONE;
import static io.pteroorders.bot.whatsapp.Payloads.NOON;
import static io.pteroorders.bot.whatsapp.Payloads.SITI_ID;
import static io.pteroorders.bot.whatsapp.Payloads.SITI_PHONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.InMemoryShopStorage;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final PersonId BUDI = PersonId.whatsApp(BUDI_PHONE);

    private ShopStorage shop = InMemoryShopStorage.create(Fixtures.JAKARTA, ManualClock.at(NOON));
    private Lease lease;
    private Identities identities;

    @BeforeEach
    void open() {
        lease = shop.lease("a test").orElseThrow();
        identities = Identities.open(lease);
    }

    private void restart() {
        lease.close();
        open();
    }

    private static Sender sender(String phone, String userId) {
        return new Sender(
                Optional.of(phone).filter(text -> !text.isEmpty()),
                Optional.of(userId).filter(text -> !text.isEmpty()));
    }

    private PersonId resolve(String phone, String userId) {
        return identities.resolve(sender(phone, userId));
    }

    private Optional<Address> addressOf(PersonId person) {
        return identities.addressOf(person);
    }

    @Test
    void whoComesWithANumberIsTheNumber() {
        assertEquals(BUDI, resolve(BUDI_PHONE, BUDI_ID));
        assertEquals(BUDI, resolve(BUDI_PHONE, ""));
        assertEquals(BUDI, resolve("", BUDI_ID), "also when the number is hidden later");
        restart();
        assertEquals(BUDI, resolve("", BUDI_ID));
        assertEquals(sender(BUDI_PHONE, BUDI_ID).phone(), addressOf(BUDI).flatMap(Address::phone));
    }

    @Test
    void whoComesWithoutANumberStaysTheirId() {
        PersonId hidden = PersonId.whatsApp(BUDI_ID);
        assertEquals(hidden, resolve("", BUDI_ID));
        assertEquals(Optional.of(new Address(Optional.empty(), Optional.of(BUDI_ID))), addressOf(hidden));
        assertEquals(hidden, resolve(BUDI_PHONE, BUDI_ID), "the first identity stays");
        restart();
        assertEquals(hidden, resolve(BUDI_PHONE, ""));
        assertEquals(Optional.of(new Address(Optional.of(BUDI_PHONE), Optional.of(BUDI_ID))), addressOf(hidden));
    }

    @Test
    void aNumberKnownWithoutAnIdLearnsTheFirstOne() {
        assertEquals(BUDI, resolve(BUDI_PHONE, ""));
        assertEquals(BUDI, resolve(BUDI_PHONE, BUDI_ID));
        assertEquals(BUDI, resolve("", BUDI_ID));
    }

    @Test
    void aKnownNumberWithAnotherIdIsSomebodyNewAndTheirsFromNowOn() {
        resolve(BUDI_PHONE, BUDI_ID);
        PersonId newHolder = resolve(BUDI_PHONE, SITI_ID);
        assertEquals(PersonId.whatsApp(SITI_ID), newHolder);
        restart();
        assertEquals(newHolder, resolve(BUDI_PHONE, SITI_ID));
        assertEquals(newHolder, resolve(BUDI_PHONE, ""));
        assertEquals(BUDI, resolve("", BUDI_ID));
        assertEquals(
                Optional.of(new Address(Optional.empty(), Optional.of(BUDI_ID))),
                addressOf(BUDI),
                "nothing of Budi's goes to the number's new holder");
    }

    @Test
    void anOldIdentityWithoutAnyAddressLeftIsNotReached() {
        resolve("", BUDI_ID);
        assertEquals(BUDI, resolve(BUDI_PHONE, ""));
        resolve(BUDI_PHONE, BUDI_ID);
        assertEquals(Optional.empty(), addressOf(BUDI));
    }

    @Test
    void whoNeverWroteIsReachedByWhatTheyAreCalled() {
        assertEquals(Optional.of(new Address(Optional.of(BUDI_PHONE), Optional.empty())), addressOf(BUDI));
        assertEquals(
                Optional.of(new Address(Optional.empty(), Optional.of(BUDI_ID))),
                addressOf(PersonId.whatsApp(BUDI_ID)));
        assertEquals(Optional.empty(), addressOf(PersonId.of("12345@lid")));
    }

    @Test
    void whateverComesAnIdIsAlwaysTheSamePersonAndNoTwoIdsAreOne() {
        List<String> phones = List.of("", BUDI_PHONE, SITI_PHONE, "6289900000001");
        List<String> ids = List.of("", BUDI_ID, SITI_ID, "ID.1");
        for (int seed = 0; seed < 60; seed++) {
            shop = InMemoryShopStorage.create(Fixtures.JAKARTA, ManualClock.at(NOON));
            open();
            Random random = new Random(seed);
            Map<String, PersonId> personOf = new HashMap<>();
            for (int step = 0; step < 25; step++) {
                String phone = phones.get(random.nextInt(phones.size()));
                String id = ids.get(random.nextInt(ids.size()));
                if (phone.isEmpty() && id.isEmpty()) {
                    continue;
                }
                PersonId person = resolve(phone, id);
                String story = "seed " + seed + ", step " + step;
                if (!id.isEmpty()) {
                    assertEquals(personOf.getOrDefault(id, person), person, story);
                    personOf.put(id, person);
                    personOf.forEach((other, others) -> {
                        if (!other.equals(id)) {
                            assertNotEquals(others, person, story);
                        }
                    });
                }
                addressOf(person)
                        .flatMap(Address::phone)
                        .ifPresent(reached -> assertEquals(person, resolve(reached, ""), story));
            }
        }
    }
}
