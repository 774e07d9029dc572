package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.bot.person.Subject;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.ChangePage.Token;
import io.pteroorders.core.storage.DataRefusedException;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The people who were erased, by digests that only a key of this shop makes: so a backup that is put back does not bring
 * them back, and the list tells nobody who they were. Who is being erased stands in it by name until that is done. It is a
 * file in the data directory, whatever the store, because what is restored must not overwrite it. Thread-safe.
 */
public final class ErasedPeople {

    /** The name of the file. */
    public static final String FILE = "erased.json";

    private static final int KEY_BYTES = 32;
    private static final String KEY = "key";
    private static final String PEOPLE = "people";
    private static final String UNFINISHED = "unfinished";

    /**
     * An erasure that was begun.
     *
     * @param subject who it is, and what is theirs
     * @param pseudonym what takes their place
     * @param at when it began
     */
    public record Begun(Subject subject, PersonId pseudonym, Instant at) {

        Erasure erasure() {
            return new Erasure(subject.person(), pseudonym);
        }
    }

    private record Erased(PersonId pseudonym, Instant at) {}

    private final Optional<Path> file;

    @GuardedBy("this")
    private final byte[] key;

    private final Map<String, Erased> erased = new LinkedHashMap<>();

    private final List<Begun> unfinished = new ArrayList<>();

    private ErasedPeople(Optional<Path> file, byte[] key) {
        this.file = file;
        this.key = key;
    }

    /** Nobody yet, and forgotten when the program ends. */
    public static ErasedPeople inMemory() {
        return new ErasedPeople(Optional.empty(), freshKey());
    }

    private static byte[] freshKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /**
     * Those of a shop.
     *
     * @param data its data directory; the file is written when the first person is erased
     * @throws DataRefusedException if the file cannot be read
     */
    public static ErasedPeople open(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            return new ErasedPeople(Optional.of(file), freshKey());
        }
        try {
            return read(file, JsonMapper.shared().readTree(Files.readString(file)));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new DataRefusedException(
                    "the list of erased people, " + file + ", cannot be read: " + e.getMessage()
                            + ". Put a copy of it in its place; without it a backup would bring them back.",
                    e);
        }
    }

    private static ErasedPeople read(Path file, JsonNode json) {
        ErasedPeople people = new ErasedPeople(
                Optional.of(file),
                BaseEncoding.base16().lowerCase().decode(json.path(KEY).asString()));
        synchronized (people) {
            for (JsonNode each : json.path(PEOPLE)) {
                people.erased.put(
                        each.path("digest").asString(),
                        new Erased(
                                PersonId.of(each.path("pseudonym").asString()),
                                Instant.parse(each.path("at").asString())));
            }
            json.path(UNFINISHED).forEach(each -> people.unfinished.add(begun(each)));
        }
        return people;
    }

    private static Begun begun(JsonNode json) {
        return new Begun(
                new Subject(
                        PersonId.of(json.path("person").asString()),
                        texts(json.path("names")).collect(ImmutableSet.toImmutableSet()),
                        texts(json.path("orders")).map(OrderId::of).collect(ImmutableSet.toImmutableSet()),
                        texts(json.path("pictures")).collect(ImmutableSet.toImmutableSet())),
                PersonId.of(json.path("pseudonym").asString()),
                Instant.parse(json.path("at").asString()));
    }

    private static Stream<String> texts(JsonNode list) {
        return Streams.stream(list).map(JsonNode::asString);
    }

    private synchronized String digest(PersonId person) {
        return Hashing.hmacSha256(key)
                .hashString(person.text(), StandardCharsets.UTF_8)
                .toString();
    }

    private synchronized void write() {
        file.ifPresent(path -> PrivateFile.write(
                path, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(json())));
    }

    private synchronized ObjectNode json() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put(KEY, BaseEncoding.base16().lowerCase().encode(key));
        ArrayNode people = json.putArray(PEOPLE);
        erased.forEach((digest, each) -> people.addObject()
                .put("digest", digest)
                .put("pseudonym", each.pseudonym().text())
                .put("at", each.at().toString()));
        ArrayNode begun = json.putArray(UNFINISHED);
        for (Begun each : unfinished) {
            ObjectNode one = begun.addObject()
                    .put("person", each.subject().person().text())
                    .put("pseudonym", each.pseudonym().text())
                    .put("at", each.at().toString());
            each.subject().names().forEach(one.withArray("names")::add);
            each.subject().orders().forEach(id -> one.withArray("orders").add(id.toString()));
            each.subject().pictures().forEach(one.withArray("pictures")::add);
        }
        return json;
    }

    /** The pseudonym of somebody who was erased before and came back. */
    synchronized Optional<PersonId> pseudonymOf(PersonId person) {
        return Optional.ofNullable(erased.get(digest(person))).map(Erased::pseudonym);
    }

    /**
     * Writes down that somebody is being erased, so that a crash does not end it halfway.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be written
     */
    synchronized void begin(Begun begun) {
        unfinished.add(begun);
        writeOr(() -> unfinished.remove(begun));
    }

    /** Nothing came of it: the person stays as they are. */
    synchronized void abandon(Begun begun) {
        unfinished.remove(begun);
        writeOr(() -> unfinished.add(begun));
    }

    /** It is done; from now on only the digest is known. */
    synchronized void finish(Begun begun) {
        String digest = digest(begun.subject().person());
        Optional<Erased> before = Optional.ofNullable(erased.put(digest, new Erased(begun.pseudonym(), begun.at())));
        unfinished.remove(begun);
        writeOr(() -> {
            unfinished.add(begun);
            before.ifPresentOrElse(was -> erased.put(digest, was), () -> erased.remove(digest));
        });
    }

    private synchronized void writeOr(Runnable undo) {
        try {
            write();
        } catch (RuntimeException e) {
            undo.run();
            throw e;
        }
    }

    /** Those that were begun and are not done. */
    synchronized ImmutableList<Begun> unfinished() {
        return ImmutableList.copyOf(unfinished);
    }

    /** Whether nobody was erased yet. */
    public synchronized boolean isEmpty() {
        return erased.isEmpty() && unfinished.isEmpty();
    }

    /**
     * Takes those out of orders again who were erased before, for orders that came from a backup or another file. Orders that
     * they made after they were erased stay theirs.
     *
     * @return in how many orders somebody was found
     * @throws io.pteroorders.core.storage.StorageException if the orders cannot be read or changed; it can be done again
     */
    public int takeOutOf(OrderStorage orders) {
        if (isEmpty()) {
            return 0;
        }
        Map<PersonId, Erasure> found = new LinkedHashMap<>();
        ChangePage page = orders.changes(Token.START, OrderQuery.MAX_LIMIT);
        page.changes().forEach(change -> change.order().ifPresent(order -> find(order, found)));
        while (page.more()) {
            page = orders.changes(page.next(), OrderQuery.MAX_LIMIT);
            page.changes().forEach(change -> change.order().ifPresent(order -> find(order, found)));
        }
        return found.values().stream()
                .mapToInt(erasure ->
                        orders.erase(erasure, any -> Optional.empty()).get())
                .sum();
    }

    private void find(Order order, Map<PersonId, Erasure> found) {
        PersonId person = order.customer().id();
        if (!Erasure.isErased(person) && !found.containsKey(person)) {
            erasureOf(person).filter(erasure -> erasure.concerns(order)).ifPresent(it -> found.put(person, it));
        }
    }

    private synchronized Optional<Erasure> erasureOf(PersonId person) {
        return Optional.ofNullable(erased.get(digest(person)))
                .map(was -> new Erasure(person, was.pseudonym(), was.at()));
    }
}
