package io.pteroorders.bot.payment;

import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.testkit.FakeGatewayServer.Notification;
import io.pteroorders.core.testkit.GatewayBooks;

/** A gateway as the world knows it, on the other side of its adapter: it outlives the program. */
interface Till extends AutoCloseable {

    /** What may go wrong with calls. */
    enum Trouble {
        NONE,
        /** What it is to do is done, and nobody hears so; what it is asked, it answers. */
        LOSES_ANSWERS,
        /** Nothing is done. */
        DOWN,
        /** It says no to everything. */
        REFUSES
    }

    /** The adapter. */
    PaymentGateway gateway();

    GatewayBooks books();

    /** What it calls back with for a charge as it is now. */
    Notification callback(GatewayBooks.Entry entry);

    /** What goes wrong with its calls from now on. */
    void meet(Trouble next);

    /** Whether a customer may pay what the shop has not heard of yet. */
    boolean isPaidUnseen();

    @Override
    void close();
}
