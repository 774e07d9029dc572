package io.pteroorders.core.order;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.core.catalog.PackageType;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The reason why a request was refused, as data for whoever words it. A refused request has changed nothing. All
 * refusals are immutable and thread-safe.
 */
public sealed interface Refusal {

    /** The kind of a refusal; each names its record. */
    enum Code {
        /** {@link InvalidInput}. */
        INVALID_INPUT,
        /** {@link OrderNotFound}. */
        ORDER_NOT_FOUND,
        /** {@link AmbiguousId}. */
        AMBIGUOUS_ID,
        /** {@link IllegalTransition}. */
        ILLEGAL_TRANSITION,
        /** {@link WrongStatus}. */
        WRONG_STATUS,
        /** {@link NotAllowed}. */
        NOT_ALLOWED,
        /** {@link TooManyPending}. */
        TOO_MANY_PENDING,
        /** {@link OrderedJustNow}. */
        ORDERED_JUST_NOW,
        /** {@link TooManyNotes}. */
        TOO_MANY_NOTES,
        /** {@link Claimed}. */
        CLAIMED,
        /** {@link RequestUsed}. */
        REQUEST_USED,
        /** {@link NotPayable}. */
        NOT_PAYABLE,
        /** {@link NothingToUse}. */
        NOTHING_TO_USE,
        /** {@link HoldsMoney}. */
        HOLDS_MONEY,
        /** {@link NoRoom}. */
        NO_ROOM,
        /** {@link NoPlan}. */
        NO_PLAN,
        /** {@link NoServer}. */
        NO_SERVER,
        /** {@link ServerNot}. */
        SERVER_NOT,
        /** {@link NotRenewable}. */
        NOT_RENEWABLE,
        /** {@link HasSequels}. */
        HAS_SEQUELS,
        /** {@link ChangedSince}. */
        CHANGED_SINCE,
        /** {@link NotErasable}. */
        NOT_ERASABLE
    }

    /** The kind. Later versions may have further ones. */
    Code code();

    /**
     * The input broke rules: all of them, not only the first.
     *
     * @param violations at least one
     */
    record InvalidInput(ImmutableList<Violation> violations) implements Refusal {
        @Override
        public Code code() {
            return Code.INVALID_INPUT;
        }
    }

    /**
     * There is no such order, or it is not the asker's to see: the same answer for both.
     *
     * @param asked what was asked for, as typed
     * @param near ids that the asker may see and may have meant; often empty
     */
    record OrderNotFound(String asked, ImmutableList<OrderId> near) implements Refusal {
        @Override
        public Code code() {
            return Code.ORDER_NOT_FOUND;
        }
    }

    /**
     * A part of an id fits several orders.
     *
     * @param asked what was asked for, as typed
     * @param matches some of the ids that it fits
     */
    record AmbiguousId(String asked, ImmutableList<OrderId> matches) implements Refusal {
        @Override
        public Code code() {
            return Code.AMBIGUOUS_ID;
        }
    }

    /**
     * The flow has no such arrow.
     *
     * @param id the order
     * @param from what it is now
     * @param wanted what was asked for
     * @param allowed what may follow now; empty if {@code from} is final
     */
    record IllegalTransition(OrderId id, OrderStatus from, OrderStatus wanted, ImmutableSet<OrderStatus> allowed)
            implements Refusal {
        @Override
        public Code code() {
            return Code.ILLEGAL_TRANSITION;
        }
    }

    /**
     * This can only be done while the order has another status.
     *
     * @param id the order
     * @param actual what it is now
     * @param required what it would have to be
     */
    record WrongStatus(OrderId id, OrderStatus actual, OrderStatus required) implements Refusal {
        @Override
        public Code code() {
            return Code.WRONG_STATUS;
        }
    }

    /** The actor has no right to this operation, on whatever order. */
    record NotAllowed() implements Refusal {
        @Override
        public Code code() {
            return Code.NOT_ALLOWED;
        }
    }

    /**
     * The customer has as many unpaid orders as one may have.
     *
     * @param limit how many that is
     * @param pending their ids, oldest first
     */
    record TooManyPending(int limit, ImmutableList<OrderId> pending) implements Refusal {
        @Override
        public Code code() {
            return Code.TOO_MANY_PENDING;
        }
    }

    /**
     * The customer asked for the same a moment ago and has not paid yet, so one of the two may be a slip.
     *
     * @param id the order that was made then
     */
    record OrderedJustNow(OrderId id) implements Refusal {
        @Override
        public Code code() {
            return Code.ORDERED_JUST_NOW;
        }
    }

    /**
     * The order holds as many notes as one can.
     *
     * @param id the order
     * @param limit how many that is
     */
    record TooManyNotes(OrderId id, int limit) implements Refusal {
        @Override
        public Code code() {
            return Code.TOO_MANY_NOTES;
        }
    }

    /**
     * Another order holds what this one was to hold. Whoever has a choice tries again with another key.
     *
     * @param claim what the order was to hold, the first by space and key of those that are not free
     */
    record Claimed(Claim claim) implements Refusal {
        @Override
        public Code code() {
            return Code.CLAIMED;
        }
    }

    /**
     * The request id is that of another request, which was carried out before: for another order, or to another end.
     *
     * @param id the order that was concerned then
     */
    record RequestUsed(OrderId id) implements Refusal {
        @Override
        public Code code() {
            return Code.REQUEST_USED;
        }
    }

