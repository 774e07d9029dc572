/** What tests of anything around orders need. Meant for test scope, on the class path or the module path. */
module io.pteroorders.core.testkit {
    requires transitive io.pteroorders.core;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires static org.jspecify;

    exports io.pteroorders.core.testkit;

    opens io.pteroorders.core.testkit to
            org.junit.platform.commons;
}
