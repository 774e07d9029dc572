/** An order as JSON: the one record that files, databases and exports share. */
module io.pteroorders.storage.record {
    requires transitive io.pteroorders.core;
    requires transitive tools.jackson.databind;
    requires static org.jspecify;

    exports io.pteroorders.storage.record;
}
