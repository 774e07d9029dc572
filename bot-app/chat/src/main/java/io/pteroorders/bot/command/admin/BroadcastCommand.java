package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Phrases;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.Broadcasts;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.TextException;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;
import java.util.Optional;

/** One message to all customers, or to those with orders in a status or of a package; asks back before it sends. */
public final class BroadcastCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("broadcast").forOwners().changingOrdersForGood().takingText();
    private static final ImmutableSet<String> ALL = ImmutableSet.of("all", "semua");

    private final OrderService service;
    private final Broadcasts broadcasts;
    private final Replies replies;
    private final Phrases<OrderStatus> statuses;

    public BroadcastCommand(OrderService service, Broadcasts broadcasts, Replies replies) {
        this.service = service;
        this.broadcasts = broadcasts;
        this.replies = replies;
        this.statuses = Phrases.ofStatuses(replies);
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String who = call.line().word(0).orElse("").toLowerCase(Locale.ROOT);
        return switch (who) {
            case "" -> CommandNames.missingArgument(this, replies, call.language());
            case "pause" -> Outcome.done(pause(true, call.language()));
            case "resume" -> Outcome.done(pause(false, call.language()));
            case "report" -> Outcome.done(report(call.language()));
            default -> toSome(who, call);
        };
    }

    private Outcome<Reply> toSome(String first, Call call) {
        Optional<Phrases.Found<OrderStatus>> status = statuses.at(call.line().words(), 0);
        int words = status.map(Phrases.Found::wordsUsed).orElse(1);
        String who = String.join(" ", call.line().words().subList(0, words));
        return audience(first, status.map(Phrases.Found::value))
                .map(query -> toAll(query, who, call.line().restAsTyped(words), call))
                .orElseGet(() -> unknown(first, call));
    }

    private Optional<OrderQuery.Builder> audience(String who, Optional<OrderStatus> status) {
        OrderQuery.Builder query = OrderQuery.newestFirst();
        if (ALL.contains(who)) {
            return Optional.of(query);
        }
        return status.map(query::status).or(() -> PackageType.parse(who)
                .filter(type -> service.catalog().find(type).isPresent())
                .map(query::packageType));
    }

    private Outcome<Reply> unknown(String who, Call call) {
        return Outcome.done(replies.refuse(
                ReplyText.BROADCAST_TO_WHOM,
                call.language(),
                Variables.builder()
                        .typed("typed", who)
                        .put("example", CommandNames.example(this, replies, call.language()))));
    }

    private Outcome<Reply> toAll(OrderQuery.Builder query, String who, String text, Call call) {
        if (text.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        try {
            broadcasts.check(text);
        } catch (TextException e) {
            return Outcome.done(replies.refuse(
                    ReplyText.BROADCAST_TEXT_WRONG,
                    call.language(),
                    Variables.builder().typed("problem", String.valueOf(e.getMessage()))));
        }
        return orders(query, call)
                .map(orders -> call.confirmed() ? send(orders, text, call) : ask(orders, who, text, call));
    }

    /** The newest order of each customer first. */
    private Outcome<ImmutableList<OrderId>> orders(OrderQuery.Builder query, Call call) {
        return Pages.of(service, call.actor(), query, order -> true, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .map(orders -> orders.stream().map(Order::id).collect(ImmutableList.toImmutableList()));
    }

    private Reply ask(ImmutableList<OrderId> orders, String who, String text, Call call) {
        Language language = call.language();
        int people = broadcasts.reach(orders);
        Variables.Builder variables =
                Variables.builder().put("count", people).flag("any", people > 0).put("text", text);
        Reply reply = replies.say(ReplyText.CONFIRM_BROADCAST, language, variables);
        return people == 0
                ? reply.as(Result.REFUSED)
                : reply.asking(INFO.name() + " " + who + " " + text, replies.yesAndNo(language));
    }

    private Reply send(ImmutableList<OrderId> orders, String text, Call call) {
        String broadcast = call.requestId().map(id -> id.hex()).orElse(text);
        int people = broadcasts.reach(orders);
        broadcasts.send(broadcast, text, orders, call.person().id());
        return replies.say(
                ReplyText.BROADCAST_BEGUN, call.language(), Variables.builder().put("count", people));
    }

    private Reply pause(boolean paused, Language language) {
        broadcasts.latest().ifPresent(latest -> broadcasts.pause(latest, paused));
        return report(language);
    }

    private Reply report(Language language) {
        return broadcasts
                .latest()
                .flatMap(broadcasts::report)
                .map(report -> replies.say(ReplyText.BROADCAST_REPORT, language, report.variables()))
                .orElseGet(() -> replies.say(ReplyText.NO_BROADCAST, language).as(Result.REFUSED));
    }
}
