package io.pteroorders.bot.api.http;

import io.pteroorders.bot.api.http.Problem.Kind;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.web.ClientAddresses;
import io.pteroorders.core.service.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who comes in: whoever shows a key or a ticket, does not ask too much, and may ask for this. Thread-safe. */
public final class Gate {

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final Tickets tickets;
    private final RequestLimits limits;
    private final ClientAddresses addresses;
    private final Clock clock;

    /**
     * A gate.
     *
     * @param tickets that were given for keys
     * @param perMinute how many requests a key may make
     * @param addresses tells who asks
     */
    public Gate(ApiKeys keys, Tickets tickets, int perMinute, ClientAddresses addresses, Clock clock) {
        this.keys = keys;
        this.tickets = tickets;
        this.limits = new RequestLimits(perMinute, clock);
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * The key of whoever asks.
     *
     * @param path below {@code /api/v1}
     * @param parameters of the address
     * @throws ProblemException if there is none, or it asks too much
     */
    ApiKey admit(String path, JsonNode parameters, Request request) {
        String address = addresses.of(request);
        List<String> shown = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (shown.isEmpty() && path.equals(Tickets.ADDRESS) && parameters.has(Tickets.PARAMETER)) {
            return admitted(byTicket(parameters.get(Tickets.PARAMETER)), address);
        }
        if (shown.size() != 1 || !shown.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(noKey("Send one header Authorization: Bearer " + ApiKeys.PREFIX + "...; keys are"
                    + " made by: bot-app api-key create."));
        }
        String secret = shown.get(0).substring(BEARER.length()).strip();
        return admitted(keys.find(secret, address, clock.instant()), address);
    }

    /** A ticket may be used from anywhere: whoever has the key gave it away. */
    private Optional<ApiKey> byTicket(JsonNode ticket) {
        return tickets.take(ticket.asString(""), clock.instant()).filter(key -> keys.stands(key, clock.instant()));
    }

    private ApiKey admitted(Optional<ApiKey> key, String address) {
        if (key.isEmpty()) {
            limits.takeWrong(address).ifPresent(Gate::tooMuch);
            throw new ProblemException(
                    noKey("This key or ticket is none, or was revoked, or is over, or may not be used from here."));
        }
        limits.take(key.get().digest()).ifPresent(Gate::tooMuch);
        return key.get();
    }

    private static Problem noKey(String detail) {
        return Problem.of(Kind.NO_KEY, detail).withHeader("WWW-Authenticate", "Bearer");
    }

    private static void tooMuch(Duration wait) {
        throw new ProblemException(
                Problem.of(Kind.TOO_MANY_REQUESTS, "Wait as long as Retry-After says, and ask less often.")
                        .withHeader("Retry-After", String.valueOf(wait.toSeconds() + 1)));
    }

    /** Why a key may not ask for something; empty if it may. */
    static Optional<Problem> denied(ApiKey key, Route route) {
        if (!key.may(route.scope())) {
            return Optional.of(Problem.of(
                            Kind.SCOPE_NEEDED, "The key " + key.name() + " has no scope " + route.scope() + ".")
                    .with("scope", JsonMapper.shared().valueToTree(route.scope().toString())));
        }
        return route.role() == Actor.Role.OWNER && key.role() != Actor.Role.OWNER
                ? Optional.of(Problem.of(
                        Kind.ROLE_NEEDED, "Only an owner may do this: use a key that was made with --role owner."))
                : Optional.empty();
    }
}
