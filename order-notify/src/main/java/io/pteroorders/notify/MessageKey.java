package io.pteroorders.notify;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.task.TaskKey;
import java.util.Optional;

/**
 * Tells one message from all others: what happened to which order, and who is told what about it. Immutable and
 * thread-safe.
 *
 * @param order the order
 * @param occasion what the message is about: the number of an entry in the order's history, from 1; the reference of a
 *     received picture; or a broadcast or letter, {@code job:} and its name
 * @param receiver who is told
 * @param text what they are told
 */
public record MessageKey(OrderId order, String occasion, PersonId receiver, NotificationText text) implements TaskKey {

    /** In the place of an order, for what is about none. */
    static final OrderId NO_ORDER = OrderId.of("ORD-00000-00000");

    private static final String JOB = "job:";

    static MessageKey ofJob(String job, OrderId order, PersonId receiver) {
        return new MessageKey(order, JOB + job, receiver, NotificationText.BROADCAST_CUSTOMER);
    }

    static MessageKey ofReport(String job, OrderId order, PersonId receiver) {
        return new MessageKey(order, JOB + job, receiver, NotificationText.BROADCAST_DONE_ADMIN);
    }

    static MessageKey ofLetter(String letter, OrderId order, PersonId receiver, NotificationText text) {
        return new MessageKey(order, JOB + letter, receiver, text);
    }

    /** The order that it is about; empty if it is about none. */
    public Optional<OrderId> about() {
        return Optional.of(order).filter(id -> !id.equals(NO_ORDER));
    }

    /** The message's id towards transports: 32 hexadecimal digits, the same whenever it is sent. */
    @Override
    public String id() {
        return RequestId.of(order.toString(), occasion, receiver.text(), text.file())
                .hex();
    }

    @Override
    public String kind() {
        return isBulk() ? "broadcast" : "notice";
    }

    /** Each receiver has a lane. */
    @Override
    public String lane() {
        return receiver.text();
    }

    @Override
    public Part part() {
        return Part.of(receiver);
    }

    @Override
    public boolean isBulk() {
        return text == NotificationText.BROADCAST_CUSTOMER || isReport();
    }

    /** Whether it is a broadcast, tells how one went, or is a letter. */
    boolean isOfJob() {
        return occasion.startsWith(JOB);
    }

    /** Whether its words were given when it was made. */
    boolean isLetter() {
        return isOfJob() && !isBulk();
    }

    boolean isReport() {
        return text == NotificationText.BROADCAST_DONE_ADMIN;
    }

    String job() {
        return occasion.substring(JOB.length());
    }

    boolean isOfProof() {
        return text == NotificationText.PROOF_RECEIVED_CUSTOMER || text == NotificationText.PROOF_RECEIVED_ADMIN;
    }

    /** Whether it is about a step of the order, not about a picture, a broadcast or a letter. */
    boolean isOfStep() {
        return !isOfJob() && !isOfProof();
    }

    /** The number of the entry that it is about. */
    int entry() {
        return Integer.parseInt(occasion);
    }
}
