package io.pteroorders.storage.json.table;

import io.pteroorders.storage.json.table.Ranking.Place;

/** Sorted ordinals that can be walked from any place. */
interface Ordinals {

    int size();

    /** How many stand before a place. */
    int countBefore(Place place);

    /** Goes up from the first that does not stand before a place. */
    OrdinalIterator up(Place place);

    /** Goes down from the last that stands before a place. */
    OrdinalIterator down(Place place);
}
