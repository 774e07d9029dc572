package io.pteroorders.bot.payment;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskKey;
import java.util.Arrays;
import java.util.Locale;

/**
 * A piece of work that the payments of an order call for. Immutable and thread-safe.
 *
 * @param order the order
 * @param work what is to be done
 * @param attempt which attempt to pay it is about; 0 if about none
 * @param number which of several of this work for the attempt: a question, a refund, an arrival; 0 if there is one
 */
public record PaymentTask(OrderId order, Work work, int attempt, int number) implements TaskKey {

    /** What payments can call for. */
    public enum Work {
        /** Ask a gateway to take money. */
        CHARGE,
        /** Ask a gateway what became of an attempt. */
        ASK,
        /** End an attempt whose time is over. */
        EXPIRE,
        /** Take a charge back at the gateway. */
        WITHDRAW,
        /** Ask a gateway to give money back. */
        REFUND,
        /** Finish what a crash left half done: money used for another order. */
        USE,
        /** Remind the customer. */
        REMIND,
        /** Cancel the order, which nobody paid. */
        CANCEL,
        /** Send the customer what a gateway gave, unless a reply has shown it. */
        TELL_CODE,
        /** Tell admins that the order was paid. */
        TELL_PAID,
        /** Tell of a part of the money. */
        TELL_PART,
        /** Tell of money that the order does not need. */
        TELL_SPARE,
        /** Tell of money that was taken away, or may be. */
        TELL_ALARM,
        /** Tell the customer that money went back. */
        TELL_REFUNDED,
        /** Tell that a gateway did not give money back. */
        TELL_REFUND_FAILED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PaymentTask ofOrder(OrderId order, Work work) {
        return new PaymentTask(order, work, 0, 0);
    }

    /** The key with this id. */
    static PaymentTask parse(String id) {
        String[] parts = id.split(":", -1);
        Work work = Arrays.stream(Work.values())
                .filter(each -> each.word.equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no work is called " + parts[1]));
        return new PaymentTask(OrderId.of(parts[0]), work, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
    }

    @Override
    public String id() {
        return order + ":" + work.word + ":" + attempt + ":" + number;
    }

    @Override
    public String kind() {
        return work.word;
    }

    /** What concerns one order is done one after another; one gateway's trouble holds up no other order. */
    @Override
    public String lane() {
        return order.toString();
    }

    @Override
    public Part part() {
        return Part.SHOP;
    }
}
