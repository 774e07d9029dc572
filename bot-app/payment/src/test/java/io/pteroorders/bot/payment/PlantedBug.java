package io.pteroorders.bot.payment;

import io.pteroorders.bot.life.WrongStores;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Payment;
import io.pteroorders.core.payment.PaymentGateway;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.Records;

/** A bug in one place of a shop, so that it can be shown that lives would see it. */
enum PlantedBug {
    NONE,

    // Of gateways and their adapters.

    /** The same event has another id each time. */
    OTHER_IDS,
    /** What waits is taken for paid. */
    PAID_TOO_EARLY,
    /** Money is taken for waiting. */
    KEEPS_SILENT,
    /** What is left after the fee is told. */
    NET_AMOUNT,
    /** Whatever is called back is believed. */
    BELIEVES_CALLBACKS,
    /** A charge whose answer was lost is made again. */
    CHARGES_AGAIN,
    /** Questions end when the time is over: an attempt ends without its gateway being asked. */
    SILENT_AFTER_EXPIRY,
    /** Money that comes for an attempt that has ended is dropped. */
    DROPS_LATE_MONEY,
    /** Each try to give money back has a key of its own. */
    NEW_REFUND_KEYS,
    /** A lost answer to it is taken for a no. */
    LOST_REFUND_IS_NO,
    /** It is said to be done, and is not. */
    REFUNDS_NOTHING,

    // Of the store of orders.

    /** Answers before it writes. */
    WRITES_LATER,
    /** "Paid" and "confirmed" are two writes. */
    TWO_WRITES,
    /** Leaves some changes out of its feed. */
    SKIPS_CHANGES,

    // Of what is remembered beside the orders.

    /** Money that nobody owes is in memory alone. */
    ROWS_IN_MEMORY,
    /** Which money was booked for which order is forgotten. */
    FORGETS_MATCHES,
    /** What is to be done is forgotten. */
    FORGETS_WHAT_IS_DUE,
    /** Letters that wait are in memory alone. */
    LETTERS_IN_MEMORY,
    /** Who starts does not look for money that admins were not told of. */
    TELLS_NOTHING_AT_START,

    // Of the feed.

    /** A row is known by when it came. */
    ROWS_BY_ARRIVAL,
    /** The feed says yes before the row is kept. */
    YES_BEFORE_KEPT;

    PaymentGateway in(PaymentGateway gateway) {
        return isOfGateways() ? new BuggyGateway(this, gateway) : gateway;
    }

    private boolean isOfGateways() {
        return compareTo(OTHER_IDS) >= 0 && compareTo(REFUNDS_NOTHING) <= 0;
    }

    OrderStorage in(OrderStorage storage) {
        return switch (this) {
            case WRITES_LATER -> WrongStores.later(storage);
            case TWO_WRITES -> WrongStores.twice(storage, PlantedBug::paymentsFirst);
            case SKIPS_CHANGES ->
                WrongStores.skipping(storage, order -> order.payments().open().isPresent());
            default -> storage;
        };
    }

    /** @param name of the records */
    Records in(String name, Records records) {
        return switch (this) {
            case ROWS_IN_MEMORY -> name.equals(MoneyRows.RECORDS) ? WrongStores.without(records, any -> true) : records;
            case FORGETS_MATCHES ->
                name.equals(MoneyRows.RECORDS)
                        ? WrongStores.without(records, json -> json.contains("\"order\""))
                        : records;
            case FORGETS_WHAT_IS_DUE ->
                name.equals(PaymentStores.TASKS)
                        ? WrongStores.without(records, json -> json.contains("\"called\""))
                        : records;
            default -> records;
        };
    }

    /** Writes the payments of an order first, and what that does to its status then. */
    private static Order paymentsFirst(Order before, Order after) {
        Order half = before;
        for (Payment payment : after.payments().all()) {
            half = before.payments().all().contains(payment) ? half : half.withPayment(after.updatedAt(), payment);
        }
        return half;
    }
}
