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
import java.util.function.Function;

/** Says until when a server is paid, gives it days, or lets it run on, and tells its customer. */
public final class PaidUntilCommand implements Command {

    /** What is said of the server. */
    public enum Kind {
        /** The last day that is paid for. */
        LAST_DAY("paid-until", "aktif-sampai"),
        /** Days more. */
        GIFT("gift", "bonus"),
        /** The day until which it runs on, though nobody has paid for it. */
        HOLD("hold", "tahan");

        private final String name;
        private final String synonym;

        Kind(String name, String synonym) {
            this.name = name;
            this.synonym = synonym;
        }
    }

    private final Kind kind;
    private final CommandInfo info;
    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;
    private final Clock clock;

    public PaidUntilCommand(
            Kind kind, OrderService service, Replies replies, OneOrder orders, CustomerNews news, Clock clock) {
        this.kind = kind;
        this.info = CommandInfo.of(kind.name, kind.synonym).forAdmins().changingOrders();
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.news = news;
        this.clock = clock;
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
            String why = NoteWords.of(typed.strip().substring(first.length()).strip(), replies)
                    .note();
            return switch (kind) {
                case LAST_DAY -> say(order, first, why, call);
                case GIFT -> give(order, first, why, call);
                case HOLD -> hold(order, first, why, call);
            };
        });
    }

    private Outcome<Reply> say(Order order, String typed, String why, Call call) {
        return onDay(order, typed, call, day -> service.subscriptions()
                .setPaidUntil(call.actor(), order.id(), day, why, call.requestId())
                .flatMap(set -> told(set, why, call)));
    }

    private Outcome<Reply> hold(Order order, String typed, String why, Call call) {
        return onDay(order, typed, call, day -> service.subscriptions()
                .hold(call.actor(), order.id(), day, why, call.requestId())
                .flatMap(held -> service.get(call.actor(), held.first()))
                .map(first -> replies.tellAdmin(ReplyText.HELD, first, call.language())
                        .about(first)));
    }

    private Outcome<Reply> onDay(Order order, String typed, Call call, Function<LocalDate, Outcome<Reply>> action) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        return Days.ahead(typed, today)
                .filter(day -> !day.isBefore(LocalDate.EPOCH))
                .map(action)
                .orElseGet(() -> Outcome.done(replies.refuse(
                        ReplyText.INVALID_DAY,
                        call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(typed))
                                .put("command", info.name() + " " + order.id() + " " + today.plusMonths(1)))));
    }

    private Outcome<Reply> give(Order order, String typed, String why, Call call) {
        Integer days = Ints.tryParse(typed);
        return days == null || days < 1 || days > SubscriptionEntry.MAX_DAYS
                ? Outcome.done(replies.refuse(
                        ReplyText.INVALID_DAYS,
                        call.language(),
                        Variables.builder().put("typed", Replies.quoted(typed)).put("max", SubscriptionEntry.MAX_DAYS)))
                : service.subscriptions()
                        .give(call.actor(), order.id(), days, why, call.requestId())
                        .flatMap(set -> told(set, why, call));
    }

    private Outcome<Reply> told(Subscription subscription, String why, Call call) {
        return service.get(call.actor(), subscription.first()).map(first -> {
            news.paidUntil(first, why, call);
            return replies.tellAdmin(ReplyText.PAID_UNTIL_SET, first, call.language())
                    .about(first);
        });
    }
}
