package io.pteroorders.notify;

import io.pteroorders.core.order.PersonId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The people who want no broadcasts. Messages about a person's own orders are sent all the same. Thread-safe. */
public interface OptOuts {

    /** Whether this person wants no broadcasts. */
    boolean isOptedOut(PersonId person);

    /** This person wants no broadcasts from now on. */
    void optOut(PersonId person);

    /** This person wants broadcasts again. */
    void optIn(PersonId person);

    /** Wishes that are forgotten when the program ends. */
    static OptOuts inMemory() {
        Set<PersonId> optedOut = ConcurrentHashMap.newKeySet();
        return new OptOuts() {
            @Override
            public boolean isOptedOut(PersonId person) {
                return optedOut.contains(person);
            }

            @Override
            public void optOut(PersonId person) {
                optedOut.add(person);
            }

            @Override
            public void optIn(PersonId person) {
                optedOut.remove(person);
            }
        };
    }
}
