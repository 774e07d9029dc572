package io.pteroorders.bot.api.webhook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.json.StrictJson;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An address to which events are sent. Immutable and thread-safe.
 *
 * @param id by which it is known
 * @param url where to
 * @param events which of them; empty for all
 * @param secrets by which its receiver knows who sends
 * @param off why nothing is sent at present, in plain English; empty while something is
 * @param customers whether the numbers of customers are shown
 * @param created when it was made
 * @param createdBy the actor who made it, such as {@code key:billing}
 * @param from the place in the feed of events after which it began
 * @param made the request by which it was made, if that may come again
 * @param rotated the request by which it got its present secret, if that may come again
 */
public record Webhook(
        String id,
        URI url,
        ImmutableSet<EventType> events,
        Secrets secrets,
        Optional<String> off,
        boolean customers,
        Instant created,
        String createdBy,
        String from,
        Optional<String> made,
        Optional<String> rotated) {

    private static final String PREFIX = "wh_";
    private static final int LETTERS = 16;

    /** As it is kept. */
    private record Kept(
            String id,
            String url,
            List<String> events,
            String secret,
            Optional<String> formerSecret,
            Optional<Instant> formerUntil,
            Optional<String> off,
            boolean customers,
            Instant created,
            String createdBy,
            String from,
            Optional<String> made,
            Optional<String> rotated) {}

    /** Draws the id of a new one. */
    static String drawId(SecureRandom random) {
        return PREFIX
                + random.ints(LETTERS, 'a', 'z' + 1)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    /** Whether something is sent. */
    public boolean isActive() {
        return off.isEmpty();
    }

    /** Whether it wants events of a type. */
    boolean wants(EventType type) {
        return events.isEmpty() || events.contains(type);
    }

    Webhook withUrl(URI newUrl, boolean showsCustomers) {
        return new Webhook(id, newUrl, events, secrets, off, showsCustomers, created, createdBy, from, made, rotated);
    }

    Webhook withEvents(ImmutableSet<EventType> wanted) {
        return new Webhook(id, url, wanted, secrets, off, customers, created, createdBy, from, made, rotated);
    }

    Webhook switchedOn() {
        return new Webhook(
                id, url, events, secrets, Optional.empty(), customers, created, createdBy, from, made, rotated);
    }

    Webhook switchedOff(String why) {
        return new Webhook(
                id, url, events, secrets, Optional.of(why), customers, created, createdBy, from, made, rotated);
    }

    Webhook withSecrets(Secrets now, Optional<String> request) {
        return new Webhook(id, url, events, now, off, customers, created, createdBy, from, made, request);
    }

    JsonNode toJson() {
        return StrictJson.records()
                .valueToTree(new Kept(
                        id,
                        url.toString(),
                        events.stream().map(EventType::word).collect(ImmutableList.toImmutableList()),
                        secrets.current().text(),
                        secrets.former().map(former -> former.secret().text()),
                        secrets.former().map(Secrets.Former::until),
                        off,
                        customers,
                        created,
                        createdBy,
                        from,
                        made,
                        rotated));
    }

    static Webhook fromJson(JsonNode json) {
        Kept kept = StrictJson.records().treeToValue(json, Kept.class);
        return new Webhook(
                kept.id(),
                URI.create(kept.url()),
                kept.events().stream()
                        .flatMap(word -> EventType.parse(word).stream())
                        .collect(ImmutableSet.toImmutableSet()),
                secrets(kept),
                kept.off(),
                kept.customers(),
                kept.created(),
                kept.createdBy(),
                kept.from(),
                kept.made(),
                kept.rotated());
    }

    private static Secrets secrets(Kept kept) {
        return new Secrets(
                Secret.of(kept.secret()),
                kept.formerSecret()
                        .map(text -> new Secrets.Former(
                                Secret.of(text), kept.formerUntil().orElse(Instant.MIN))));
    }
}
