package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Periods;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Shows figures about the orders of a day, a week or a month that goes on or is over, or of all. */
public final class StatisticsCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("order-stats", "stats", "statistik", "rekap", "omset")
            .forAdmins();

    private final OrderService service;
    private final Replies replies;
    private final Periods periods;
    private final StatisticsReply reply;
    private final Clock clock;

    public StatisticsCommand(OrderService service, Replies replies, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.periods = new Periods(replies);
        this.reply = new StatisticsReply(replies);
        this.clock = clock;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String typed = call.line().rest(0);
        Instant now = clock.instant();
        LocalDate today = replies.formats().dayOf(now);
        return (typed.isEmpty() ? Optional.of(StatisticsPeriod.ALL) : periods.parse(typed, today))
                .map(period -> service.statistics(call.actor(), period.unit(), within(period, now))
                        .map(statistics -> reply.word(statistics, today, call.language())))
                .orElseGet(() -> Outcome.done(unknownPeriod(typed, call)));
    }

    /** Now, or the last moment of a period that is over. */
    private Instant within(StatisticsPeriod period, Instant now) {
        if (period.unit() == Unit.ALL) {
            return now;
        }
        Instant end = replies.formats().start(period.last().plusDays(1)).minusNanos(1);
        return end.isBefore(now) ? end : now;
    }

    private Reply unknownPeriod(String typed, Call call) {
        return replies.refuse(
                ReplyText.INVALID_PERIOD,
                call.language(),
                Variables.builder().put("typed", Replies.quoted(typed)).put("allowed", periods.names(call.language())));
    }
}
