/** Keeps orders in a readable JSON file. */
module io.pteroorders.storage.json {
    requires transitive io.pteroorders.core;
    requires transitive io.pteroorders.storage.record;
    requires static org.jspecify;

    exports io.pteroorders.storage.json;
}
