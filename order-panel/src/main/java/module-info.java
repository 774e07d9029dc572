/** Panels that make game servers: Pterodactyl and Pelican. */
module io.pteroorders.panel {
    requires transitive io.pteroorders.core;
    requires java.net.http;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.pteroorders.panel;
}
