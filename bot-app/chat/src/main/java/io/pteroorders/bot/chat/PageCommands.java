package io.pteroorders.bot.chat;

import io.pteroorders.bot.chat.Admission.Decision;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.core.service.Actor;
import io.pteroorders.notify.Answering;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.OutgoingMessage;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The commands of the chat, for people who are signed in on the shop's pages: the same rights, checks, audit trail and
 * words. What they change is told in the chat as well. Thread-safe.
 */
public final class PageCommands {

    private static final String TRANSPORT = "web";

    private final Bot bot;
    private final Roster roster;
    private final Languages languages;
    private final Language byDefault;
    private final RateLimit limit;
    private final Outbox outbox;
    private final Replies replies;
    private final AuditTrail audit;
    private final Runnable afterReplies;
    private final Clock clock;

    PageCommands(
            Bot bot,
            ChatConfig config,
            ChatStores stores,
            Outbox outbox,
            Replies replies,
            Runnable afterReplies,
            Clock clock) {
        this.bot = bot;
        this.roster = config.roster();
        this.languages = stores.languages();
        this.byDefault = config.language();
        this.limit = new RateLimit(config.commandsPerMinute(), clock);
        this.outbox = outbox;
        this.replies = replies;
        this.audit = stores.audit();
        this.afterReplies = afterReplies;
        this.clock = clock;
    }

    /** Who is signed in, with what they are to the shop now. On a customer's pages everybody is a customer. */
    public Person person(Session session) {
        Visitor visitor = session.visitor();
        return new Person(
                visitor.id(),
                visitor.name(),
                visitor.chat(),
                session.area() == Area.PORTAL ? Actor.Role.CUSTOMER : roster.roleOf(visitor.id()),
                languages.of(visitor.id()).orElse(byDefault));
    }

    /**
     * Runs a command. Customers may run as many in a minute as in the chat, and lines may be as long as there.
     *
     * @param line as it would be typed, without the prefix
     * @param id names the use for good: a second one with the same id changes nothing more
     * @param confirmed whether the person has said yes to what the command asks
     * @return what it says; a question of it is not remembered, but asked by its reply alone
     * @throws IllegalArgumentException if the line names no command
     */
    public Reply run(Person person, String line, String id, boolean confirmed) {
        try {
            return hindrance(person, line)
                    .orElseGet(() -> bot.runForPage(person, parsed(line), TRANSPORT, id, confirmed));
        } finally {
            afterReplies.run();
        }
    }

    /** Runs a command whose reply is for the chat alone, where it goes to. */
    public Result runInChat(Person person, String line, String id) {
        try (Answering answering = outbox.answering(person.id())) {
            Reply reply =
                    hindrance(person, line).orElseGet(() -> bot.runForPage(person, parsed(line), TRANSPORT, id, false));
            answering.reply(
                    Bot.outgoing(reply, TRANSPORT, person.id(), id, person.chat(), Optional.empty()),
                    reply.account().covers());
            return reply.result();
        } finally {
            afterReplies.run();
        }
    }

    private static TypedCommand parsed(String line) {
        return TypedCommand.parse(line, "")
                .orElseThrow(() -> new IllegalArgumentException("a line has to name a command"));
    }

    private Optional<Reply> hindrance(Person person, String line) {
        if (line.length() > OutgoingMessage.MAX_TEXT) {
            return Optional.of(replies.refuse(ReplyText.MESSAGE_TOO_LONG, person.language(), Variables.builder()));
        }
        return person.isAdmin() || limit.command(person.id()) == Decision.HEAR
                ? Optional.empty()
                : Optional.of(replies.refuse(ReplyText.RATE_LIMITED, person.language(), Variables.builder()));
    }

    /** Keeps that an admin looked at orders of others. */
    public void looked(Person admin, String what, Optional<String> order) {
        audit.keep(List.of(entry(admin, what, order, Result.DONE)));
    }

    /** Keeps what an admin did, or was refused, on a page that is no command of the chat. */
    public void did(Person admin, String what, Result result) {
        audit.keep(List.of(entry(admin, what, Optional.empty(), result)));
    }

    private AuditTrail.Entry entry(Person admin, String what, Optional<String> order, Result result) {
        return new AuditTrail.Entry(clock.instant(), admin.id(), TRANSPORT + " " + what, order, result);
    }
}
