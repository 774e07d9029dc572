package io.pteroorders.bot.api.http;

import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.bot.web.RouteTable;
import io.pteroorders.core.service.Actor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One thing that can be asked for. Immutable and thread-safe.
 *
 * @param method of HTTP
 * @param pattern of the address below {@code /api/v1}; a place for anything is a name in braces
 * @param scope that the key needs
 * @param role whose rights the key needs
 * @param page what answers
 */
public record Route(String method, String pattern, Scope scope, Actor.Role role, Page page)
        implements RouteTable.Route {

    /** What answers to a request of whoever may ask it. */
    public sealed interface Page permits Answering, Streaming {}

    /** Answers once. */
    @FunctionalInterface
    public non-sealed interface Answering extends Page {

        /**
         * The answer.
         *
         * @throws ProblemException if there is none of its kind
         */
        Answer answer(Ask ask);
    }

    /** Answers on and on. */
    @FunctionalInterface
    public non-sealed interface Streaming extends Page {

        /**
         * Begins to answer. Returns at once.
         *
         * @throws ProblemException if it cannot
         */
        void serve(Ask ask, Request request, Response response, Callback callback);
    }

    /** Something to see. */
    public static Route get(String pattern, Scope scope, Answering page) {
        return new Route("GET", pattern, scope, Actor.Role.ADMIN, page);
    }

    /** Something to see that goes on. */
    public static Route stream(String pattern, Scope scope, Streaming page) {
        return new Route("GET", pattern, scope, Actor.Role.ADMIN, page);
    }

    /** Something to do. */
    public static Route post(String pattern, Scope scope, Answering page) {
        return new Route("POST", pattern, scope, Actor.Role.ADMIN, page);
    }

    /** Something to change. */
    public static Route patch(String pattern, Scope scope, Answering page) {
        return new Route("PATCH", pattern, scope, Actor.Role.ADMIN, page);
    }

    /** Something to remove. */
    public static Route delete(String pattern, Scope scope, Answering page) {
        return new Route("DELETE", pattern, scope, Actor.Role.ADMIN, page);
    }

    /** The same for keys with an owner's rights. */
    public Route forOwners() {
        return new Route(method, pattern, scope, Actor.Role.OWNER, page);
    }
}
