package io.pteroorders.bot.site.view;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A package that is for sale. Immutable and thread-safe.
 *
 * @param code by which it is ordered
 * @param price of one month
 * @param totals of 1 to 12 months
 * @param lines what it has
 * @param command that orders a month of it in the chat
 * @param chat a link that opens the chat with that command; empty if the shop's number is not said
 */
public record Offer(
        String code,
        String emoji,
        String name,
        String price,
        ImmutableList<String> totals,
        ImmutableList<String> lines,
        String command,
        Optional<String> chat) {

    /** What some months cost. */
    public String total(int months) {
        return totals.get(months - 1);
    }
}
