package io.pteroorders.bot.payment;

import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.WebServer;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A shop whose pages for whoever tells of money are there for each test, at a port of their own. */
abstract class ServedPages {

    private static WebServer server;

    final PaymentShop shop = new PaymentShop(TestGateway.NAME, PaymentShop.QRIS);
    private WebServer.Listener listener;
    int port;

    @BeforeAll
    static void start() {
        server = new WebServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() throws IOException {
        serve(shop.app.pages(bodies()));
    }

    static BodyReader bodies() {
        return server.bodies();
    }

    private void serve(Request.Handler pages) throws IOException {
        listener = server.listen("127.0.0.1", 0, pages);
        port = listener.port();
    }

    /** Other pages in the place of the shop's. */
    void serveInstead(Request.Handler pages) throws IOException {
        close();
        serve(pages);
    }

    @AfterEach
    void close() {
        listener.close();
    }
}
