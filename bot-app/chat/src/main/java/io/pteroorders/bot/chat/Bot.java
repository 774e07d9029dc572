package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.CommandReader;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.bot.middleware.Handler;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Language;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot: a function from a message to the replies. Thread-safe. */
final class Bot {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** What is said to what came instead of a text; {@link ReplyText#NO_TEXT} to the rest. */
    private static final ImmutableMap<Trait, ReplyText> NOT_READ = ImmutableMap.<Trait, ReplyText>builder()
            .put(Trait.EDITED, ReplyText.EDIT_NOT_READ)
            .put(Trait.NOT_OPENED, ReplyText.NOT_OPENED)
            .put(Trait.VOICE, ReplyText.VOICE_NOT_READ)
            .put(Trait.STICKER, ReplyText.STICKER_NOT_READ)
            .put(Trait.LOCATION, ReplyText.LOCATION_NOT_READ)
            .put(Trait.CONTACT, ReplyText.CONTACT_NOT_READ)
            .put(Trait.VIDEO, ReplyText.VIDEO_NOT_READ)
            .put(Trait.ORDER, ReplyText.CATALOG_ORDER_NOT_READ)
            .put(Trait.PICTURE, ReplyText.PICTURE_NOT_READ)
            .put(Trait.POLL, ReplyText.POLL_NOT_READ)
            .buildOrThrow();

    private final Languages languages;
    private final Language defaultLanguage;
    private final Replies replies;
    private final Commands commands;
    private final UnknownCommands unknown;
    private final CommandReader reader;
    private final Handler handler;
    private final NoticeAnswers noticeAnswers;
    private final RenewalAnswers renewalAnswers;
    private final Conversation conversation;
    private final Pictures pictures;
    private final OwnerNotices ownerNotices;

    Bot(
            Languages languages,
            Language defaultLanguage,
            Replies replies,
            Commands commands,
            UnknownCommands unknown,
            CommandReader reader,
            Handler handler,
            NoticeAnswers noticeAnswers,
            RenewalAnswers renewalAnswers,
            Conversation conversation,
            Pictures pictures,
            OwnerNotices ownerNotices) {
        this.languages = languages;
        this.defaultLanguage = defaultLanguage;
        this.replies = replies;
        this.commands = commands;
        this.unknown = unknown;
        this.reader = reader;
        this.handler = handler;
        this.noticeAnswers = noticeAnswers;
        this.renewalAnswers = renewalAnswers;
        this.conversation = conversation;
        this.pictures = pictures;
        this.ownerNotices = ownerNotices;
    }

    /** The reply to the first message that is too much; it ends a question like any other. */
    Optional<Reply> warn(Admission admission) {
        return orTryLater(admission, person -> {
            LOG.info("{} sends too many commands", person.id());
            conversation.forgetQuestion(person);
            return Optional.of(replies.say(ReplyText.RATE_LIMITED, person.language()));
        });
    }

    /** What is too much after that is not answered, but ends a question too. */
    Optional<Reply> passOver(Admission admission) {
        orTryLater(admission, person -> {
            conversation.forgetQuestion(person);
            return Optional.empty();
        });
        return Optional.empty();
    }

    /** Whether a picture by this person may be meant as the proof of a payment. */
    boolean mayProve(Admission admission) {
        try {
            return pictures.mayProve(person(admission));
        } catch (StorageException e) {
            // Whoever handles the picture meets the same, and says so.
            return true;
        }
    }

    /**
     * The reply to a picture of somebody who may have paid.
     *
     * @param picture empty if it could not be had
     */
    Optional<Reply> handlePicture(Admission admission, Optional<ByteSource> picture) {
        return orTryLater(admission, person -> {
            conversation.forgetQuestion(person);
            Optional<String> name = picture.flatMap(pictures::keep);
            return name.isEmpty()
                    ? Optional.of(replies.say(ReplyText.INVALID_PAYMENT_PROOF, person.language()))
                    : prove(name.get(), person, admission.message());
        });
    }

    private Optional<Reply> prove(String picture, Person person, IncomingMessage message) {
        ImmutableList<Order> unpaid = pictures.unpaid(person);
        return switch (unpaid.size()) {
            case 0 ->
                pictures.late(picture, person, message)
                        .map(reply -> conversation.nowAndThen(person, reply))
                        .orElseGet(() -> notNeeded(person));
            case 1 -> Optional.of(run(Pictures.attach(picture, unpaid.get(0)), person, message));
            default -> Optional.of(asking(pictures.askWhich(picture, unpaid, person), person));
        };
    }

    /** The answer to a picture that proves nothing. */
    private Optional<Reply> notNeeded(Person person) {
        return pictures.alreadyPaid(person)
                .map(reply -> conversation.nowAndThen(person, reply))
                .orElseGet(() -> conversation.cannotRead(person, ReplyText.PICTURE_WITHOUT_ORDER));
    }

    /** The reply to a message that was let in; there may be none. */
    Optional<Reply> handle(Admission admission) {
        return orTryLater(admission, person -> reply(admission, person));
    }

    private Optional<Reply> orTryLater(Admission admission, Function<Person, Optional<Reply>> answer) {
        Person person = person(admission);
        try {
            return answer.apply(person)
                    .map(reply -> admission.message().isInGroup() ? reply : ownerNotices.tellWith(reply, person));
        } catch (StorageException e) {
            LOG.error("what people chose cannot be kept, {}: {}", e.outcome(), e.getMessage());
            return Optional.of(replies.say(ReplyText.STORAGE_UNAVAILABLE, person.language())
                    .as(Result.FAILED));
        }
    }

