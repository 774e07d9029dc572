package io.pteroorders.storage.json.table;

/** An order among ordinals: by a number, equal ones by something else. */
interface Ranking {

    long key(int ordinal);

    /** Compares two ordinals with equal keys; 0 only if they are the same. */
    int breakTie(int a, int b);

    /** Compares two ordinals. */
    default int compare(int a, int b) {
        int byKey = Long.compare(key(a), key(b));
        return byKey != 0 || a == b ? byKey : breakTie(a, b);
    }

    /**
     * A place among ordinals, where one of them need not stand.
     *
     * @param key the number
     * @param ordinal which of those with that key, or {@link #BEFORE_ALL}
     */
    record Place(long key, int ordinal) {

        static final int BEFORE_ALL = -1;

        static Place before(long key) {
            return new Place(key, BEFORE_ALL);
        }
    }

    /** Compares an ordinal, whose key is given, with a place. */
    default int compare(int ordinal, long key, Place place) {
        if (key != place.key() || ordinal == place.ordinal()) {
            return Long.compare(key, place.key());
        }
        return place.ordinal() == Place.BEFORE_ALL ? 1 : breakTie(ordinal, place.ordinal());
    }
}
