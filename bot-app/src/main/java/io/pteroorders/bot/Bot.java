package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandLine;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Question;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.bot.middleware.Handler;
import io.pteroorders.bot.transport.IncomingMessage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/** The bot: a function from a message to the replies. Thread-safe. */
final class Bot {

    private final Roster roster;
    private final Languages languages;
    private final Language defaultLanguage;
    private final Replies replies;
    private final Commands commands;
    private final UnknownCommands unknown;
    private final Handler handler;
    private final Conversation conversation;

    Bot(
            Roster roster,
            Languages languages,
            Language defaultLanguage,
            Replies replies,
            Commands commands,
            UnknownCommands unknown,
            Handler handler,
            Conversation conversation) {
        this.roster = roster;
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
        this.replies = replies;
        this.commands = commands;
        this.unknown = unknown;
        this.handler = handler;
        this.conversation = conversation;
    }

    /** The replies to a message, in the order in which they are to be sent; there may be none. */
    ImmutableList<OutgoingMessage> handle(IncomingMessage message) {
        if (message.fromMe() || message.forwarded()) {
            return ImmutableList.of();
        }
        return reply(message).map(reply -> outgoing(reply, message)).stream().collect(ImmutableList.toImmutableList());
    }

    private Optional<Reply> reply(IncomingMessage message) {
        Optional<CommandLine> line = CommandLine.parse(message.text(), replies.prefix());
        Person person = person(message);
        if (message.group()) {
            return line.flatMap(command -> conversation.sendToPrivateChat(message.chat(), person));
        }
        if (message.text().length() > Replies.MAX_LENGTH) {
            return Optional.of(replies.say(ReplyText.MESSAGE_TOO_LONG, person.language()));
        }
        return line.map(typed -> run(typed, person, message, false)).or(() -> converse(person, message));
    }

    private Optional<Reply> converse(Person person, IncomingMessage message) {
        Optional<Question> accepted = conversation.acceptedQuestion(person, message.text());
        return accepted.isPresent()
                ? CommandLine.parse(accepted.get().commandLine(), "").map(line -> run(line, person, message, true))
                : conversation.answer(person, message.text());
    }

    private Reply run(CommandLine line, Person person, IncomingMessage message, boolean confirmed) {
        conversation.forgetQuestion(person);
        Call call = new Call(person, line, message.transport(), message.id(), confirmed);
        Optional<Command> command = commands.find(line.name());
        Reply reply =
                command.map(found -> handler.handle(found, call).get()).orElseGet(() -> unknown.answer(line, person));
        reply.question().ifPresent(question -> conversation.ask(person, question));
        return reply;
    }

    private Person person(IncomingMessage message) {
        return new Person(
                message.from(),
                message.name(),
                message.chat(),
                roster.roleOf(message.from()),
                languages.of(message.from()).orElse(defaultLanguage));
    }

    private static OutgoingMessage outgoing(Reply reply, IncomingMessage message) {
        return new OutgoingMessage(
                RequestId.of(message.transport(), message.from().text(), message.id(), "reply")
                        .hex(),
                message.chat(),
                reply.text(),
                reply.template(),
                reply.variables().asText(),
                reply.choices(),
                Optional.empty(),
                Optional.of(message.id()));
    }
}
