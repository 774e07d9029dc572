/** Payment gateways that work in Indonesia, and codes for one's own QRIS account. */
@SuppressWarnings("requires-automatic")
module io.pteroorders.payment {
    requires transitive io.pteroorders.core;
    requires com.google.zxing;
    requires java.desktop;
    requires java.net.http;
    requires tools.jackson.databind;
    requires static org.jspecify;

    exports io.pteroorders.payment;
    exports io.pteroorders.payment.qris;
}
