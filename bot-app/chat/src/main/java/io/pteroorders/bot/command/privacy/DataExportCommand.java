package io.pteroorders.bot.command.privacy;

import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.SignInCommand;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.privacy.PrivacyRequest;
import io.pteroorders.bot.privacy.PrivacyRequest.Kind;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives a customer all that the shop keeps about them: by a link to their pages, or where there are none by an owner, who
 * has it written to a file.
 */
public final class DataExportCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of(SignInCommand.DATA, "data-saya").showingOrders();
    private static final int LONGEST_NUMBER = 5;

    private final SignInCommand link;
    private final boolean pages;
    private final PrivacyDesk desk;
    private final Replies replies;

    /** @param links empty if the shop has no pages */
    public DataExportCommand(Optional<SignInLinks> links, PrivacyDesk desk, Replies replies, Clock clock) {
        this.link = SignInCommand.data(links, replies, clock);
        this.pages = links.isPresent();
        this.desk = desk;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String typed = call.line().rest(0);
        if (typed.isEmpty()) {
            return pages ? link.run(call) : Outcome.done(ask(call));
        }
        return call.person().role() == Role.OWNER
                ? Outcome.done(write(typed, call))
                : Outcome.refused(new Refusal.NotAllowed());
    }

    private Reply ask(Call call) {
        boolean again = !desk.ask(call.person(), Kind.EXPORT);
        return replies.say(
                ReplyText.DATA_ASKED, call.language(), Variables.builder().flag("again", again));
    }

    private Reply write(String typed, Call call) {
        Optional<PersonId> person =
                person(typed).filter(found -> desk.orders(found).isPresent());
        return person.isPresent()
                ? replies.say(
                        ReplyText.DATA_WRITTEN,
                        call.language(),
                        Variables.builder()
                                .put("customer", person.get().masked())
                                .put("file", desk.export(person.get())))
                : replies.refuse(
                        ReplyText.NOTHING_KEPT,
                        call.language(),
                        Variables.builder().put("typed", Replies.quoted(typed)));
    }

    private Optional<PersonId> person(String typed) {
        return Optional.of(typed.startsWith("#") ? typed.substring(1) : typed)
                .filter(number -> number.length() <= LONGEST_NUMBER)
                .map(Ints::tryParse)
                .flatMap(desk::find)
                .map(PrivacyRequest::person)
                .or(() -> PhoneNumbers.parse(typed))
                .or(() -> Optional.of(typed).filter(text -> text.contains("@")).flatMap(PersonId::parse));
    }
}
