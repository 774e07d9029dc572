package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.web.Answer;

/** What a customer has of the shop beside orders: servers and messages. */
final class OwnPages {

    private final Pages pages;
    private final ServerViews servers;
    private final MessageViews messages;

    OwnPages(Pages pages, ServerViews servers, MessageViews messages) {
        this.pages = pages;
        this.servers = servers;
        this.messages = messages;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(
                SiteRoute.get("/servers", Access.CUSTOMER, this::servers),
                SiteRoute.get("/messages", Access.CUSTOMER, this::messages));
    }

    private Answer servers(Visit visit) {
        return pages.page(
                "servers",
                visit,
                ImmutableMap.of("servers", servers.of(visit.person().id(), visit, pages.speech(visit))));
    }

    private Answer messages(Visit visit) {
        return pages.page(
                "messages",
                visit,
                ImmutableMap.of("messages", messages.own(visit.person().id(), pages.speech(visit))));
    }
}
