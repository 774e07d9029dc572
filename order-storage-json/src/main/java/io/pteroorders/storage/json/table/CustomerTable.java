package io.pteroorders.storage.json.table;

import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.storage.json.table.Ranking.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Customers, each numbered and kept once, and the people they are: one person may be several customers, with different
 * names. A person knows its orders. Not thread-safe.
 */
final class CustomerTable {

    private static final int LONGEST_PHONE = 15;
    private static final int DIGIT_BITS = 4;

    private final Dictionary<Customer> customers = new Dictionary<>(new Customer[0]);

    /** By number of the customer. */
    private Person[] personOf = new Person[0];

    /** By number of the person. */
    private Person[] persons = new Person[0];

    private int size;
    private boolean restoring;
    private final HashIndex ids = new HashIndex();
    private final OrdinalSet byPhone = new OrdinalSet(new ByNumber(false));
    private final OrdinalSet byReversedPhone = new OrdinalSet(new ByNumber(true));

    /** Somebody who orders: with the phone number from both ends, and orders in order of creation. */
    static final class Person {

        final PersonId id;
        final SortedOrdinals orders = new SortedOrdinals();
        private final long phone;
        private final long reversedPhone;
        private @Nullable SortedOrdinals pending;

        private Person(PersonId id) {
            this.id = id;
            String digits = id.phoneDigits().orElse("");
            this.phone = phoneKey(digits);
            this.reversedPhone = phoneKey(reversed(digits));
        }

        int pendingCount() {
            return pending == null ? 0 : pending.size();
        }

        int pendingAt(int index) {
            return pending().get(index);
        }

        SortedOrdinals pending() {
            if (pending == null) {
                pending = new SortedOrdinals();
            }
            return pending;
        }
    }

    private final class ByNumber implements Ranking {

        private final boolean reversed;

        ByNumber(boolean reversed) {
            this.reversed = reversed;
        }

        @Override
        public long key(int ordinal) {
            return reversed ? persons[ordinal].reversedPhone : persons[ordinal].phone;
        }

        @Override
        public int breakTie(int a, int b) {
            return Integer.compare(a, b);
        }
    }

    /** Digits as a number that sorts like their text: four bits each, from the left. */
    private static long phoneKey(String digits) {
        long key = 0;
        for (int i = 0; i < digits.length(); i++) {
            key |= (digits.charAt(i) - '0' + 1L) << (DIGIT_BITS * (LONGEST_PHONE - 1 - i));
        }
        return key;
    }

    private static String reversed(String digits) {
        return new StringBuilder(digits).reverse().toString();
    }

    /** The number of a customer, who is added if new. */
    int number(Customer customer) {
        int known = customers.find(customer);
        return known >= 0 ? known : add(customer);
    }

    private int add(Customer customer) {
        Person person = personWith(customer.id());
        String chatId = customer.chatId().equals(person.id.text()) ? person.id.text() : customer.chatId();
        int number = customers.add(new Customer(person.id, customer.displayName(), chatId));
        personOf = withRoom(personOf, number);
        personOf[number] = person;
        return number;
    }

    private Person personWith(PersonId id) {
        Person known = find(id);
        if (known != null) {
            return known;
        }
        Person person = new Person(id);
        persons = withRoom(persons, size);
        persons[size] = person;
        ids.add(id.hashCode(), size);
        if (person.phone != 0 && !restoring) {
            byPhone.add(size);
            byReversedPhone.add(size);
        }
        size++;
        return person;
    }

    /** Numbers customers in their order; only while there are none. */
    void restore(Iterable<Customer> all) {
        restoring = true;
        all.forEach(this::add);
        restoring = false;
        fill(byPhone);
        fill(byReversedPhone);
    }

    private void fill(OrdinalSet set) {
        IntStream.range(0, size)
                .filter(ordinal -> persons[ordinal].phone != 0)
                .boxed()
                .sorted(set.ranking()::compare)
                .forEach(set::add);
    }

    private static Person[] withRoom(Person[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, index + index / 2 + 8);
    }

    /**
     * Digits that a phone number begins or ends with, as ranges of keys.
     *
     * @param first the lowest key of a number that begins with them
     * @param firstReversed the same for the number read backwards
     * @param width how many keys follow from there
     */
    record PhonePart(long first, long firstReversed, long width) {

        static PhonePart of(String digits) {
            return digits.length() > LONGEST_PHONE
                    ? new PhonePart(0, 0, 0)
                    : new PhonePart(
                            phoneKey(digits),
                            phoneKey(reversed(digits)),
                            1L << (DIGIT_BITS * (LONGEST_PHONE - digits.length())));
        }

        boolean matches(Person person) {
            return begins(person) || ends(person);
        }

        private boolean begins(Person person) {
            return isIn(person.phone, first);
        }

        private boolean ends(Person person) {
            return isIn(person.reversedPhone, firstReversed);
        }

        private boolean isIn(long key, long from) {
            return key >= from && key - from < width;
        }
    }

    /** How many have such a number; those who have it at both ends count twice. */
    int count(PhonePart part) {
        return count(byPhone, part.first, part.width) + count(byReversedPhone, part.firstReversed, part.width);
    }

    private static int count(OrdinalSet set, long first, long width) {
        return set.countBefore(Place.before(first + width)) - set.countBefore(Place.before(first));
    }

    /** Everybody who has such a number. */
    List<Person> find(PhonePart part) {
        List<Person> found = new ArrayList<>();
        OrdinalIterator begin = byPhone.up(Place.before(part.first));
        for (int i = begin.next(); i != OrdinalIterator.END && part.begins(persons[i]); i = begin.next()) {
            found.add(persons[i]);
        }
        OrdinalIterator end = byReversedPhone.up(Place.before(part.firstReversed));
        for (int i = end.next(); i != OrdinalIterator.END && part.ends(persons[i]); i = end.next()) {
            if (!part.begins(persons[i])) {
                found.add(persons[i]);
            }
        }
        return found;
    }

    @Nullable
    Person find(PersonId id) {
        int found = ids.find(id.hashCode(), ordinal -> persons[ordinal].id.equals(id));
        return found < 0 ? null : persons[found];
    }

    /** @throws IndexOutOfBoundsException if there is no customer with this number */
    Person person(int customer) {
        return personOf[Objects.checkIndex(customer, customers.size())];
    }

    /** How many orders all people have. */
    int orders() {
        return all().mapToInt(person -> person.orders.size()).sum();
    }

    /** How many of them are pending. */
    int pendingOrders() {
        return all().mapToInt(Person::pendingCount).sum();
    }

    private Stream<Person> all() {
        return Arrays.stream(persons, 0, size);
    }

    /** All customers by number. */
    Dictionary.Frozen<Customer> customers() {
        return customers.freeze();
    }
}
