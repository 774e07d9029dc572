package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.chat.Answers.Said;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.notify.MessageKey;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.Outbox;
import java.util.Optional;

/**
 * What an admin asks for who answers a notice, quoting it. A call for a human is answered with whatever they write; that of
 * an order, or of a picture, with a word: a yes confirms, a no with what comes after it cancels the order or refuses the
 * picture. Both are commands that ask back. Thread-safe.
 */
final class NoticeAnswers {

    /** By the notice, the command that says no to what it tells. */
    private static final ImmutableMap<NotificationText, String> NO = ImmutableMap.of(
            NotificationText.ORDER_CREATED_ADMIN, "order-cancel",
            NotificationText.PROOF_RECEIVED_ADMIN, "order-reject");

    private final Outbox outbox;
    private final CustomerCalls calls;
    private final Answers answers;

    NoticeAnswers(Outbox outbox, CustomerCalls calls, Answers answers) {
        this.outbox = outbox;
        this.calls = calls;
        this.answers = answers;
    }

    /** The command that an answer stands for; empty if the message is no such answer. */
    Optional<TypedCommand> command(Person person, IncomingMessage message) {
        return message.quoted()
                .filter(quoted -> person.isAdmin())
                .flatMap(quoted -> calls.quoted(quoted)
                        .map(number -> "reply #" + number + " " + message.text())
                        .or(() -> aboutOrder(person, quoted, message.text())))
                .flatMap(line -> TypedCommand.parse(line, ""));
    }

    private Optional<String> aboutOrder(Person person, String quoted, String text) {
        return outbox.find(quoted)
                .filter(notice ->
                        NO.containsKey(notice.text()) && notice.receiver().equals(person.id()))
                .flatMap(notice -> line(notice, text));
    }

    private Optional<String> line(MessageKey notice, String text) {
        if (answers.read(text) == Said.YES) {
            return Optional.of(TypedCommand.asking("order-confirm " + notice.order()));
        }
        return answers.reasonToRefuse(text)
                .map(reason -> TypedCommand.asking(NO.get(notice.text()) + " " + notice.order() + " " + reason));
    }
}
