package io.pteroorders.bot.site.http;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.session.Area;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit.SignedIn;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.bot.web.BodyReader;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.bot.web.Exchange;
import io.pteroorders.bot.web.RouteTable;
import io.pteroorders.bot.web.RouteTable.Match;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.text.Language;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop's pages: finds out who is there and whether they may see a page before it answers, and takes no form but the
 * shop's own. Thread-safe.
 */
public final class SitePages implements Request.Handler {

    private static final int MAX_FORM = 64 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(SitePages.class);

    private final RouteTable<SiteRoute> routes;
    private final Doorkeeper doorkeeper;
    private final Notices notices;
    private final Language language;
    private final BodyReader bodies;
    private final ClientAddresses addresses;
    private final Executor threads;
    private final Executor forms;
    private final Clock clock;

    /** The pages for what is not there, is not allowed, or failed. */
    public interface Notices {

        /**
         * Says in few words why there is nothing to see.
         *
         * @param status of HTTP
         * @param incident a number to name it by, if it is a bug
         */
        Answer of(int status, Optional<String> incident, Language language);

        /** There is nothing, or nothing that whoever looks may see. */
        Answer missing(Visit visit);

        /** Sends a stranger to where they can sign in. */
        Answer signIn(Area area);
    }

    /**
     * The pages.
     *
     * @param language of strangers whose browser prefers none of the shop's
     * @param addresses tells where people are
     * @param threads where pages are made
     * @param forms where what forms say is done, which may take its time
     */
    public SitePages(
            List<SiteRoute> routes,
            Doorkeeper doorkeeper,
            Notices notices,
            Language language,
            BodyReader bodies,
            ClientAddresses addresses,
            Executor threads,
            Executor forms,
            Clock clock) {
        this.routes = new RouteTable<>(routes);
        this.doorkeeper = doorkeeper;
        this.notices = notices;
        this.language = language;
        this.bodies = bodies;
        this.addresses = addresses;
        this.threads = threads;
        this.forms = forms;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = String.valueOf(request.getHttpURI().getCanonicalPath());
        RouteTable.Here<SiteRoute> here = routes.at(path);
        if (here.isEmpty()) {
            return false;
        }
        Exchange exchange = new Exchange(request, response, callback);
        protect(response);
        Optional<Match<SiteRoute>> found = here.by(exchange.method());
        if (found.isEmpty()) {
            exchange.close(notice(HttpStatus.METHOD_NOT_ALLOWED_405, exchange).withHeader("Allow", here.allowed()));
        } else if (exchange.isGet()) {
            run(threads, () -> answer(found.get(), path, query(request), exchange), exchange);
        } else if (!doorkeeper.isOwnForm(request)) {
            exchange.close(notice(HttpStatus.FORBIDDEN_403, exchange));
        } else {
            read(found.get(), path, exchange);
        }
        return true;
    }

