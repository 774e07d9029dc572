package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;

/** Lists the money that the shop owes: orders that were paid and then cancelled, until it went back. */
public final class RefundsCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("refunds", "pengembalian").forAdmins().showingOrders();

    private static final Duration LOOKED_BACK = Duration.ofDays(180);
    private static final int MOST = 20;

    private final OrderService service;
    private final Replies replies;
    private final Clock clock;

    public RefundsCommand(OrderService service, Replies replies, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        OrderQuery.Builder cancelled = OrderQuery.oldestFirst()
                .status(OrderStatus.CANCELLED)
                .createdFrom(clock.instant().minus(LOOKED_BACK));
        return Pages.of(
                        service,
                        call.actor(),
                        cancelled,
                        order -> order.owed().isPresent(),
                        MOST + 1,
                        Integer.MAX_VALUE)
                .map(orders -> list(orders, call));
    }

    private Reply list(ImmutableList<Order> orders, Call call) {
        return replies.say(
                ReplyText.REFUNDS,
                call.language(),
                Variables.builder()
                        .put("days", LOOKED_BACK.toDays())
                        .flag("more", orders.size() > MOST)
                        .list(
                                "rows",
                                orders.stream()
                                        .limit(MOST)
                                        .map(order -> replies.orders().forAdmin(order, call.language()))
                                        .toList()));
    }
}
