package io.pteroorders.bot.command;

import io.pteroorders.bot.command.OneOrder.Own;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.subscription.PackageChange;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;

/**
 * Changes a server to another package: to a dearer one now, for what that costs, and to a cheaper one with the next renewal;
 * admins can have that now, too.
 */
public final class ChangePackageCommand implements Command {

    private final CommandInfo info;
    private final boolean cheaperNow;
    private final OrderService service;
    private final PaymentReplies payments;
    private final Replies replies;
    private final OneOrder orders;

    private ChangePackageCommand(
            CommandInfo info,
            boolean cheaperNow,
            OrderService service,
            PaymentReplies payments,
            Replies replies,
            OneOrder orders) {
        this.info = info;
        this.cheaperNow = cheaperNow;
        this.service = service;
        this.payments = payments;
        this.replies = replies;
        this.orders = orders;
    }

    /** The change that a customer makes. */
    public static ChangePackageCommand upgrade(
            OrderService service, PaymentReplies payments, Replies replies, OneOrder orders) {
        return new ChangePackageCommand(
                CommandInfo.of("upgrade", "ganti-paket").changingOrders().askingOnDemand(),
                false,
                service,
                payments,
                replies,
                orders);
    }

    /** The change to a cheaper package now, by an admin. */
    public static ChangePackageCommand downgrade(
            OrderService service, PaymentReplies payments, Replies replies, OneOrder orders) {
        return new ChangePackageCommand(
                CommandInfo.of("downgrade").forAdmins().changingOrders(), true, service, payments, replies, orders);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return orders.replyWithWords(this, call.withoutAsking(), Own.SERVERS, (order, typed) -> {
            boolean asks = call.line().asksFirst();
            String wanted = typed.strip();
            if (wanted.isEmpty()) {
                return asks
                        ? Outcome.done(askPackage(order, call))
                        : CommandNames.missingArgument(this, replies, call.language());
            }
            if (asks) {
                return ask(order, wanted, call);
            }
            return cheaperNow ? downgraded(order, wanted, call) : upgraded(order, wanted, call);
        });
    }

    /** Says what it would cost, and asks. */
    private Outcome<Reply> ask(Order order, String wanted, Call call) {
        return service.subscriptions().quote(call.actor(), order.id(), wanted).map(change -> replies.say(
                        ReplyText.CONFIRM_UPGRADE,
                        call.language(),
                        values(order, call)
                                .put("wanted", change.wanted().name())
                                .flag("now", change.kind() == PackageChange.Kind.DEARER)
                                .put("amount", replies.formats().money(change.price(), call.language())))
                .asking(
                        info.name() + " " + order.id() + " "
                                + change.wanted().type().code(),
                        replies.yesAndNo(call.language())));
    }

    private Reply askPackage(Order order, Call call) {
        return Packages.ask(
                ReplyText.CHOOSE_UPGRADE,
                service.catalog(),
                values(order, call),
                type -> TypedCommand.asking(info.name() + " " + order.id() + " " + type.code()),
                replies,
                call.language());
    }

    private Outcome<Reply> upgraded(Order order, String wanted, Call call) {
        return isUndone(order, wanted, call)
                ? atTheEnd(order, wanted, call)
                : service.subscriptions()
                        .quote(call.actor(), order.id(), wanted)
                        .flatMap(change -> change.kind() == PackageChange.Kind.DEARER
                                ? now(order, wanted, call)
                                : atTheEnd(order, wanted, call));
    }

    /** The package that runs is wanted after all. */
    private boolean isUndone(Order order, String wanted, Call call) {
        return service.subscriptions()
                .get(call.actor(), order.id())
                .value()
                .filter(subscription -> subscription.changing().isPresent()
                        && subscription.last().sold().packageType().code().equalsIgnoreCase(wanted))
                .isPresent();
    }

    private Outcome<Reply> now(Order order, String wanted, Call call) {
        RepeatedRequests before = RepeatedRequests.of(order, service);
        return service.subscriptions()
                .changeNow(call.actor(), order.id(), wanted, call.requestId())
                .map(change -> change.totalAmount().isZero()
                        ? done(ReplyText.PACKAGE_CHANGED, change, Optional.empty(), call)
                        : before.tell(NotificationText.UPGRADE_CREATED_CUSTOMER, change, payments, call.language()));
    }

    private Outcome<Reply> atTheEnd(Order order, String wanted, Call call) {
        return service.subscriptions()
                .changeAtTheEnd(call.actor(), order.id(), wanted, call.requestId())
                .flatMap(subscription -> service.get(call.actor(), subscription.first())
                        .map(first -> replies.say(
                                        ReplyText.PACKAGE_CHANGES_LATER,
                                        call.language(),
                                        values(first, call)
                                                .put(
                                                        "wanted",
                                                        subscription.changing().map(type -> type.code())))
                                .about(first)));
    }

    private Outcome<Reply> downgraded(Order order, String wanted, Call call) {
        Optional<String> credit = service.subscriptions()
                .quote(call.actor(), order.id(), wanted)
                .value()
                .map(PackageChange::credit)
                .filter(amount -> amount.isPositive())
                .map(amount -> replies.formats().money(amount, call.language()));
        return service.subscriptions()
                .downgrade(call.actor(), order.id(), wanted, call.requestId())
                .map(change -> done(ReplyText.PACKAGE_CHANGED, change, credit, call));
    }

    private Reply done(ReplyText text, Order change, Optional<String> credit, Call call) {
        return replies.say(text, call.language(), values(change, call).put("credit", credit))
                .about(change);
    }

    private Variables.Builder values(Order order, Call call) {
        return Variables.builder()
                .putAll(
                        call.person().isAdmin()
                                ? replies.orders().forAdmin(order, call.language())
                                : replies.orders().forCustomer(order, call.language()));
    }
}
