package io.pteroorders.bot.panel;

import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.storage.Part;
import io.pteroorders.core.task.TaskKey;
import java.util.Arrays;
import java.util.Locale;

/**
 * A piece of work that the server of an order calls for. Immutable and thread-safe.
 *
 * @param order the order
 * @param work what is to be done
 * @param round in which round of making a server
 * @param about tells pieces of one kind apart: what is told of, since when it is so, or which other order's server; may be
 *     empty
 */
public record PanelTask(OrderId order, Work work, int round, String about) implements TaskKey {

    /** What servers can call for. */
    public enum Work {
        /** Make a server. */
        MAKE,
        /** Keep a server from running. */
        SUSPEND,
        /** Let a server run again. */
        RESUME,
        /** Make the server of another order, which this one renews or upgrades, as it says. */
        APPLY,
        /** Give the server of another order, which this one renewed or upgraded, the size that it has by now. */
        RESIZE,
        /** Delete a server. */
        DELETE,
        /** Tell of what keeps a server from getting on. */
        TELL_TROUBLE,
        /** Tell that a server was kept from running. */
        TELL_SUSPENDED,
        /** Tell that a payment has come, and the server follows. */
        TELL_SLOW,
        /** Tell that a server may be deleted now. */
        TELL_DELETION_DUE,
        /** Tell that a server was deleted. */
        TELL_DELETED;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key with this id. */
    static PanelTask parse(String id) {
        String[] parts = id.split(":", -1);
        Work work = Arrays.stream(Work.values())
                .filter(each -> each.word.equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no work is called " + parts[1]));
        return new PanelTask(OrderId.of(parts[0]), work, Integer.parseInt(parts[2]), parts[3]);
    }

    @Override
    public String id() {
        return order + ":" + work.word + ":" + round + ":" + about;
    }

    @Override
    public String kind() {
        return work.word;
    }

    /** What is asked of the panel for one server is done one after another; it holds up no other, and no news. */
    @Override
    public String lane() {
        return switch (work) {
            case MAKE, SUSPEND, RESUME, DELETE -> order.toString();
            case APPLY, RESIZE -> about;
            case TELL_TROUBLE, TELL_SUSPENDED, TELL_SLOW, TELL_DELETION_DUE, TELL_DELETED -> order + ":news";
        };
    }

    @Override
    public Part part() {
        return Part.SHOP;
    }
}
