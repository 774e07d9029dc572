package io.pteroorders.bot.command;

import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Variables;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Sends a link by which whoever asks signs in on the shop's pages. */
public final class SignInCommand implements Command {

    /** The name of the command that gives people all that is kept about them. */
    public static final String DATA = "data-export";

    private final CommandInfo info;
    private final Area area;
    private final Optional<SignInLinks> links;
    private final Replies replies;
    private final Clock clock;

    private SignInCommand(CommandInfo info, Area area, Optional<SignInLinks> links, Replies replies, Clock clock) {
        this.info = info;
        this.area = area;
        this.links = links;
        this.replies = replies;
        this.clock = clock;
    }

    /**
     * To a customer's own pages.
     *
     * @param links empty if the shop has no pages
     */
    public static SignInCommand portal(Optional<SignInLinks> links, Replies replies, Clock clock) {
        return new SignInCommand(CommandInfo.of("portal", "web"), Area.PORTAL, links, replies, clock);
    }

    /**
     * To a customer's own pages, where all that is kept about them can be taken along.
     *
     * @param links empty if the shop has no pages
     */
    public static SignInCommand data(Optional<SignInLinks> links, Replies replies, Clock clock) {
        return new SignInCommand(CommandInfo.of(DATA, "data-saya"), Area.PORTAL, links, replies, clock);
    }

    /**
     * To the pages of admins.
     *
     * @param links empty if the shop has no pages
     */
    public static SignInCommand dashboard(Optional<SignInLinks> links, Replies replies, Clock clock) {
        return new SignInCommand(
                CommandInfo.of("dashboard", "dasbor").forAdmins(), Area.DASHBOARD, links, replies, clock);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return Outcome.done(links.map(all -> sent(all, call))
                .orElseGet(() -> replies.refuse(ReplyText.NO_PAGES, call.language(), Variables.builder())));
    }

    private Reply sent(SignInLinks all, Call call) {
        Variables.Builder values = Variables.builder().put("minutes", String.valueOf(SignInLinks.LIFE.toMinutes()));
        Optional<URI> link = all.issue(call.person().asVisitor(), area, clock.instant());
        return link.isPresent()
                ? replies.say(
                        ReplyText.SIGN_IN_LINK,
                        call.language(),
                        values.put("link", link.get().toString())
                                .flag("dashboard", area == Area.DASHBOARD)
                                .flag("data", info.name().equals(DATA)))
                : replies.refuse(ReplyText.TOO_MANY_LINKS, call.language(), values);
    }
}
