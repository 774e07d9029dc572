package io.pteroorders.storage.record;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.Amounts;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.storage.record.JsonReader.Kind;
import io.pteroorders.storage.record.OrderFields.Field;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of one object of a record: gives the known ones, each as what it must be, keeps the others, and
 * refuses any that is there twice. An optional field that is null is read as null.
 */
final class FieldReader {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;
    private static final String OUT_OF_RANGE = "lies outside the years 1970 to 9999";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** What repeated pieces of JSON were read as. Thread-safe. */
    static final class Memory {
        private final RawCache<String> texts = new RawCache<>(12);
        private final RawCache<OrderStatus> statuses = new RawCache<>(5);
        private final RawCache<CurrencyUnit> currencies = new RawCache<>(5);
    }

    private final OrderFields object;
    private final JsonReader in;
    private final Memory memory;
    private int next;
    private int seen;
    private @Nullable ObjectNode others;

    /** @throws OrderFormatException if no object comes next */
    FieldReader(OrderFields object, JsonReader in, Memory memory) throws OrderFormatException {
        this.object = object;
        this.in = in;
        this.memory = memory;
        if (in.kind() != Kind.OBJECT) {
            throw object.noObject();
        }
        in.beginObject();
    }

    /** The next known field, whose value is to be read then; null at the end of the object. */
    @Nullable
    Field next() throws OrderFormatException {
        while (in.nextName()) {
            Field field = find();
            if (field != null) {
                return field;
            }
            keepOther();
        }
        return null;
    }

    private @Nullable Field find() throws OrderFormatException {
        int count = object.fields().size();
        for (int i = 0; i < count; i++) {
            int place = (next + i) % count;
            if (object.fields().get(place).isIn(in)) {
                next = place + 1;
                return once(object.fields().get(place), 1 << place);
            }
        }
        return null;
    }

    private Field once(Field field, int bit) throws OrderFormatException {
        if ((seen & bit) != 0) {
            throw new OrderFormatException(object.path(field) + " is there twice");
        }
        seen |= bit;
        return field;
    }

