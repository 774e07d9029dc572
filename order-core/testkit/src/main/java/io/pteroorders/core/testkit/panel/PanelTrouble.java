package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;

/** What may go wrong with one request to a {@link FakePanel}. */
public enum PanelTrouble {
    /** Nothing. */
    NONE,
    /** It is done, and the connection breaks before the answer. */
    DROPS_THE_ANSWER,
    /** It is done, and there is no answer. */
    HANGS,
    /** It is done, and the answer stops in its middle. */
    HANGS_IN_ITS_ANSWER,
    /** It is done, and the answer has no end. */
    NEVER_ENDS,
    /** It is done, and the answer is cut short. */
    CUT_SHORT,
    /** It is done, and the answer is a page. */
    PAGE,
    /** It is done, and the answer is a list. */
    LIST,
    /** It is done, and the answer is an object that says nothing. */
    EMPTY_OBJECT,
    /** It is done, and the answer says that it failed. */
    FAILS_AFTER_ALL,
    /** It is done, and the answer has more in it. */
    MORE_FIELDS,
    /** A new server's port is given to another one, between its choice and its use; other requests have no trouble. */
    LOSES_THE_PORT,
    /** The connection breaks before anything is done. */
    DROPS_THE_REQUEST,
    /** Nothing is done: somewhere on the way is a proxy that knows nothing. */
    NOT_FOUND_BY_A_PROXY,
    /** Nothing is done: somewhere on the way is a proxy that is out of order. */
    BAD_GATEWAY,
    /** Nothing is done: it has trouble itself. */
    FAILS,
    /** Nothing is done: too many questions, and it wants to be left alone for seven seconds. */
    TOO_MANY,
    /** Nothing is done: it moved for good, to where a GET would do something. */
    MOVED,
    /** Nothing is done: it is elsewhere for now. */
    MOVED_FOR_NOW,
    /** Nothing is done, and the answer repeats the question, keys and all. */
    REFUSES,
    /** Nothing is done because of the key, and the answer repeats the question. */
    REFUSES_THE_KEY;

    private static final String PAGE_TEXT = "<html><body><h1>%d Something went wrong</h1></body></html>";

    /** Whether nothing is done. */
    boolean isBefore() {
        return compareTo(DROPS_THE_REQUEST) >= 0;
    }

    static PanelReply page(int status) {
        return new PanelReply(status, PAGE_TEXT.formatted(status), ImmutableMap.of("Content-Type", "text/html"));
    }

    static String half(String body) {
        return body.substring(0, body.length() / 2);
    }

    /** A status whose answers may have a body. */
    static int withBody(int status) {
        return status == 204 ? 200 : status;
    }

    /** What is answered after it is done. */
    PanelReply after(PanelRequest request, PanelReply right) {
        int status = withBody(right.status());
        return switch (this) {
            case CUT_SHORT -> new PanelReply(status, half(right.body() + " "));
            case PAGE -> page(status);
            case LIST -> new PanelReply(status, "[]");
            case EMPTY_OBJECT -> new PanelReply(status, "{}");
            case FAILS_AFTER_ALL -> PanelRefusal.broken("QueryException").reply();
            case MORE_FIELDS -> withMore(right);
            default -> right;
        };
    }

    private static PanelReply withMore(PanelReply right) {
        return right.body().startsWith("{")
                ? new PanelReply(
                        right.status(),
                        "{\"news\":[{\"a\":null},1.5,\"\\u2028\"],"
                                + right.body().substring(1).replace("{\"id\":", "{\"newer\":{\"a\":[1]},\"id\":"))
                : right;
    }

    /** What is answered instead of doing it. */
    PanelReply instead(PanelRequest request) {
        return switch (this) {
            case NOT_FOUND_BY_A_PROXY -> page(404);
            case BAD_GATEWAY -> page(502);
            case FAILS -> PanelRefusal.broken("QueryException").reply();
            case TOO_MANY ->
                PanelRefusal.of(429, "ThrottleRequestsException", "Too Many Attempts.")
                        .reply()
                        .with(ImmutableMap.of("Retry-After", "7"));
            case MOVED -> moved(301, request);
            case MOVED_FOR_NOW -> moved(307, request);
            case REFUSES_THE_KEY ->
                PanelRefusal.of(401, "AuthenticationException", request.toString())
                        .reply();
            default ->
                PanelRefusal.of(400, "DisplayException", request.toString()).reply();
        };
    }

    private static PanelReply moved(int status, PanelRequest request) {
        return new PanelReply(status, "", ImmutableMap.of("Location", request.path()));
    }
}
