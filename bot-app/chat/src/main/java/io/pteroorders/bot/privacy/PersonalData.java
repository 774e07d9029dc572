package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.json.StrictJson;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.storage.record.OrderJson;
import io.pteroorders.storage.record.StoredOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the shop keeps about a person: their orders, and what each {@link PersonalPlace} has. What is shown is as JSON, for
 * them alone, with orders as customers may see them. Thread-safe.
 */
public final class PersonalData {

    /** What an admin note says of a picture that was refused. */
    private static final Pattern REFUSED_PICTURE = Pattern.compile("Payment proof refused: (\\S+?)\\.?(?: .*)?");

    private static final String NAME = "name";

    private final OrderStorage storage;
    private final ImmutableList<PersonalPlace> places;

    /** @param places each with another name */
    public PersonalData(OrderStorage storage, ImmutableList<PersonalPlace> places) {
        this.storage = storage;
        this.places = places;
    }

    /** Where something is kept beside the orders. */
    public ImmutableList<PersonalPlace> places() {
        return places;
    }

    /** All of it, oldest order first. */
    public JsonNode of(PersonId person, Instant now) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("person", person.text()).put("asOf", now.toString());
        ImmutableList<Order> orders = orders(person);
        orders.stream().map(PersonalData::shown).forEach(json.putArray("orders")::add);
        Subject subject = subject(person, orders);
        places.forEach(place -> place.of(subject).ifPresent(kept -> json.set(place.name(), kept)));
        return json;
    }

    private static JsonNode shown(Order order) {
        StoredOrder seen = StoredOrder.of(order.asSeenByCustomer());
        return StrictJson.parse(new String(OrderJson.encode(seen), StandardCharsets.UTF_8));
    }

    /** The orders of a person, oldest first. */
    ImmutableList<Order> orders(PersonId person) {
        return OrderWalk.of(storage, OrderQuery.oldestFirst().customer(person));
    }

    /** Whether anything is kept about a person. */
    public boolean isKnown(PersonId person) {
        Subject subject = subject(person, orders(person));
        return !subject.orders().isEmpty()
                || places.stream().anyMatch(place -> place.of(subject).isPresent());
    }

    /** The person with what is theirs, and all names by which they are known in the places. */
    Subject subject(PersonId person) {
        Subject known = subject(person, orders(person));
        Stream<String> names = places.stream()
                .flatMap(place -> place.of(known).stream())
                .flatMap(kept -> kept.findValues(NAME).stream())
                .map(name -> name.asString(""));
        return new Subject(
                person,
                Stream.concat(known.names().stream(), names).collect(ImmutableSet.toImmutableSet()),
                known.orders(),
                known.pictures());
    }

    private static Subject subject(PersonId person, ImmutableList<Order> orders) {
        return new Subject(
                person,
                orders.stream().map(order -> order.customer().displayName()).collect(ImmutableSet.toImmutableSet()),
                orders.stream().map(Order::id).collect(ImmutableSet.toImmutableSet()),
                orders.stream().flatMap(PersonalData::pictures).collect(ImmutableSet.toImmutableSet()));
    }

    private static Stream<String> pictures(Order order) {
        Stream<String> refused =
                order.adminNotes().all().stream().flatMap(note -> refusedPicture(note.text()).stream());
        return Stream.concat(order.paymentProof().stream(), refused);
    }

    private static Optional<String> refusedPicture(String note) {
        Matcher matcher = REFUSED_PICTURE.matcher(note.lines().findFirst().orElse(""));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
