package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.command.BackupMaker;
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
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.Instant;
import java.util.Optional;

/**
 * What owners are told with the next reply to any of them, once: that messages to those who are told what admins are told
 * could not be delivered, since nobody hears of an order then; and that no backup could be made. Thread-safe.
 */
final class OwnerNotices {

    private static final String LISTING = ReplyText.OUTBOX.file();
    private static final String BACKUP_FAILED = ReplyText.BACKUP_FAILED.file();

    private final Outbox outbox;
    private final ImmutableSet<PersonId> notified;
    private final BackupMaker backups;
    private final Replies replies;
    private ImmutableSet<MessageKey> told = ImmutableSet.of();
    private Optional<Instant> backupTold = Optional.empty();

    OwnerNotices(Outbox outbox, ImmutableSet<PersonId> notified, BackupMaker backups, Replies replies) {
        this.outbox = outbox;
        this.notified = notified;
        this.backups = backups;
        this.replies = replies;
    }

    /** The undelivered messages that lie there now. */
    ImmutableSet<MessageKey> undelivered() {
        return outbox.deadLetters().stream()
                .map(TaskStatus::key)
                .filter(key -> key.text().isForAdmins() && notified.contains(key.receiver()))
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The reply, which tells an owner of what there is to be told. */
    Reply tellWith(Reply reply, Person person) {
        return person.role() == Role.OWNER ? tellOwnerWith(reply, person.language()) : reply;
    }

    private synchronized Reply tellOwnerWith(Reply reply, Language language) {
        return withBackup(withUndelivered(reply, language), language);
    }

    private Reply withUndelivered(Reply reply, Language language) {
        ImmutableSet<MessageKey> now = undelivered();
        boolean isNews = !told.containsAll(now) && !reply.template().equals(LISTING);
        Reply all = isNews
                ? reply.with(replies.say(
                        ReplyText.UNDELIVERED, language, Variables.builder().put("count", now.size())))
                : reply;
        told = fits(all) ? now : told;
        return fits(all) ? all : reply;
    }

    private Reply withBackup(Reply reply, Language language) {
        Optional<Instant> now = backups.failingSince();
        boolean isNews =
                now.isPresent() && !now.equals(backupTold) && !reply.template().equals(BACKUP_FAILED);
        Reply all = isNews ? reply.with(replies.say(ReplyText.NO_DAILY_BACKUP, language)) : reply;
        backupTold = fits(all) ? now : backupTold;
        return fits(all) ? all : reply;
    }

    private static boolean fits(Reply reply) {
        return reply.text().length() <= OutgoingMessage.MAX_TEXT;
    }
}
