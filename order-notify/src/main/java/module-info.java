/** Tells customers and admins what happens to orders, in their language, through any transport. */
@SuppressWarnings("requires-automatic")
module io.pteroorders.notify {
    requires transitive io.pteroorders.core;
    requires com.samskivert.jmustache;
    requires org.slf4j;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.pteroorders.notify;
    exports io.pteroorders.notify.text;
}
