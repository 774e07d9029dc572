package io.pteroorders.bot.command.admin;

import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;

/** Makes a backup now. */
public final class BackupCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("backup").forOwners();
    private static final int KILOBYTE = 1024;

    private final BackupMaker backups;
    private final Replies replies;

    public BackupCommand(BackupMaker backups, Replies replies) {
        this.backups = backups;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return Outcome.done(
                backups.make().map(made -> describe(made, call.language())).orElseGet(() -> replies.say(
                                ReplyText.BACKUP_FAILED, call.language())
                        .as(Result.REFUSED)));
    }

    private Reply describe(BackupMaker.Made made, Language language) {
        return replies.say(
                ReplyText.BACKUP_MADE,
                language,
                Variables.builder()
                        .put("name", made.name())
                        .put("kilobytes", (made.bytes() + KILOBYTE - 1) / KILOBYTE)
                        .put("count", made.orders()));
    }
}