    private void keepOther() throws OrderFormatException {
        String name = in.text();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new OrderFormatException("a field that the program does not know has half a character in its name");
        }
        in.skip();
        if (others == null) {
            others = JsonNodeFactory.instance.objectNode();
        }
        if (others.putIfAbsent(name, OtherFields.read(in)) != null) {
            throw new OrderFormatException("a field that the program does not know is there twice");
        }
    }

    /** The fields that the program does not know; null if there were none so far. */
    @Nullable
    ObjectNode others() {
        return others;
    }

    @Nullable
    CurrencyUnit currency() throws OrderFormatException {
        if (!isText(Field.CURRENCY)) {
            return null;
        }
        CurrencyUnit known = memory.currencies.get(in.json(), in.from(), in.to());
        return known != null ? known : memory.currencies.put(in.json(), in.from(), in.to(), readCurrency());
    }

    private CurrencyUnit readCurrency() throws OrderFormatException {
        try {
            return CurrencyUnit.of(in.text());
        } catch (IllegalArgumentException e) {
            throw new OrderFormatException("currency must be a code of ISO 4217");
        }
    }

    @Nullable
    OrderStatus status() throws OrderFormatException {
        if (!isText(Field.STATUS)) {
            return null;
        }
        OrderStatus known = memory.statuses.get(in.json(), in.from(), in.to());
        if (known != null) {
            return known;
        }
        OrderStatus status = OrderStatus.parse(in.text())
                .orElseThrow(() -> object.wrong(Field.STATUS, "is none that the program knows"));
        return memory.statuses.put(in.json(), in.from(), in.to(), status);
    }

    @Nullable
    Instant time(Field field) throws OrderFormatException {
        if (!isText(field)) {
            return null;
        }
        try {
            return inRange(field, in.time());
        } catch (DateTimeException e) {
            throw object.wrong(field, "must be a time like 2026-01-01T00:00:00.000Z");
        }
    }

    private Instant inRange(Field field, Instant time) throws OrderFormatException {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw object.wrong(field, OUT_OF_RANGE);
        }
        return time;
    }

    @Nullable
    LocalDate day(Field field) throws OrderFormatException {
        if (!isText(field)) {
            return null;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(in.text());
        } catch (DateTimeException e) {
            throw object.wrong(field, "must be a day like 2026-01-01");
        }
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw object.wrong(field, OUT_OF_RANGE);
        }
        return day;
    }

    BigDecimal number(Field field) throws OrderFormatException {
        Kind kind = in.kind();
        if (kind != Kind.WHOLE_NUMBER && kind != Kind.DECIMAL_NUMBER) {
            throw object.wrong(field, "must be a number, is " + kind);
        }
        in.readNumber();
        try {
            return in.number();
        } catch (NumberFormatException e) {
            throw object.wrong(field, "is beyond reason");
        }
    }

    int smallNumber(Field field) throws OrderFormatException {
        return whole(field, BigDecimal::intValueExact);
    }

    long wholeNumber(Field field) throws OrderFormatException {
        return whole(field, BigDecimal::longValueExact);
    }

    private <T> T whole(Field field, Function<BigDecimal, T> exactly) throws OrderFormatException {
        if (in.kind() != Kind.WHOLE_NUMBER) {
            throw object.wrong(field, "must be a small whole number, is " + in.kind());
        }
        BigDecimal number = number(field);
        try {
            return exactly.apply(number);
        } catch (ArithmeticException e) {
            throw object.wrong(field, "must be a small whole number, is a great one");
        }
    }

    boolean flag(Field field) throws OrderFormatException {
        if (in.kind() != Kind.BOOLEAN) {
            throw object.wrong(field, "must be true or false, is " + in.kind());
        }
        in.skip();
        return in.json()[in.from()] == 't';
    }

    Money amount(Field field, CurrencyUnit currency) throws OrderFormatException {
        BigDecimal written = number(field);
        return object.ruled(field, () -> amount(currency, written));
    }

    /**
     * A tool that went over the file may have written {@code 9e14}, which is exact.
     *
     * @throws IllegalArgumentException if it is no amount of that currency
     */
    static Money amount(CurrencyUnit currency, BigDecimal written) {
        return written.scale() < 0 ? Amounts.of(currency, written) : Amounts.written(currency, written);
    }

    @Nullable
    String text(Field field) throws OrderFormatException {
        return isText(field) ? in.text() : null;
    }

    /** A text that is likely to be found in other records too. */
    @Nullable
    String shared(Field field) throws OrderFormatException {
        if (!isText(field)) {
            return null;
        }
        String known = memory.texts.get(in.json(), in.from(), in.to());
        return known != null ? known : memory.texts.put(in.json(), in.from(), in.to(), in.text());
    }

    /** Reads a text; false if there is null in its place. */
    private boolean isText(Field field) throws OrderFormatException {
        Kind kind = in.kind();
        if (kind == Kind.TEXT) {
            in.readText();
        } else if (kind == Kind.NULL) {
            in.skip();
        } else {
            throw object.wrong(field, "must be text, is " + kind);
        }
        return kind == Kind.TEXT;
    }

    /** A text that stands for something that the program knows. */
    <T> @Nullable T known(Field field, Function<String, Optional<T>> parse) throws OrderFormatException {
        return known(field, parse, "is none that the program knows");
    }

    /** The same of which there is little enough to say in the complaint what may stand there. */
    <T> @Nullable T known(Field field, Function<String, Optional<T>> parse, String complaint)
            throws OrderFormatException {
        String text = shared(field);
        return text == null ? null : parse.apply(text).orElseThrow(() -> object.wrong(field, complaint));
    }

    /** Goes over null; false if something else comes next. */
    boolean skipNull() throws OrderFormatException {
        boolean isNull = in.kind() == Kind.NULL;
        if (isNull) {
            in.skip();
        }
        return isNull;
    }

    /** Where an array begins. */
    int array(Field field) throws OrderFormatException {
        if (in.kind() != Kind.ARRAY) {
            throw object.wrong(field, "must be an array, is " + in.kind());
        }
        return in.mark();
    }

    /** Texts by their names, none of which is the program's. */
    ImmutableSortedMap<String, String> texts(Field field) throws OrderFormatException {
        if (in.kind() != Kind.OBJECT) {
            throw object.wrong(field, "must be an object, is " + in.kind());
        }
        SortedMap<String, String> texts = new TreeMap<>();
        in.beginObject();
        while (in.nextName()) {
            String name = in.text();
            if (!isText(field)) {
                throw object.wrong(field, "must have texts, has null");
            }
            if (texts.put(name, in.text()) != null) {
                throw object.wrong(field, "has a name twice");
            }
        }
        return ImmutableSortedMap.copyOfSorted(texts);
    }

    /** Small whole numbers, sorted. */
    ImmutableSortedSet<Integer> numbers(Field field) throws OrderFormatException {
        array(field);
        Set<Integer> numbers = new TreeSet<>();
        in.beginArray();
        while (in.nextElement()) {
            numbers.add(smallNumber(field));
        }
        return ImmutableSortedSet.copyOf(numbers);
    }
}
