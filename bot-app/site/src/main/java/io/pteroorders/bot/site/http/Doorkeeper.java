package io.pteroorders.bot.site.http;

import com.google.common.base.Ascii;
import io.pteroorders.bot.chat.PageCommands;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Sessions;
import io.pteroorders.bot.session.Visitor;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.web.Answer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Knows people by a cookie, and the shop's own forms by what browsers say of them. Thread-safe. */
public final class Doorkeeper {

    private final URI site;
    private final boolean isSecure;
    private final Sessions sessions;
    private final PageCommands commands;

    /** @param site the address of the pages */
    public Doorkeeper(URI site, Sessions sessions, PageCommands commands) {
        this.site = site;
        this.isSecure = "https".equals(site.getScheme());
        this.sessions = sessions;
        this.commands = commands;
    }

    /** Whether all goes by TLS. */
    boolean isSecure() {
        return isSecure;
    }

    /** Who it is; empty for a stranger. */
    Optional<SignedIn> signedIn(Request request, Instant now) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(cookieName()))
                .map(HttpCookie::getValue)
                .findFirst()
                .flatMap(secret -> sessions.find(secret, now)
                        .map(session -> new SignedIn(secret, session, commands.person(session))));
    }

    /**
     * Whether a form was sent by a page of the shop. Browsers say where a request comes from, and let no page say anything
     * else; those that are too old for that say whose page it was.
     */
    boolean isOwnForm(Request request) {
        String from = request.getHeaders().get("Sec-Fetch-Site");
        return from == null
                ? (site.getScheme() + "://" + site.getRawAuthority())
                        .equals(request.getHeaders().get(HttpHeader.ORIGIN))
                : from.equals("same-origin");
    }

    /** The answer, which begins a session; the one that the browser had before ends. */
    public Answer begin(Answer answer, Visitor visitor, Area area, Visit visit) {
        visit.signedIn().map(SignedIn::secret).ifPresent(sessions::end);
        String secret = sessions.begin(visitor, area, visit.device(), visit.time());
        return answer.withHeader("Set-Cookie", cookie(secret, area.cookieLife()));
    }

    /** The answer, which ends the session of whoever gets it. */
    public Answer end(Answer answer, SignedIn signedIn) {
        sessions.end(signedIn.secret());
        return answer.withHeader("Set-Cookie", cookie("", Duration.ZERO));
    }

    private String cookie(String value, Duration life) {
        return cookieName() + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (isSecure ? "; Secure" : "");
    }

    private String cookieName() {
        return isSecure ? "__Host-session" : "session";
    }

    /** What somebody looks with, in few words: browsers tell long stories. */
    static String device(Request request) {
        String agent =
                Ascii.toLowerCase(Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))
                        .orElse(""));
        return browser(agent) + ", " + system(agent);
    }

    private static String browser(String agent) {
        if (agent.contains("firefox") || agent.contains("fxios")) {
            return "Firefox";
        } else if (agent.contains("edg")) {
            return "Edge";
        } else if (agent.contains("opr/") || agent.contains("opera")) {
            return "Opera";
        } else if (agent.contains("chrome") || agent.contains("crios")) {
            return "Chrome";
        }
        return agent.contains("safari") ? "Safari" : "?";
    }

    private static String system(String agent) {
        if (agent.contains("android")) {
            return "Android";
        } else if (agent.contains("iphone") || agent.contains("ipad")) {
            return "iOS";
        } else if (agent.contains("windows")) {
            return "Windows";
        } else if (agent.contains("mac os")) {
            return "macOS";
        }
        return agent.contains("linux") ? "Linux" : "?";
    }
}
