package io.pteroorders.bot.chat;

import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.TypedCommand;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.core.service.Actor;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.text.Language;

/**
 * The commands of the chat, for people who are signed in on the shop's pages: the same rights, checks, audit trail and
 * words. What they change is told in the chat as well. Thread-safe.
 */
public final class PageCommands {

    private final Bot bot;
    private final Roster roster;
    private final Languages languages;
    private final Language byDefault;
    private final Runnable afterReplies;

    PageCommands(Bot bot, Roster roster, Languages languages, Language byDefault, Runnable afterReplies) {
        this.bot = bot;
        this.roster = roster;
        this.languages = languages;
        this.byDefault = byDefault;
        this.afterReplies = afterReplies;
    }

    /** Who is signed in, with what they are to the shop now. On a customer's pages everybody is a customer. */
    public Person person(Session session) {
        var visitor = session.visitor();
        return new Person(
                visitor.id(),
                visitor.name(),
                visitor.chat(),
                session.area() == Area.PORTAL ? Actor.Role.CUSTOMER : roster.roleOf(visitor.id()),
                languages.of(visitor.id()).orElse(byDefault));
    }

    /**
     * Runs a command.
     *
     * @param line as it would be typed, without the prefix
     * @param id names the use for good: a second one with the same id changes nothing more
     * @param confirmed whether the person has said yes to what the command asks
     * @return what it says; a question of it is not remembered, but asked by its reply alone
     * @throws IllegalArgumentException if the line names no command
     */
    public Reply run(Person person, String line, String id, boolean confirmed) {
        TypedCommand typed = TypedCommand.parse(line, "")
                .orElseThrow(() -> new IllegalArgumentException("a line has to name a command"));
        try {
            return bot.runForPage(person, typed, id, confirmed);
        } finally {
            afterReplies.run();
        }
    }
}