    /**
     * No attempt to pay can be begun in this way.
     *
     * @param id the order
     * @param method the way to pay that was asked for, as typed
     * @param why what hinders it
     * @param others ways to pay that are on offer beside it
     */
    record NotPayable(OrderId id, String method, NotPayable.Why why, ImmutableList<String> others) implements Refusal {

        /** What hinders an attempt. */
        public enum Why {
            /** There is no such way to pay. */
            UNKNOWN_METHOD,
            /** The way to pay does not take an amount like this. */
            AMOUNT,
            /** All amounts that would tell whose money came are taken at present. */
            NO_FREE_AMOUNT,
            /** There were too many attempts. */
            TOO_MANY_ATTEMPTS,
            /** A part of the money has come by another attempt. */
            PARTLY_PAID
        }

        @Override
        public Code code() {
            return Code.NOT_PAYABLE;
        }
    }

    /**
     * The order has no money, or not so much, that could go back or pay for another order.
     *
     * @param id the order
     * @param most how much there is; empty if nothing
     */
    record NothingToUse(OrderId id, Optional<Money> most) implements Refusal {
        @Override
        public Code code() {
            return Code.NOTHING_TO_USE;
        }
    }

    /**
     * The order cannot be removed while it tells of money that the shop has, or an amount is kept for it.
     *
     * @param id the order
     * @param until when that ends by itself; empty if it does not
     */
    record HoldsMoney(OrderId id, Optional<Instant> until) implements Refusal {
        @Override
        public Code code() {
            return Code.HOLDS_MONEY;
        }
    }

    /**
     * The shop has no room for a server of the package at present.
     *
     * @param packageType the package
     * @param others the packages for sale for which there is room, in the order of the catalogue
     */
    record NoRoom(PackageType packageType, ImmutableList<PackageType> others) implements Refusal {
        @Override
        public Code code() {
            return Code.NO_ROOM;
        }
    }

    /**
     * Nobody has said what a panel is to make for the order: its server is set up by hand.
     *
     * @param id the order
     */
    record NoPlan(OrderId id) implements Refusal {
        @Override
        public Code code() {
            return Code.NO_PLAN;
        }
    }

    /**
     * The order has no server that a panel made.
     *
     * @param id the order
     */
    record NoServer(OrderId id) implements Refusal {
        @Override
        public Code code() {
            return Code.NO_SERVER;
        }
    }

    /**
     * This can only be done while the server of the order is in another state.
     *
     * @param id the order
     * @param actual what it is now
     * @param required what it would have to be
     */
    record ServerNot(OrderId id, ServerState actual, ServerState required) implements Refusal {
        @Override
        public Code code() {
            return Code.SERVER_NOT;
        }
    }

    /**
     * What the order gave its customer cannot be renewed, or changed, so.
     *
     * @param id the order that was named
     * @param why what hinders it
     * @param open for {@link Why#OPEN} the order that has to be paid or cancelled first
     * @param most for {@link Why#TOO_FAR} and {@link Why#PRICE_CHANGES} for how many months it can be renewed now, often 0
     */
    record NotRenewable(OrderId id, NotRenewable.Why why, Optional<OrderId> open, int most) implements Refusal {

        /** What hinders it. */
        public enum Why {
            /** The customer has not got the server yet, or never will. */
            NOT_THERE,
            /** It is over for good. */
            ENDED,
            /** It would be paid for longer than 13 months ahead. */
            TOO_FAR,
            /** The price changes, and not all of the months have the same. */
            PRICE_CHANGES,
            /** Another order to renew it has money, or a picture of it. */
            OPEN,
            /** It is paid for, so that nothing can be done for want of money. */
            PAID,
            /** It is not paid for any more. */
            UNPAID,
            /** It was paused before in the term that runs. */
            PAUSED_BEFORE,
            /** Nobody stopped it, so that nobody can let it run again. */
            NOT_STOPPED,
            /** The server may not run. */
            STOPPED,
            /** It has that package already. */
            SAME_PACKAGE,
            /** Nothing is left of what is paid for: it can be changed when it is renewed. */
            NOTHING_LEFT,
            /** The other package is not dearer. */
            CHEAPER,
            /** The other package is not cheaper. */
            DEARER
        }

        @Override
        public Code code() {
            return Code.NOT_RENEWABLE;
        }
    }

    /**
     * The order cannot be taken back before those that renewed or upgraded what it began.
     *
     * @param id the order
     * @param sequels the others, oldest first
     */
    record HasSequels(OrderId id, ImmutableList<OrderId> sequels) implements Refusal {
        @Override
        public Code code() {
            return Code.HAS_SEQUELS;
        }
    }

    /**
     * The order is not any more as the asker knows it: somebody changed it meanwhile.
     *
     * @param id the order
     */
    record ChangedSince(OrderId id) implements Refusal {
        @Override
        public Code code() {
            return Code.CHANGED_SINCE;
        }
    }

    /**
     * The person cannot be erased yet.
     *
     * @param id the order that is in the way
     * @param why what hinders it
     */
    record NotErasable(OrderId id, NotErasable.Why why) implements Refusal {

        /** What hinders it. */
        public enum Why {
            /** The order is not over: it waits to be paid, or for its server. */
            OPEN,
            /** Its server is there. */
            SERVER,
            /** There is money that somebody has to decide about. */
            MONEY
        }

        @Override
        public Code code() {
            return Code.NOT_ERASABLE;
        }
    }
}
