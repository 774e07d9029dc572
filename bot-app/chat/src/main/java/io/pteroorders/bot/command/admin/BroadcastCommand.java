package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Pages;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.command.StatusWords;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
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
    private static final String ALL = "all";

    private final OrderService service;
    private final Broadcasts broadcasts;
    private final Replies replies;

    public BroadcastCommand(OrderService service, Broadcasts broadcasts, Replies replies) {
        this.service = service;
        this.broadcasts = broadcasts;
        this.replies = replies;
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
            default -> audience(who).map(query -> toAll(query, who, call)).orElseGet(() -> unknown(who, call));
        };
    }

    private Optional<OrderQuery.Builder> audience(String who) {
        OrderQuery.Builder query = OrderQuery.newestFirst();
        if (who.equals(ALL)) {
            return Optional.of(query);
        }
        return StatusWords.parse(who).map(query::status).or(() -> PackageType.parse(who)
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

    private Outcome<Reply> toAll(OrderQuery.Builder query, String who, Call call) {
        String text = call.line().restAsTyped(1);
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
        return orders(query, call).map(orders -> call.confirmed() ? send(orders, text, call) : ask(orders, who, call));
    }

    /** The newest order of each customer first. */
    private Outcome<ImmutableList<OrderId>> orders(OrderQuery.Builder query, Call call) {
        return Pages.of(service, call, query, order -> true, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .map(orders -> orders.stream().map(Order::id).collect(ImmutableList.toImmutableList()));
    }

    private Reply ask(ImmutableList<OrderId> orders, String who, Call call) {
        Language language = call.language();
        int people = broadcasts.reach(orders);
        Variables.Builder variables = Variables.builder()
                .put("count", people)
                .flag("any", people > 0)
                .put("text", call.line().restAsTyped(1));
        Reply reply = replies.say(ReplyText.CONFIRM_BROADCAST, language, variables);
        return people == 0
                ? reply.as(Result.REFUSED)
                : reply.asking(INFO.name() + " " + who + " " + call.line().restAsTyped(1), replies.yesAndNo(language));
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