    /** Nothing from elsewhere is shown or run, nothing of it is shown elsewhere, and no address is told to anybody. */
    private void protect(Response response) {
        response.getHeaders()
                .put(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self';"
                                + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                .put("Referrer-Policy", "no-referrer")
                .put("Cross-Origin-Opener-Policy", "same-origin")
                .put("Cross-Origin-Resource-Policy", "same-origin")
                .put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (doorkeeper.isSecure()) {
            response.getHeaders().put("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void read(Match<SiteRoute> found, String path, Exchange exchange) {
        bodies.read(exchange.request(), MAX_FORM, new BodyReader.Receiver() {
            @Override
            public void received(byte[] bytes) {
                run(forms, () -> answer(found, path, form(bytes), exchange), exchange);
            }

            @Override
            public void refused(int status) {
                exchange.close(notice(status, exchange));
            }
        });
    }

    private static ImmutableListMultimap<String, String> form(byte[] bytes) {
        return readable(() -> {
            Fields fields = new Fields(true);
            UrlEncoded.decodeUtf8To(new String(bytes, StandardCharsets.UTF_8), fields);
            return fields;
        });
    }

    private static ImmutableListMultimap<String, String> query(Request request) {
        return readable(() -> Request.extractQueryParameters(request, StandardCharsets.UTF_8));
    }

    private static ImmutableListMultimap<String, String> readable(Supplier<Fields> decoding) {
        try {
            return fields(decoding.get());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new BadFormException("it is not encoded as it should be: " + e.getMessage());
        }
    }

    private static ImmutableListMultimap<String, String> fields(Fields fields) {
        ImmutableListMultimap.Builder<String, String> all = ImmutableListMultimap.builder();
        fields.forEach(field -> all.putAll(field.getName(), field.getValues()));
        return all.build();
    }

    private void run(Executor executor, Supplier<Answer> page, Exchange exchange) {
        try {
            executor.execute(() -> exchange.send(made(page, exchange)));
        } catch (RejectedExecutionException e) {
            exchange.close(notice(HttpStatus.SERVICE_UNAVAILABLE_503, exchange));
        }
    }

    private Answer made(Supplier<Answer> page, Exchange exchange) {
        try {
            return page.get();
        } catch (BadFormException e) {
            LOG.debug("what was sent cannot be read: {}", e.getMessage());
            return notice(HttpStatus.BAD_REQUEST_400, exchange);
        } catch (StorageException e) {
            LOG.warn("a page cannot be shown at present, {}: {}", e.outcome(), e.getMessage());
            return notice(HttpStatus.SERVICE_UNAVAILABLE_503, exchange);
        } catch (RuntimeException e) {
            String incident = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("a page failed, incident {}", incident, e);
            return notices.of(HttpStatus.INTERNAL_SERVER_ERROR_500, Optional.of(incident), preferred(exchange));
        }
    }

    private Answer answer(
            Match<SiteRoute> found, String path, ImmutableListMultimap<String, String> fields, Exchange exchange) {
        Instant now = clock.instant();
        Optional<SignedIn> signedIn = doorkeeper.signedIn(exchange.request(), now);
        Visit visit = new Visit(
                path,
                found.places(),
                fields,
                signedIn,
                signedIn.map(one -> one.person().language()).orElseGet(() -> preferred(exchange)),
                Doorkeeper.device(exchange.request()),
                addresses.of(exchange.request()),
                isGlance(exchange),
                now);
        return refused(found.route().access(), visit)
                .orElseGet(() -> found.route().page().answer(visit));
    }

    /** The page for addresses at which there is none, for whoever reads pages; other programs get a bare status. */
    public Request.Handler unknown() {
        SiteRoute nothing = SiteRoute.get("/", Access.ANYBODY, notices::missing);
        return (request, response, callback) -> {
            Exchange exchange = new Exchange(request, response, callback);
            boolean isReader = exchange.isGet()
                    && exchange.header("Accept")
                            .filter(types -> types.contains("text/html"))
                            .isPresent();
            if (isReader) {
                protect(response);
                Match<SiteRoute> none = new Match<>(nothing, ImmutableMap.of());
                run(threads, () -> answer(none, "", ImmutableListMultimap.of(), exchange), exchange);
            }
            return isReader;
        };
    }

    /** Whether a script looks again, or nobody sees what comes. */
    private static boolean isGlance(Exchange exchange) {
        return exchange.header("HX-Request").isPresent()
                || exchange.request().getMethod().equals("HEAD");
    }

    /** Whoever may not see a page of admins is sent to sign in, as if there were nothing else to say. */
    private Optional<Answer> refused(Access access, Visit visit) {
        Optional<Area> area = visit.signedIn().map(one -> one.session().area());
        return switch (access) {
            case ANYBODY -> Optional.empty();
            case CUSTOMER ->
                area.filter(in -> in == Area.PORTAL).isPresent()
                        ? Optional.empty()
                        : Optional.of(notices.signIn(Area.PORTAL));
            case ADMIN -> refusedToStrangers(area, visit);
            case OWNER ->
                refusedToStrangers(area, visit)
                        .or(() -> visit.person().actor().isOwner()
                                ? Optional.empty()
                                : Optional.of(notices.missing(visit)));
        };
    }

    private Optional<Answer> refusedToStrangers(Optional<Area> area, Visit visit) {
        return area.filter(in -> in == Area.DASHBOARD).isPresent()
                        && visit.person().isAdmin()
                ? Optional.empty()
                : Optional.of(notices.signIn(Area.DASHBOARD));
    }

    private Answer notice(int status, Exchange exchange) {
        return notices.of(status, Optional.empty(), preferred(exchange));
    }

    /** The first language of the browser's that the shop speaks. */
    private Language preferred(Exchange exchange) {
        return exchange.request().getHeaders().getQualityCSV(HttpHeader.ACCEPT_LANGUAGE).stream()
                .map(tag -> Ascii.toLowerCase(tag))
                .map(tag -> tag.replaceFirst("-.*", "").replaceFirst("^in$", "id"))
                .flatMap(code -> ImmutableList.copyOf(Language.values()).stream()
                        .filter(one -> one.code().equals(code)))
                .findFirst()
                .orElse(language);
    }
}
