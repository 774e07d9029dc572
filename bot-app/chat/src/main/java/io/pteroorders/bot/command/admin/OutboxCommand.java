package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutboxCounts;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Shows what waits to be sent, what cannot be delivered and why; and another try for that. */
public final class OutboxCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("outbox").forOwners();
    private static final String RETRY = "retry";
    private static final int MOST_LETTERS = 10;

    private final Outbox outbox;
    private final Replies replies;
    private final Clock clock;

    public OutboxCommand(Outbox outbox, Replies replies, Clock clock) {
        this.outbox = outbox;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        boolean retry = call.line().word(0).filter(RETRY::equalsIgnoreCase).isPresent();
        return Outcome.done(retry ? sendAgain(call.language()) : show(call.language()));
    }

    private Reply sendAgain(Language language) {
        return replies.say(
                ReplyText.OUTBOX_RETRIED, language, Variables.builder().put("count", outbox.sendAgain()));
    }

    private Reply show(Language language) {
        OutboxCounts counts = outbox.counts();
        ImmutableList<TaskStatus<MessageKey>> dead = outbox.deadLetters();
        List<Variables> letters = dead.stream()
                .limit(MOST_LETTERS)
                .map(letter -> letter(letter, language))
                .toList();
        return replies.say(
                ReplyText.OUTBOX,
                language,
                Variables.builder()
                        .put("waiting", counts.waiting())
                        .put("age", counts.oldest().map(since -> replies.formats()
                                .duration(Duration.between(since, clock.instant()), language)))
                        .put("dead", counts.dead())
                        .flag("anyDead", !dead.isEmpty())
                        .list("letters", letters)
                        .put("more", Math.max(0, dead.size() - MOST_LETTERS))
                        .flag("anyMore", dead.size() > MOST_LETTERS));
    }

    private Variables letter(TaskStatus<MessageKey> letter, Language language) {
        return Variables.builder()
                .put(
                        "orderId",
                        letter.key().text().isAboutShop()
                                ? replies.word("outbox.message", language)
                                : letter.key().order())
                .flag("broadcast", letter.key().isBulk())
                .put("receiver", letter.key().receiver().masked())
                .put("since", replies.formats().time(letter.since(), language))
                .put("why", letter.reason())
                .build();
    }
}
