package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.picture.CodePictures;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.bot.site.http.Doorkeeper;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.notify.NotificationText;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Signing in by a link from the chat. To look at a link uses nothing up, because previews and crawlers do; a button does.
 * Nobody types a number here, so that nobody learns who is a customer.
 */
final class SignInPages {

    /** No token of a link is like this. */
    private static final String PICTURE = "/login/chat.png";

    private static final int A_DAY = 86_400;

    private final PageShop shop;
    private final Pages pages;
    private final ChatLinks chat;
    private final Doorkeeper doorkeeper;

    SignInPages(PageShop shop, Pages pages, ChatLinks chat, Doorkeeper doorkeeper) {
        this.shop = shop;
        this.pages = pages;
        this.chat = chat;
        this.doorkeeper = doorkeeper;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/login", Access.ANYBODY, visit -> how(visit, false)),
                SiteRoute.post("/login", Access.ANYBODY, this::byCode),
                SiteRoute.get(PICTURE, Access.ANYBODY, this::picture),
                SiteRoute.get("/login/{token}", Access.ANYBODY, this::ask),
                SiteRoute.post("/login/{token}", Access.ANYBODY, this::byLink),
                SiteRoute.post("/login/{token}/code", Access.ANYBODY, this::code));
    }

    /** What a phone scans to open the chat; it is the same for everybody. */
    private Answer picture(Visit visit) {
        return chat.link(command(visit))
                .map(CodePictures::bare)
                .map(picture -> Answer.content(HttpStatus.OK_200, picture.mediaType(), picture.content())
                        .kept(A_DAY))
                .orElseGet(() -> pages.missing(visit));
    }

    private static String command(Visit visit) {
        return visit.field("dashboard").isPresent() ? "dashboard" : "portal";
    }

    private Answer how(Visit visit, boolean wrong) {
        String command = command(visit);
        return pages.page(
                "login",
                visit,
                ImmutableMap.of(
                        "command",
                        chat.typed(command),
                        "chat",
                        chat.link(command),
                        "picture",
                        command.equals("portal") ? PICTURE : PICTURE + "?dashboard=on",
                        "wrong",
                        wrong));
    }

    private Answer ask(Visit visit) {
        return shop.links()
                .find(visit.place("token"), visit.time())
                .map(link -> pages.page(
                                "sign-in",
                                visit,
                                ImmutableMap.of(
                                        "name", link.visitor().name(),
                                        "token", visit.place("token"),
                                        "dashboard", link.area() == Area.DASHBOARD))
                        .withHeader("X-Robots-Tag", "noindex"))
                .orElseGet(() -> expired(visit));
    }

    private Answer expired(Visit visit) {
        return pages.page(HttpStatus.GONE_410, "expired", visit, ImmutableMap.of());
    }

    private Answer byLink(Visit visit) {
        return signedIn(visit, shop.links().redeem(visit.place("token"), visit.time()))
                .orElseGet(() -> expired(visit));
    }

    private Answer byCode(Visit visit) {
        return signedIn(visit, shop.links().redeemCode(visit.field("code").orElse(""), visit.address(), visit.time()))
                .orElseGet(() -> how(visit, true));
    }

    /** A session of its own each time. */
    private Optional<Answer> signedIn(Visit visit, Optional<SignInLinks.Link> link) {
        return link.map(one -> {
            boolean dashboard = one.area() == Area.DASHBOARD;
            Answer answer =
                    doorkeeper.begin(Pages.see(dashboard ? "/dashboard" : "/orders"), one.visitor(), one.area(), visit);
            if (dashboard) {
                tell(one, visit);
            }
            return answer;
        });
    }

    private void tell(SignInLinks.Link link, Visit visit) {
        shop.outbox()
                .letters()
                .send(
                        "signed-in:" + link.visitor().id() + ":" + visit.time().toEpochMilli(),
                        NotificationText.SIGNED_IN_ADMIN,
                        List.of(link.visitor().id()),
                        visit.device());
    }

    private Answer code(Visit visit) {
        return shop.links()
                .code(visit.place("token"), visit.time())
                .map(code -> pages.page(
                        "code",
                        visit,
                        ImmutableMap.of(
                                "code",
                                code,
                                "address",
                                shop.links().site().resolve("/login").toString())))
                .orElseGet(() -> expired(visit));
    }
}
