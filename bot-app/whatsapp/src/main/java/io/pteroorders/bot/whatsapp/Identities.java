package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.port.Intake;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identities of people: the phone number and the id of a person belong together once they came together, and the
 * person stays who they were when they first came. Numbers are given to others after a while, so a known number with
 * another id is somebody new. What is learned is on the disk before it is used. Thread-safe.
 */
final class Identities {

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    /** Marks somebody who came with a number that once was another's, and with nothing else. */
    private static final String NEW_HOLDER = "@new-holder";

    private final DurableMap<Address> addresses;
    private final Map<String, String> byPhone = new HashMap<>();
    private final Map<String, String> byUserId = new HashMap<>();

    Identities(DurableMap<Address> addresses) {
        this.addresses = addresses;
        addresses.all().forEach(this::index);
    }

    /** Opens what is known. */
    static Identities open(Lease lease) {
        return new Identities(new DurableMap<>(
                lease,
                Intake.IDENTITIES,
                new DurableMap.Format<>(
                        Address::toJson, Address::fromJson, entry -> Part.of(PersonId.of(entry.getKey())))));
    }

    private void index(String person, Address address) {
        address.phone().ifPresent(phone -> byPhone.put(phone, person));
        address.userId().ifPresent(id -> byUserId.put(id, person));
    }

    /** The person that a sender is; remembers what is new about them. */
    synchronized PersonId resolve(Sender sender) {
        Optional<String> known = sender.userId().map(byUserId::get);
        String person = known.or(() -> sender.phone().map(byPhone::get).filter(holder -> mayBe(holder, sender)))
                .orElseGet(() -> newcomer(sender));
        learn(person, sender);
        return PersonId.of(person);
    }

    /** Whether the holder of a number can be the sender: not if they are known to have another id. */
    private boolean mayBe(String holder, Sender sender) {
        Optional<String> id = address(holder).userId();
        boolean other = id.isPresent() && sender.userId().isPresent();
        if (other) {
            LOG.warn(
                    "the number of {} comes with another id, as somebody new; if it is the same person, see docs/whatsapp.md",
                    PersonId.of(holder));
        }
        return !other;
    }

    private String newcomer(Sender sender) {
        Optional<String> phone = sender.phone();
        Optional<String> byNumber = phone.map(digits -> PersonId.phone(digits).text())
                .filter(text ->
                        !byPhone.containsKey(phone.get()) && addresses.get(text).isEmpty());
        return byNumber.or(sender::userId).orElseGet(() -> phone.orElseThrow() + NEW_HOLDER);
    }

    private Address address(String person) {
        return addresses.get(person).orElse(new Address(Optional.empty(), Optional.empty()));
    }

    private void learn(String person, Sender sender) {
        Address before = address(person);
        sender.phone()
                .map(byPhone::get)
                .filter(holder -> !holder.equals(person))
                .ifPresent(holder -> set(holder, address(holder).withPhone(Optional.empty())));
        set(
                person,
                new Address(sender.phone().or(before::phone), sender.userId().or(before::userId)));
    }

    private void set(String person, Address address) {
        Address before = address(person);
        addresses.put(person, address);
        before.phone().filter(phone -> person.equals(byPhone.get(phone))).ifPresent(byPhone::remove);
        before.userId().ifPresent(byUserId::remove);
        index(person, address);
    }

    /** Forgets a person. What was learned of them is nowhere any more when this returns. */
    synchronized void forget(PersonId person) {
        Optional<Address> known = addresses.get(person.text());
        addresses.erase(entry -> entry.getKey().equals(person.text()));
        known.flatMap(Address::phone).ifPresent(phone -> byPhone.remove(phone, person.text()));
        known.flatMap(Address::userId).ifPresent(byUserId::remove);
    }

    /** Where a person can be reached; empty if their number is somebody else's by now. */
    synchronized Optional<Address> addressOf(PersonId person) {
        return addresses.get(person.text()).or(() -> assumed(person)).filter(address -> !address.isEmpty());
    }

    /** Somebody who never wrote here is reached by what they are called, unless another has that now. */
    private Optional<Address> assumed(PersonId person) {
        Optional<String> phone = person.phoneDigits().filter(digits -> !byPhone.containsKey(digits));
        Optional<String> userId =
                Optional.of(person.text()).filter(Sender::isUserId).filter(id -> !byUserId.containsKey(id));
        return Optional.of(new Address(phone, userId));
    }
}
