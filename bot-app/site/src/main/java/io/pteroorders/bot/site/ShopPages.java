package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.site.http.BadFormException;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.Fact;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import java.util.Arrays;
import java.util.stream.Stream;

/** The shop itself: whether it works, how it is set, and a message to many. */
final class ShopPages {

    private static final String PATH = "/dashboard/shop";
    private static final String ALL = "all";

    private final Pages pages;
    private final Deeds deeds;
    private final ShopState state;

    ShopPages(Pages pages, Deeds deeds, ShopState state) {
        this.pages = pages;
        this.deeds = deeds;
        this.state = state;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get(PATH, Access.ADMIN, this::shop),
                SiteRoute.post(PATH + "/broadcast", Access.ADMIN, this::broadcast));
    }

    private Answer shop(Visit visit) {
        return pages.page(
                "shop",
                visit,
                ImmutableMap.of(
                        "troubles", state.troubles().get(),
                        "settings", state.settings(),
                        "owner", visit.person().role() == Actor.Role.OWNER,
                        "receivers", receivers(visit)));
    }

    private ImmutableList<Fact> receivers(Visit visit) {
        var speech = pages.speech(visit);
        return Stream.concat(
                        Stream.of(new Fact(ALL, speech.word("broadcast.all"))),
                        Arrays.stream(OrderStatus.values())
                                .map(status -> new Fact(status.word(), speech.status(status))))
                .collect(ImmutableList.toImmutableList());
    }

    /** The chat's command shows the message and how many would get it, and asks. */
    private Answer broadcast(Visit visit) {
        String to = visit.field("to")
                .filter(text -> text.equals(ALL) || OrderStatus.parse(text).isPresent())
                .orElseThrow(() -> new BadFormException("nobody is to get it"));
        return deeds.run(visit, "broadcast " + to + " " + visit.text("text").orElse(""), PATH);
    }
}
