package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.Session;
import io.pteroorders.bot.site.http.Doorkeeper;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.site.view.Said;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.notify.text.Language;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/** What is about the person who is signed in, wherever that is: language, devices, their data, and their yes to a question. */
final class AccountPages {

    private final PageShop shop;
    private final Pages pages;
    private final Deeds deeds;
    private final Doorkeeper doorkeeper;

    AccountPages(PageShop shop, Pages pages, Deeds deeds, Doorkeeper doorkeeper) {
        this.shop = shop;
        this.pages = pages;
        this.deeds = deeds;
        this.doorkeeper = doorkeeper;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/account", Access.ANYBODY, this::account),
                SiteRoute.get("/account/data.json", Access.CUSTOMER, this::data),
                SiteRoute.post("/account/erase", Access.CUSTOMER, this::erase),
                SiteRoute.post("/account/language", Access.ANYBODY, this::language),
                SiteRoute.post("/account/sign-out", Access.ANYBODY, this::signOut),
                SiteRoute.post("/account/sign-out-everywhere", Access.ANYBODY, this::signOutEverywhere),
                SiteRoute.post("/confirm", Access.ANYBODY, this::confirm));
    }

    private Answer account(Visit visit) {
        if (visit.signedIn().isEmpty()) {
            return pages.signIn(Area.PORTAL);
        }
        Speech speech = pages.speech(visit);
        ImmutableList<Fact> sessions = shop.sessions().of(visit.person().id(), visit.time()).stream()
                .map(session -> fact(session, speech))
                .collect(ImmutableList.toImmutableList());
        return pages.page("account", visit, ImmutableMap.of("sessions", sessions));
    }

    /** Whoever finds a phone is not to carry all of it away. */
    private Answer data(Visit visit) {
        SignedIn who = visit.signedIn().orElseThrow();
        if (!who.session().isFresh(visit.time())) {
            pages.sayings().put(who, Said.no(pages.speech(visit).word("fresh.data")));
            return Pages.see("/account");
        }
        return Answer.content(
                        HttpStatus.OK_200,
                        "application/json",
                        shop.personal()
                                .of(visit.person().id(), visit.time())
                                .toPrettyString()
                                .getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Disposition", "attachment; filename=\"data.json\"");
    }

    /** Asks first, as the chat does; the owner decides. */
    private Answer erase(Visit visit) {
        return deeds.run(visit, "erase", "/account");
    }

    private static Fact fact(Session session, Speech speech) {
        String area = session.area() == Area.DASHBOARD ? " · " + speech.word("nav.dashboard") : "";
        return new Fact(session.device() + area, speech.time(session.created()));
    }

    private Answer language(Visit visit) {
        visit.signedIn().ifPresent(one -> visit.field("language")
                .flatMap(Language::parse)
                .ifPresent(wanted -> shop.languages().choose(one.person().id(), wanted)));
        return Pages.see("/account");
    }

    private Answer signOut(Visit visit) {
        Answer home = Pages.see("/");
        return visit.signedIn().map(one -> doorkeeper.end(home, one)).orElse(home);
    }

    private Answer signOutEverywhere(Visit visit) {
        visit.signedIn().ifPresent(one -> {
            shop.links().end(one.person().id());
            shop.sessions().endAll(one.person().id());
        });
        return signOut(visit);
    }

    private Answer confirm(Visit visit) {
        return visit.signedIn().isEmpty() ? pages.signIn(Area.PORTAL) : deeds.confirm(visit);
    }
}
