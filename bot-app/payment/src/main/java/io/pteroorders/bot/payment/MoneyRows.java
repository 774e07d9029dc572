package io.pteroorders.bot.payment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pteroorders.bot.json.ForgottenRecords;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Lease;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.Records;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The money that was told of, row by row, in the records of a shop: what nobody knows the owner of stays until somebody
 * does; what was booked is remembered for {@link #REMEMBERED}, so that a row that is sent again is known. Thread-safe.
 */
public final class MoneyRows {

    /** For how long a row is known that was booked. */
    static final Duration REMEMBERED = Duration.ofDays(35);

    static final String RECORDS = "money";
    private static final int FEW = 1_000;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Records records;

    @GuardedBy("this")
    private final Map<Integer, MoneyRow> rows = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The unmatched ones that admins were not told of. */
    @GuardedBy("this")
    private final Map<Integer, MoneyRow> untold = new LinkedHashMap<>();

    @GuardedBy("this")
    private int last;

    /** When the old ones are looked for next. */
    @GuardedBy("this")
    private int most;

    @GuardedBy("this")
    private Optional<Integer> lastKept;

    private MoneyRows(Records records, Map<Integer, MoneyRow> found, Optional<Integer> lastKept) {
        this.records = records;
        this.lastKept = lastKept;
        found.values().forEach(this::remember);
        forgetOld();
    }

    private synchronized void forgetOld() {
        Instant oldest = rows.values().stream()
                .map(MoneyRow::at)
                .max(Instant::compareTo)
                .map(time -> time.minus(REMEMBERED))
                .orElse(Instant.MIN);
        int newest = last;
        Optional<Integer> kept = lastKept;
        boolean forgets = rows.values()
                .removeIf(row -> !row.isUnmatched()
                        && row.number() != newest
                        && !kept.equals(Optional.of(row.number()))
                        && row.at().isBefore(oldest));
        if (forgets) {
            numbers.values().retainAll(rows.keySet());
            records.replace(lastKeptLast().map(MoneyRows::value).toList());
        }
        most = Math.max(FEW, 2 * rows.size());
    }

    /** As they are read again: the newest change is the last. */
    private synchronized Stream<MoneyRow> lastKeptLast() {
        Optional<MoneyRow> kept = lastKept();
        Stream<MoneyRow> others = rows.values().stream().filter(row -> !kept.equals(Optional.of(row)));
        return Stream.concat(others, kept.stream());
    }

    /**
     * The rows of a shop.
     *
     * @param lease by whose right they are kept
     */
    static MoneyRows of(Lease lease) {
        Map<Integer, MoneyRow> found = new LinkedHashMap<>();
        AtomicReference<Optional<Integer>> lastKept = new AtomicReference<>(Optional.empty());
        Records records = lease.records(RECORDS, json -> {
            MoneyRow row = read(json);
            MoneyRow before = found.put(row.number(), row);
            if (before == null || !before.toldNow().equals(row)) {
                lastKept.set(Optional.of(row.number()));
            }
        });
        return new MoneyRows(records, found, lastKept.get());
    }

    /** None yet, and forgotten when the program ends. */
    static MoneyRows inMemory() {
        return new MoneyRows(new ForgottenRecords(), ImmutableMap.of(), Optional.empty());
    }

    private synchronized void remember(MoneyRow row) {
        rows.put(row.number(), row);
        numbers.put(row.key(), row.number());
        last = Math.max(last, row.number());
        if (row.isUnmatched() && !row.told()) {
            untold.put(row.number(), row);
        } else {
            untold.remove(row.number());
        }
    }

    /** The row with this key. */
    synchronized Optional<MoneyRow> find(String key) {
        return Optional.ofNullable(numbers.get(key)).map(rows::get);
    }

    /** The row with this number. */
    public synchronized Optional<MoneyRow> get(int number) {
        return Optional.ofNullable(rows.get(number));
    }

    /** The rows of which nobody knows whose money they are, oldest first. */
    public synchronized ImmutableList<MoneyRow> unmatched() {
        return rows.values().stream().filter(MoneyRow::isUnmatched).collect(ImmutableList.toImmutableList());
    }

    /** Those of them that admins were not told of. */
    synchronized ImmutableList<MoneyRow> untold() {
        return ImmutableList.copyOf(untold.values());
    }

    /**
     * Keeps a new row, durably.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept
     */
    synchronized MoneyRow add(
            String key, String by, Optional<Money> amount, Instant at, String text, Optional<OrderId> order) {
        MoneyRow row = keep(new MoneyRow(last + 1, key, by, amount, at, text, order, Optional.empty(), false));
        if (rows.size() > most) {
            forgetOld();
        }
        return row;
    }

    /** Changes a row as it is by now, durably. */
    synchronized void change(int number, UnaryOperator<MoneyRow> change) {
        get(number).map(change).ifPresent(this::keep);
    }

    /** Remembers that admins were told of rows, durably. */
    synchronized void told(List<MoneyRow> those) {
        List<MoneyRow> now = those.stream()
                .flatMap(row -> get(row.number()).stream())
                .map(MoneyRow::toldNow)
                .toList();
        records.append(now.stream().map(MoneyRows::value).toList());
        now.forEach(this::remember);
    }

    /** The row that was kept or changed last, also before a restart, whoever was told since; empty if there is none. */
    synchronized Optional<MoneyRow> lastKept() {
        return lastKept.flatMap(this::get);
    }

    private synchronized MoneyRow keep(MoneyRow row) {
        records.append(value(row));
        remember(row);
        lastKept = Optional.of(row.number());
        return row;
    }

    /**
     * Drops what was written of money, where its rows are of somebody, or are no longer looked at. Amounts and dates stay.
     *
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept
     */
    synchronized void unsay(Predicate<MoneyRow> which, UnaryOperator<String> by) {
        Map<Integer, MoneyRow> rest = new TreeMap<>();
        rows.values().forEach(row -> rest.put(row.number(), which.test(row) ? row.unsaid(by) : row));
        Optional<Integer> kept = lastKept;
        Stream<MoneyRow> others = rest.values().stream().filter(row -> !kept.equals(Optional.of(row.number())));
        records.replace(Stream.concat(others, kept.map(rest::get).stream())
                .map(MoneyRows::value)
                .toList());
        rows.putAll(rest);
        untold.replaceAll((number, row) -> rest.get(number));
    }

    /** All rows. */
    synchronized ImmutableList<MoneyRow> all() {
        return ImmutableList.copyOf(rows.values());
    }

    private static JsonValue value(MoneyRow row) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("row", row.number())
                .put("key", row.key())
                .put("by", row.by())
                .put("at", row.at().toString())
                .put("text", row.text())
                .put("told", row.told());
        row.amount().ifPresent(amount -> json.put(
                        "amount", amount.getAmount().stripTrailingZeros().toPlainString())
                .put("currency", amount.getCurrencyUnit().getCode()));
        row.order().ifPresent(order -> json.put("order", order.toString()));
        row.closedBy().ifPresent(who -> json.put("closedBy", who));
        return new JsonValue(Part.SHOP, MAPPER.writeValueAsString(json));
    }

    private static MoneyRow read(String text) {
        JsonNode json = MAPPER.readTree(text);
        return new MoneyRow(
                json.path("row").asInt(),
                json.path("key").asString(),
                json.path("by").asString(),
                json.path("amount")
                        .stringValueOpt()
                        .map(amount ->
                                Money.of(CurrencyUnit.of(json.path("currency").asString()), new BigDecimal(amount))),
                Instant.parse(json.path("at").asString()),
                json.path("text").asString(),
                json.path("order").stringValueOpt().map(OrderId::of),
                json.path("closedBy").stringValueOpt(),
                json.path("told").asBoolean());
    }
}
