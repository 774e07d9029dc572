package io.pteroorders.bot.middleware;

import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.text.Variables;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers when something fails: the person gets a polite sentence, the log what happened. */
public final class AnswerFailures implements Handler.Step {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailures.class);
    private static final int INCIDENT_LENGTH = 8;

    private final Replies replies;

    public AnswerFailures(Replies replies) {
        this.replies = replies;
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        try {
            return next.handle(command, call);
        } catch (StorageException e) {
            LOG.error("the store failed, {}: {}", e.outcome(), e.getMessage());
            return Outcome.done(
                    replies.say(ReplyText.STORAGE_UNAVAILABLE, call.language()).as(Result.FAILED));
        } catch (RuntimeException e) {
            String incident = incident(call);
            LOG.error("incident {} in {}", incident, command.info().name(), e);
            return Outcome.done(replies.say(
                            ReplyText.INTERNAL_ERROR,
                            call.language(),
                            Variables.builder().put("incident", incident))
                    .as(Result.FAILED));
        }
    }

    private static String incident(Call call) {
        String hash = RequestId.of(call.transport(), call.messageId()).hex();
        return hash.substring(0, INCIDENT_LENGTH).toUpperCase(Locale.ROOT);
    }
}
