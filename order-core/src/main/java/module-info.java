/**
 * The order lifecycle of a shop that sells Pterodactyl server packages: values, flow, service, statistics, the storage
 * port, and work that is tried again until it is done. Pure: it opens no file and no connection, and takes the clock, the randomness of ids and the threads it
 * uses from its caller.
 */
module io.pteroorders.core {
    requires transitive com.google.common;
    requires transitive jakarta.validation;
    requires transitive org.joda.money;
    requires org.hibernate.validator;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static transitive org.jspecify;

    exports io.pteroorders.core.catalog;
    exports io.pteroorders.core.order;
    exports io.pteroorders.core.payment;
    exports io.pteroorders.core.provisioning;
    exports io.pteroorders.core.service;
    exports io.pteroorders.core.statistics;
    exports io.pteroorders.core.storage;
    exports io.pteroorders.core.subscription;
    exports io.pteroorders.core.task;

    opens io.pteroorders.core.service to
            org.hibernate.validator;
}
