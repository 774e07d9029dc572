/** What tests of anything around orders need. Meant for test scope, on the class path or the module path. */
module io.pteroorders.core.testkit {
    requires transitive io.pteroorders.core;
    requires transitive net.jqwik.api;
    requires transitive org.junit.jupiter.api;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.pteroorders.core.testkit;
    exports io.pteroorders.core.testkit.panel;

    opens io.pteroorders.core.testkit to
            org.junit.platform.commons;
    opens io.pteroorders.core.testkit.panel to
            org.junit.platform.commons;
}
