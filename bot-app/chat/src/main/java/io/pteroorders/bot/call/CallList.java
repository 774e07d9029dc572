package io.pteroorders.bot.call;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.bot.json.DurableMap;
import io.pteroorders.bot.person.PersonalEntries;
import io.pteroorders.bot.person.PersonalPlace;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls for a human in the records of a shop. They are numbered, and no number is used twice; what ended is remembered
 * for {@link #REMEMBERED}. A change is durable before it is seen. Thread-safe.
 */
public final class CallList {

    /** The name of the records. */
    public static final String RECORDS = "calls";

    /** For how long a call is known in which nothing is said any more. */
    static final Duration REMEMBERED = Duration.ofDays(7);

    private static final DurableMap.Format<CustomerCall> FORMAT =
            new DurableMap.Format<>(CallList::toJson, CallList::fromJson, any -> Part.SHOP);

    private final DurableMap<CustomerCall> calls;

    /** The number of each person's last call. */
    private final Map<PersonId, Integer> newest = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private int last;

    private CallList(DurableMap<CustomerCall> calls) {
        this.calls = calls;
        for (CustomerCall call : all()) {
            newest.put(call.person(), call.number());
            last = call.number();
        }
    }

    /**
     * The calls of a shop.
     *
     * @param lease by whose right they are kept
     */
    public static CallList of(Lease lease) {
        return new CallList(new DurableMap<>(lease, RECORDS, FORMAT));
    }

    /** None yet, and forgotten when the program ends. */
    public static CallList inMemory() {
        return new CallList(DurableMap.inMemory(FORMAT));
    }

    /** What is kept of one person. The next call has a number of its own also when the last is forgotten. */
    public PersonalPlace place() {
        return new PersonalEntries<>(
                RECORDS, calls, (entry, person) -> entry.getValue().person().equals(person), CallList::toJson);
    }

    /** Those that are remembered, oldest first. */
    ImmutableList<CustomerCall> all() {
        return calls.all().values().stream()
                .sorted(Comparator.comparingInt(CustomerCall::number))
                .collect(ImmutableList.toImmutableList());
    }

    /** Those of a person that are remembered, oldest first. */
    public ImmutableList<CustomerCall> allOf(PersonId person) {
        return all().stream().filter(call -> call.person().equals(person)).collect(ImmutableList.toImmutableList());
    }

    /** The call with this number. */
    Optional<CustomerCall> find(int number) {
        return calls.get(Integer.toString(number));
    }

    /** The last call of a person. */
    Optional<CustomerCall> of(PersonId person) {
        return Optional.ofNullable(newest.get(person)).flatMap(this::find);
    }

    /**
     * Keeps a new call, durably.
     *
     * @param making the call with this number, made now
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept
     */
    synchronized CustomerCall add(IntFunction<CustomerCall> making) {
        CustomerCall call = making.apply(last + 1);
        put(call);
        last = call.number();
        newest.put(call.person(), call.number());
        forgetOld(call.at().minus(REMEMBERED));
        return call;
    }

    /** The newest call stays, so that its number is not used again. */
    private void forgetOld(Instant oldest) {
        all().reverse().stream()
                .skip(1)
                .filter(call -> call.lastWord().isBefore(oldest))
                .forEach(call -> {
                    calls.remove(Integer.toString(call.number()));
                    newest.remove(call.person(), call.number());
                });
    }

    /** Changes a call as it is by now, durably; the call after that, or empty if it is forgotten. */
    synchronized Optional<CustomerCall> change(int number, UnaryOperator<CustomerCall> change) {
        Optional<CustomerCall> changed = find(number).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    private void put(CustomerCall call) {
        calls.put(Integer.toString(call.number()), call);
    }

    private static JsonNode toJson(CustomerCall call) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("number", call.number())
                .put("person", call.person().text())
                .put("name", call.name())
                .put("at", call.at().toString())
                .put("lastWord", call.lastWord().toString())
                .put("passedOn", call.passedOn());
        call.answered().ifPresent(time -> json.put("answered", time.toString()));
        call.off().ifPresent(time -> json.put("off", time.toString()));
        call.untold().ifPresent(notice -> json.put("untold", notice));
        return json;
    }

    private static CustomerCall fromJson(JsonNode json) {
        return new CustomerCall(
                json.path("number").asInt(),
                PersonId.of(json.path("person").stringValue()),
                json.path("name").stringValue(""),
                Instant.parse(json.path("at").stringValue()),
                Instant.parse(json.path("lastWord").stringValue()),
                json.path("answered").stringValueOpt().map(Instant::parse),
                json.path("off").stringValueOpt().map(Instant::parse),
                json.path("passedOn").asInt(),
                json.path("untold").stringValueOpt());
    }
}