    private Optional<Reply> reply(Admission admission, Person person) {
        IncomingMessage message = admission.message();
        if (message.isInGroup()) {
            return admission.command().flatMap(command -> conversation.sendToPrivateChat(message.chat(), person));
        }
        if (message.isTooLong()) {
            conversation.forgetQuestion(person);
            return Optional.of(replies.say(ReplyText.MESSAGE_TOO_LONG, person.language()));
        }
        if (message.attachment().isPresent()) {
            conversation.forgetQuestion(person);
            return notNeeded(person);
        }
        Optional<Trait> instead = message.instead();
        if (instead.isPresent()) {
            return conversation.cannotRead(person, NOT_READ.getOrDefault(instead.get(), ReplyText.NO_TEXT));
        }
        if (message.is(Trait.FORWARDED)) {
            return conversation.forwarded(person, message.text());
        }
        return admission
                .command()
                .or(() -> noticeAnswers.command(person, message))
                .or(() -> renewalAnswers.quoting(person, message))
                .map(typed -> run(typed, person, message))
                .or(() -> answerToReminder(person, message))
                .or(() -> converse(person, message));
    }

    /**
     * A mere yes renews the server that the person was reminded of, unless an admin talks to them; of several they are asked
     * which.
     */
    private Optional<Reply> answerToReminder(Person person, IncomingMessage message) {
        if (!conversation.isAsking(person) && renewalAnswers.declines(person, message.text())) {
            return conversation.declined(person);
        }
        ImmutableList<Order> meant = conversation.isAsking(person) || conversation.isQuiet(person)
                ? ImmutableList.of()
                : renewalAnswers.meant(person, message.text());
        return switch (meant.size()) {
            case 0 -> Optional.empty();
            case 1 ->
                TypedCommand.parse(RenewalAnswers.line(meant.get(0).id()), "")
                        .map(typed -> run(typed, person, message));
            default -> Optional.of(asking(renewalAnswers.which(meant, person), person));
        };
    }

    private Optional<Reply> converse(Person person, IncomingMessage message) {
        return take(conversation.hear(person, message.id(), message.text(), message.sentAt()), person, message);
    }

    /** Says what is to be said, and below it what comes of what is to be run. */
    private Optional<Reply> take(Turn turn, Person person, IncomingMessage message) {
        Stream<Reply> ran = turn.lines().stream()
                .flatMap(line -> TypedCommand.parse(line, "").stream())
                .map(line -> runAnswer(new Call(
                        person,
                        line,
                        message.transport(),
                        turn.message().orElse(message.id()),
                        turn.confirmed(),
                        false)));
        return Stream.of(turn.reply().stream(), ran, turn.below().stream())
                .flatMap(replies -> replies)
                .reduce(Reply::followedBy)
                .map(reply -> asking(reply, person));
    }

    /** The question goes with what it asked for: what the store refused can be said yes to again. */
    private Reply runAnswer(Call call) {
        Reply reply = run(call);
        if (reply.result() != Result.FAILED) {
            conversation.forgetQuestion(call.person());
        }
        return reply;
    }

    private Reply run(TypedCommand line, Person person, IncomingMessage message) {
        conversation.forgetQuestion(person);
        ImmutableList<String> several = reader.several(line, person.role());
        if (!several.isEmpty()) {
            return CommandNames.oneAtATime(several, replies, person.language());
        }
        if (commands.find(line.name()).isEmpty()) {
            Optional<Reply> understood =
                    conversation.packageAlone(person, line).flatMap(turn -> take(turn, person, message));
            if (understood.isPresent()) {
                return understood.get();
            }
        }
        boolean late = conversation.isLate(message.sentAt());
        return asking(run(new Call(person, line, message.transport(), message.id(), false, late)), person);
    }

    /** What a command comes to that was chosen on a page. */
    Reply runForPage(Person person, TypedCommand line, String transport, String id, boolean confirmed) {
        return run(new Call(person, line, transport, id, confirmed, false));
    }

    private Reply run(Call call) {
        return commands.find(call.line().name())
                .map(found -> handler.handle(found, call).get())
                .orElseGet(() -> dontKnow(call.line(), call.person()));
    }

    private Reply asking(Reply reply, Person person) {
        conversation.ask(person, reply);
        return reply;
    }

    private Reply dontKnow(TypedCommand line, Person person) {
        LOG.info("an unknown command by {} {}", person.role(), person.id());
        return unknown.answer(line, person);
    }

    private Person person(Admission admission) {
        IncomingMessage message = admission.message();
        return new Person(
                message.from(),
                message.name(),
                message.chat(),
                admission.role(),
                languages.of(message.from()).orElse(defaultLanguage));
    }

    /** A reply on its way. */
    static OutgoingMessage outgoing(Reply reply, IncomingMessage message) {
        return outgoing(
                reply, message.transport(), message.from(), message.id(), message.chat(), Optional.of(message.id()));
    }

    /**
     * The same to whatever asked for it.
     *
     * @param id of what asked, at its transport
     * @param quoted the message that is answered, if it was one
     */
    static OutgoingMessage outgoing(
            Reply reply, String transport, PersonId person, String id, String chat, Optional<String> quoted) {
        return new OutgoingMessage(
                RequestId.of(transport, person.text(), id, part(reply)).hex(),
                chat,
                reply.text(),
                reply.template(),
                reply.variables().asText(),
                reply.choices(),
                reply.attachment(),
                quoted,
                reply.picture());
    }

    /** A message that failed may come again, and then has its reply as well. */
    private static String part(Reply reply) {
        return reply.result() == Result.FAILED ? "failure" : "reply";
    }
}
