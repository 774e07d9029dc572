package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.Page;
import java.util.Optional;
import java.util.function.Predicate;

/** Orders of a query beyond its first page. */
public final class Pages {

    private Pages() {}

    /**
     * The orders of a query, in its order, that a query cannot tell from others.
     *
     * @param query gets the largest pages
     * @param wanted which of them
     * @param enough ends after the page that brings so many
     * @param mostPages ends after so many pages
     */
    public static Outcome<ImmutableList<Order>> of(
            OrderService service,
            Actor actor,
            OrderQuery.Builder query,
            Predicate<Order> wanted,
            int enough,
            int mostPages) {
        query.limit(OrderQuery.MAX_LIMIT);
        ImmutableList.Builder<Order> found = ImmutableList.builder();
        int count = 0;
        for (int pages = 0; pages < mostPages; pages++) {
            Outcome<Page> outcome = service.list(actor, query.build());
            Optional<Page> page = outcome.fold(Optional::of, refusal -> Optional.empty());
            if (page.isEmpty()) {
                return outcome.map(never -> ImmutableList.of());
            }
            ImmutableList<Order> here =
                    page.get().orders().stream().filter(wanted).collect(ImmutableList.toImmutableList());
            found.addAll(here);
            count += here.size();
            if (page.get().next().isEmpty() || count >= enough) {
                break;
            }
            query.after(page.get().next().get());
        }
        return Outcome.done(found.build());
    }
}
