/** Keeps orders in a database that several processes may share. */
@SuppressWarnings("requires-automatic")
module io.pteroorders.storage.sql {
    requires transitive io.pteroorders.core;
    requires transitive io.pteroorders.storage.record;
    requires com.zaxxer.hikari;
    requires dev.failsafe.core;
    requires flyway.core;
    requires java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.pteroorders.storage.sql;
}
