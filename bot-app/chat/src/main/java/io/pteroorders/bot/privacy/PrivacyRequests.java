package io.pteroorders.bot.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.person.PersonalEntries;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.bot.privacy.PrivacyRequest.Kind;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What customers want done with their data and nobody has seen to yet, in the records of a shop. Thread-safe. */
public final class PrivacyRequests {

    /** The name of the records. */
    public static final String RECORDS = "privacy";

    private static final DurableMap.Format<PrivacyRequest> FORMAT = new DurableMap.Format<>(
            PrivacyRequest::toJson,
            PrivacyRequest::fromJson,
            entry -> Part.of(entry.getValue().person()));

    private static final int FIRST_NUMBER = 1_000;
    private static final int NUMBERS = 9_000;

    private final DurableMap<PrivacyRequest> requests;

    private PrivacyRequests(DurableMap<PrivacyRequest> requests) {
        this.requests = requests;
    }

    /** Those of a shop, by the right of a lease. */
    public static PrivacyRequests of(Lease lease) {
        return new PrivacyRequests(new DurableMap<>(lease, RECORDS, FORMAT));
    }

    /** None yet, and forgotten when the program ends. */
    public static PrivacyRequests inMemory() {
        return new PrivacyRequests(DurableMap.inMemory(FORMAT));
    }

    /** Those that wait, oldest first. */
    public ImmutableList<PrivacyRequest> all() {
        return requests.all().values().stream()
                .sorted(Comparator.comparing(PrivacyRequest::at))
                .collect(ImmutableList.toImmutableList());
    }

    /** The one with a number. */
    public Optional<PrivacyRequest> find(int number) {
        return requests.get(Integer.toString(number));
    }

    /** What a person wants of this kind. */
    public Optional<PrivacyRequest> find(PersonId person, Kind kind) {
        return all().stream()
                .filter(request -> request.person().equals(person) && request.kind() == kind)
                .findFirst();
    }

    /**
     * Keeps a request, durably, under a number of its own.
     *
     * @param name what the person is called
     * @param chat where they are told
     */
    synchronized PrivacyRequest add(PersonId person, String name, String chat, Kind kind, Instant at) {
        PrivacyRequest request = new PrivacyRequest(freeNumber(person, at), person, name, chat, kind, at);
        requests.put(Integer.toString(request.number()), request);
        return request;
    }

    /** Not in a row, so that an old notice does not mean somebody new. */
    private int freeNumber(PersonId person, Instant at) {
        int drawn = Hashing.sha256()
                .hashString(person.text() + at, StandardCharsets.UTF_8)
                .asInt();
        int number = FIRST_NUMBER + Math.floorMod(drawn, NUMBERS);
        while (find(number).isPresent()) {
            number = number == FIRST_NUMBER + NUMBERS - 1 ? FIRST_NUMBER : number + 1;
        }
        return number;
    }

    /** Forgets a request that was seen to, and all that was said in it. */
    void remove(PrivacyRequest done) {
        requests.erase(entry -> entry.getValue().equals(done));
    }

    /** What is kept of one person. */
    public PersonalPlace place() {
        return new PersonalEntries<>(
                RECORDS, requests, (entry, person) -> entry.getValue().person().equals(person), PrivacyRequest::toJson);
    }
}
