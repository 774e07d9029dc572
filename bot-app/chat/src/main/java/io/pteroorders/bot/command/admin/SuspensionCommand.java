package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.OneOrder;
import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.SuspensionReason;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Variables;

/** Stops a server or lets it run again, for what an admin says, and tells its customer. A panel follows by itself. */
public final class SuspensionCommand implements Command {

    /** What is done. */
    public enum Kind {
        /** A server was stopped because nobody paid for it. */
        UNPAID("suspended", "dimatikan"),
        /** It is stopped for another reason. */
        SUSPEND("suspend", "bekukan"),
        /** That is over. */
        UNSUSPEND("unsuspend", "aktifkan"),
        /** It is stopped for some days that are given back later. */
        PAUSE("pause", "jeda"),
        /** Those are over. */
        UNPAUSE("unpause", "lanjutkan");

        private final String name;
        private final String synonym;

        Kind(String name, String synonym) {
            this.name = name;
            this.synonym = synonym;
        }

        private boolean stops() {
            return this == SUSPEND || this == PAUSE;
        }
    }

    /** A reason that begins so is about harm that was done. */
    private static final ImmutableSet<String> ABUSE = ImmutableSet.of("abuse", "penyalahgunaan", "disalahgunakan");

    private final Kind kind;
    private final CommandInfo info;
    private final OrderService service;
    private final Replies replies;
    private final OneOrder orders;
    private final CustomerNews news;

    public SuspensionCommand(Kind kind, OrderService service, Replies replies, OneOrder orders, CustomerNews news) {
        this.kind = kind;
        this.info = CommandInfo.of(kind.name, kind.synonym).forAdmins().changingOrders();
        this.service = service;
        this.replies = replies;
        this.orders = orders;
        this.news = news;
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call, Own.NONE, (order, typed) -> {
            String why = NoteWords.of(typed.strip(), replies).note();
            return change(order, why, call)
                    .flatMap(subscription -> service.get(call.actor(), subscription.first()))
                    .map(first -> told(first, why, call));
        });
    }

    private Outcome<Subscription> change(Order order, String why, Call call) {
        SubscriptionService subscriptions = service.subscriptions();
        return switch (kind) {
            case UNPAID -> subscriptions.suspendUnpaid(call.actor(), order.id(), call.requestId());
            case SUSPEND -> subscriptions.suspend(call.actor(), order.id(), reason(why), why, call.requestId());
            case UNSUSPEND -> subscriptions.unsuspend(call.actor(), order.id(), why, call.requestId());
            case PAUSE -> subscriptions.pause(call.actor(), order.id(), why, call.requestId());
            case UNPAUSE -> subscriptions.unpause(call.actor(), order.id(), why, call.requestId());
        };
    }

    private static SuspensionReason reason(String why) {
        String first = Ascii.toLowerCase(why).replaceFirst("[^a-z].*", "");
        return ABUSE.contains(first) ? SuspensionReason.ABUSE : SuspensionReason.ADMIN;
    }

    private Reply told(Order first, String why, Call call) {
        if (kind == Kind.UNPAID) {
            news.suspended(first, call);
            return replies.tellAdmin(ReplyText.SUSPENDED, first, call.language())
                    .about(first);
        }
        boolean runs = runs(first);
        if (kind.stops()) {
            news.stopped(first, why, call);
        } else if (runs) {
            news.resumed(first, why, call);
        }
        return replies.say(
                        kind.stops() ? ReplyText.SERVER_STOPPED : ReplyText.SERVER_RESUMED,
                        call.language(),
                        Variables.builder()
                                .putAll(replies.orders().forAdmin(first, call.language()))
                                .flag("byItself", Provisioning.isKept(first))
                                .flag("runs", runs))
                .about(first);
    }

    /** Whether nothing else keeps it from running. */
    private boolean runs(Order first) {
        return service.subscriptions()
                .reader()
                .of(first)
                .filter(subscription -> subscription.reasons().isEmpty())
                .isPresent();
    }
}
