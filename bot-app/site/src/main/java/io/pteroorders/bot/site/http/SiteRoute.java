package io.pteroorders.bot.site.http;

import io.pteroorders.bot.web.Answer;
import io.pteroorders.bot.web.RouteTable;

/**
 * One page, or what a form of a page does. Immutable and thread-safe.
 *
 * @param method of HTTP: GET or POST
 * @param pattern of the path; see {@link RouteTable.Route#pattern}
 * @param access who may see it
 * @param page what answers
 */
public record SiteRoute(String method, String pattern, Access access, Page page) implements RouteTable.Route {

    /** Who may see a page. */
    public enum Access {
        ANYBODY,
        /** Whoever is signed in on a customer's pages. */
        CUSTOMER,
        /** Whoever is signed in on the dashboard, and is an admin now. */
        ADMIN,
        /** The same, if they are an owner now; to other admins there is no such page. */
        OWNER
    }

    /** Answers a visit. */
    @FunctionalInterface
    public interface Page {

        Answer answer(Visit visit);
    }

    /** A page. */
    public static SiteRoute get(String pattern, Access access, Page page) {
        return new SiteRoute("GET", pattern, access, page);
    }

    /** What a form does. */
    public static SiteRoute post(String pattern, Access access, Page page) {
        return new SiteRoute("POST", pattern, access, page);
    }
}
