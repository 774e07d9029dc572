package io.pteroorders.bot.command.admin;

import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Days;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** Says until when a server is paid, or gives it days, and tells its customer. */
public final class PaidUntilCommand implements Command {

    /** What is said of the server: the first word after the order, and the reason after that. */
    @FunctionalInterface
    private interface Saying {

        Outcome<Reply> of(Order order, String first, String why, Call call);
    }

    private final CommandInfo info;
    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;
    private final Clock clock;
    private final Saying saying;

    private PaidUntilCommand(
            CommandInfo info,
            OrderService service,
            Replies replies,
            OneOrder orders,
            CustomerNews news,
            Clock clock,
            boolean days) {
        this.info = info;
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.news = news;
        this.clock = clock;
        this.saying = days ? this::give : this::say;
    }

    /** Says the last day. */
    public static PaidUntilCommand saying(
            OrderService service, Replies replies, OneOrder orders, CustomerNews news, Clock clock) {
        return new PaidUntilCommand(
                CommandInfo.of("paid-until", "aktif-sampai").forAdmins().changingOrders(),
                service,
                replies,
                orders,
                news,
                clock,
                false);
    }

    /** Gives days more. */
    public static PaidUntilCommand giving(
            OrderService service, Replies replies, OneOrder orders, CustomerNews news, Clock clock) {
        return new PaidUntilCommand(
                CommandInfo.of("gift", "bonus").forAdmins().changingOrders(), service, replies, orders, news, clock, true);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.NONE, (order, typed) -> {
            if (typed.isBlank()) {
                return CommandNames.missingArgument(this, replies, call.language());
            }
            String first = typed.strip().replaceFirst("\\s.*", "");
            String why = NoteWords.of(typed.strip().substring(first.length()).strip(), replies).note();
            return saying.of(order, first, why, call);
        });
    }

    private Outcome<Reply> say(Order order, String typed, String why, Call call) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        Optional<LocalDate> day = Days.ahead(typed, today);
        return day.isEmpty()
                ? Outcome.done(replies.refuse(
                        ReplyText.INVALID_DAY,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(typed))
                                .put(
                                        "command",
                                        info.name() + " " + order.id() + " " + today.plusMonths(1))))
                : service.subscriptions()
                        .setPaidUntil(call.actor(), order.id(), day.get(), why, call.requestId())
                        .flatMap(set -> told(set, why, call));
    }

    private Outcome<Reply> give(Order order, String typed, String why, Call call) {
        Integer days = Ints.tryParse(typed);
        return days == null || days < 1 || days > SubscriptionEntry.MAX_DAYS
                ? Outcome.done(replies.refuse(
                        ReplyText.INVALID_DAYS,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(typed))
                                .put("max", SubscriptionEntry.MAX_DAYS)))
                : service.subscriptions()
                        .give(call.actor(), order.id(), days, why, call.requestId())
                        .flatMap(set -> told(set, why, call));
    }

    private Outcome<Reply> told(Subscription subscription, String why, Call call) {
        return service.get(call.actor(), subscription.first()).map(first -> {
            news.paidUntil(first, why, call);
            return replies.tellAdmin(ReplyText.PAID_UNTIL_SET, first, call.language()).about(first);
        });
    }
}
