package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.Fields;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Refusals;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.RequestId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** Servers that a panel makes for orders: tried again, left to people, deleted, started and stopped. Thread-safe. */
public final class Servers {

    /** So long a panel may take to answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OrderService service;
    private final ServerDesk desk;

    public Servers(OrderService service, ServerDesk desk) {
        this.service = service;
        this.desk = desk;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.post("/orders/{id}/server/retry", write(Resource.ORDERS), ask -> change(ask, desk::retry)),
                Route.post("/orders/{id}/server/stop", write(Resource.ORDERS), ask -> change(ask, desk::stop)),
                Route.post("/orders/{id}/server/done", write(Resource.ORDERS), ask -> change(ask, desk::done)),
                Route.post("/orders/{id}/server/delete", write(Resource.ORDERS), ask -> change(ask, desk::delete))
                        .forOwners(),
                Route.get("/orders/{id}/server/power", read(Resource.ORDERS), this::power),
                Route.post("/orders/{id}/server/power", write(Resource.ORDERS), this::signal));
    }

    /** What is done about the server of an order. */
    private interface Change {

        Outcome<Order> apply(Actor actor, OrderId id, Optional<RequestId> request);
    }

    private Answer change(Ask ask, Change change) {
        ask.fields().check();
        return Orders.answer(
                ask,
                Orders.id(ask)
                        .flatMap(id -> service.get(ask.actor(), id))
                        .flatMap(order -> Orders.asKnown(ask, order))
                        .flatMap(order -> change.apply(ask.actor(), order.id(), ask.requestId())));
    }

    private Answer power(Ask ask) {
        ask.query().check();
        return JsonAnswer.ok(JsonMapper.shared()
                .createObjectNode()
                .put("state", Ascii.toLowerCase(await(desk.power(running(ask))).name())));
    }

    private Answer signal(Ask ask) {
        Fields fields = ask.fields();
        Optional<PowerSignal> signal = fields.parsed("signal", "start, stop, restart or kill", Servers::signal);
        fields.need("signal");
        fields.check();
        await(desk.signal(running(ask), signal.orElseThrow()).thenApply(nothing -> ""));
        return Answer.done();
    }

    private static Optional<PowerSignal> signal(String text) {
        return Arrays.stream(PowerSignal.values())
                .filter(signal -> Ascii.toLowerCase(signal.name()).equals(text))
                .findFirst();
    }

    private Order running(Ask ask) {
        Order order = Orders.id(ask).flatMap(id -> service.get(ask.actor(), id)).fold(found -> found, refusal -> {
            throw new ProblemException(Refusals.problem(refusal));
        });
        boolean there = order.server().flatMap(Server::identifier).isPresent();
        if (!there || !desk.hasPower()) {
            throw new ProblemException(Problem.of(
                    Problem.Kind.CONFLICT,
                    there
                            ? "Servers cannot be started and stopped from here: PANEL_CLIENT_KEY is not set."
                            : "No panel made a server for this order."));
        }
        return order;
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                Problem.of(Problem.Kind.UNAVAILABLE, "The panel does not answer at present; ask again in a minute.")
                        .withHeader("Retry-After", "60"));
    }
}
