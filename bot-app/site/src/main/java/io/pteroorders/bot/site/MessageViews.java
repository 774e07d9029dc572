package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.site.view.MessageRow;
import io.pteroorders.bot.site.view.MessageRow.Progress;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Receipt;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Messages as their readers see them on pages, as far as the shop remembers them. Thread-safe. */
final class MessageViews {

    /** The most messages to one person that are shown. */
    static final int MOST = 50;

    private final PageShop shop;

    MessageViews(PageShop shop) {
        this.shop = shop;
    }

    /** What people were told of an order, and when it came, for admins; the first first. */
    ImmutableList<MessageRow> about(Order order, Speech speech) {
        return shop.outbox().deliveries(order.id()).stream()
                .filter(MessageViews::isWanted)
                .map(message -> row(
                        message,
                        Optional.of(shop.replies()
                                .orders()
                                .by(message.key().receiver().text(), order, speech.language())),
                        id -> "/dashboard/orders/" + id,
                        Optional.of(message.reason()),
                        speech))
                .collect(ImmutableList.toImmutableList());
    }

    /** What a customer was told, the newest first, for themselves. */
    ImmutableList<MessageRow> own(PersonId customer, Speech speech) {
        return newest(customer, message -> !message.key().text().isForAdmins())
                .map(message -> row(message, Optional.empty(), id -> "/orders/" + id, Optional.empty(), speech))
                .collect(ImmutableList.toImmutableList());
    }

    /** The same for admins. */
    ImmutableList<MessageRow> to(PersonId customer, Speech speech) {
        return newest(customer, any -> true)
                .map(message -> row(
                        message,
                        Optional.empty(),
                        id -> "/dashboard/orders/" + id,
                        Optional.of(message.reason()),
                        speech))
                .collect(ImmutableList.toImmutableList());
    }

    private Stream<TaskStatus<MessageKey>> newest(PersonId customer, Predicate<TaskStatus<MessageKey>> which) {
        return shop.outbox().deliveriesTo(customer).stream()
                .filter(MessageViews::isWanted)
                .filter(which)
                .limit(MOST);
    }

    private static boolean isWanted(TaskStatus<MessageKey> message) {
        return message.state() != TaskStatus.State.DROPPED;
    }

    private MessageRow row(
            TaskStatus<MessageKey> message,
            Optional<String> to,
            Function<OrderId, String> path,
            Optional<String> reason,
            Speech speech) {
        Progress progress = progress(message);
        return new MessageRow(
                speech.time(message.since()),
                speech.word("message." + message.key().text().file()),
                progress,
                speech.word("message.is." + progress.word()),
                to,
                message.key().about().map(OrderId::toString),
                message.key().about().map(path).orElse(""),
                reason.filter(why -> !why.isEmpty()));
    }

    private Progress progress(TaskStatus<MessageKey> message) {
        return switch (message.state()) {
            case WAITING -> Progress.PLANNED;
            case DONE, MERGED ->
                shop.outbox().receipt(message.key()).map(MessageViews::progress).orElse(Progress.SENT);
            case DEAD, DROPPED -> Progress.LOST;
        };
    }

    private static Progress progress(Receipt receipt) {
        return switch (receipt) {
            case DELIVERED -> Progress.DELIVERED;
            case READ -> Progress.READ;
            case FAILED -> Progress.LOST;
        };
    }
}
