package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableSet;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows where a person is signed in on the shop's pages, and signs them out everywhere. */
public final class SessionsCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("sessions", "sesi", "logout-all");
    private static final ImmutableSet<String> END = ImmutableSet.of("end", "akhiri", "keluar");

    private final Sessions sessions;
    private final Optional<SignInLinks> links;
    private final Replies replies;
    private final Clock clock;

    /** @param links empty if the shop has no pages */
    public SessionsCommand(Sessions sessions, Optional<SignInLinks> links, Replies replies, Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.replies = replies;
        this.clock = clock;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        boolean ends = call.line().name().equals("logout-all")
                || call.line()
                        .word(0)
                        .filter(word -> END.contains(word.toLowerCase(Locale.ROOT)))
                        .isPresent();
        return Outcome.done(ends ? end(call) : show(call));
    }

    private Reply end(Call call) {
        links.ifPresent(all -> all.end(call.person().id()));
        int count = sessions.endAll(call.person().id());
        return replies.say(
                ReplyText.SESSIONS_ENDED, call.language(), Variables.builder().put("count", String.valueOf(count)));
    }

    private Reply show(Call call) {
        List<Variables> all = sessions.of(call.person().id(), clock.instant()).stream()
                .map(session -> values(session, call.language()))
                .toList();
        return replies.say(
                ReplyText.SESSIONS,
                call.language(),
                Variables.builder().list("sessions", all).flag("any", !all.isEmpty()));
    }

    private Variables values(Session session, Language language) {
        return Variables.builder()
                .put("device", session.device())
                .flag("dashboard", session.area() == Area.DASHBOARD)
                .put("began", replies.formats().time(session.created(), language))
                .build();
    }
}
