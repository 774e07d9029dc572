/** Tells customers and admins what happens to orders, in their language, through any transport. */
module io.pteroorders.notify {
    requires transitive io.pteroorders.core;
    requires com.samskivert.jmustache;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.pteroorders.notify;
    exports io.pteroorders.notify.text;
}
