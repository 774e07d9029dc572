package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An order with all that its reader may know and do. Immutable and thread-safe.
 *
 * @param isLive whether something is likely to change while it is looked at
 * @param hasProof whether there is a picture of its payment to be seen
 * @param hasReceipt whether there is a receipt for its customer
 * @param pay how it is paid; empty if it is not to be paid now
 * @param methods other ways to pay it
 * @param facts what else is to be known
 * @param history oldest first
 * @param actions what its reader can do with it
 * @param messages what people were told of it, for admins
 */
public record OrderPage(
        OrderRow row,
        boolean isLive,
        boolean hasProof,
        boolean hasReceipt,
        Optional<PayBox> pay,
        ImmutableList<String> methods,
        ImmutableList<Fact> facts,
        ImmutableList<Step> history,
        ImmutableList<Action> actions,
        ImmutableList<MessageRow> messages) {

    /**
     * How an order is paid.
     *
     * @param amount to be paid
     * @param words what to do
     * @param picture whether there is a code to scan
     * @param account to pay into, to be copied
     * @param link to a page to pay on
     * @param until when
     */
    public record PayBox(
            String amount,
            String words,
            boolean picture,
            Optional<String> account,
            Optional<String> link,
            Optional<String> until) {}

    /**
     * A step of an order's history.
     *
     * @param by whom, for admins
     */
    public record Step(String icon, String status, String time, Optional<String> by, Optional<String> note) {}

    /**
     * What can be done with an order: a command of the chat.
     *
     * @param command its name, without the prefix
     * @param name in the reader's words
     * @param field what is to be typed for it, in the reader's words; empty if nothing is
     * @param isNeeded whether it has to be typed
     * @param isFinal whether it cannot be taken back
     */
    public record Action(String command, String name, Optional<String> field, boolean isNeeded, boolean isFinal) {}
}
