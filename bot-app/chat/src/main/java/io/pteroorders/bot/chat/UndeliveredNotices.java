package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Variables;

/**
 * Messages to those who are told what admins are told that could not be delivered: nobody hears of an order then, so the
 * owners are told with the next reply to any of them, once. Thread-safe.
 */
final class UndeliveredNotices {

    private static final String LISTING = ReplyText.OUTBOX.file();

    private final Outbox outbox;
    private final ImmutableSet<PersonId> notified;
    private final Replies replies;
    private ImmutableSet<MessageKey> told = ImmutableSet.of();

    UndeliveredNotices(Outbox outbox, ImmutableSet<PersonId> notified, Replies replies) {
        this.outbox = outbox;
        this.notified = notified;
        this.replies = replies;
    }

    /** Those that lie there now. */
    ImmutableSet<MessageKey> undelivered() {
        return outbox.deadLetters().stream()
                .map(TaskStatus::key)
                .filter(key -> key.text().isForAdmins() && notified.contains(key.receiver()))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The reply, which tells an owner of those that nobody was told of. */
    Reply tellWith(Reply reply, Person person) {
        return person.role() == Role.OWNER ? tellOwnerWith(reply, person) : reply;
    }

    private synchronized Reply tellOwnerWith(Reply reply, Person person) {
        ImmutableSet<MessageKey> now = undelivered();
        boolean anyNew = !told.containsAll(now);
        Reply all = anyNew && !reply.template().equals(LISTING)
                ? reply.with(replies.say(
                        ReplyText.UNDELIVERED,
                        person.language(),
                        Variables.builder().put("count", now.size())))
                : reply;
        boolean fits = all.text().length() <= OutgoingMessage.MAX_TEXT;
        told = fits ? now : told;
        return fits ? all : reply;
    }
}
