package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.notify.text.Variables;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows figures about the orders of today, this week, this month or all. */
public final class StatisticsCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("order-stats", "stats").forAdmins();

    private final OrderService service;
    private final Replies replies;
    private final StatisticsReply reply;

    public StatisticsCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
        this.reply = new StatisticsReply(replies);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String typed = call.line().word(0).orElse("all");
        return unit(typed)
                .map(unit -> service.statistics(call.actor(), unit)
                        .map(statistics -> reply.word(statistics, call.language())))
                .orElseGet(() -> Outcome.done(unknownPeriod(typed, call)));
    }

    private static Optional<Unit> unit(String typed) {
        return switch (Ascii.toLowerCase(typed)) {
            case "day", "hari" -> Optional.of(Unit.DAY);
            case "week", "minggu" -> Optional.of(Unit.WEEK);
            case "month", "bulan" -> Optional.of(Unit.MONTH);
            case "all", "semua" -> Optional.of(Unit.ALL);
            default -> Optional.empty();
        };
    }

    private Reply unknownPeriod(String typed, Call call) {
        String allowed = Arrays.stream(Unit.values())
                .map(u -> Ascii.toLowerCase(u.name()))
                .collect(Collectors.joining(", "));
        return replies.refuse(
                ReplyText.INVALID_PERIOD,
                call.language(),
                Variables.builder().put("typed", Replies.quoted(typed)).put("allowed", allowed));
    }
}
