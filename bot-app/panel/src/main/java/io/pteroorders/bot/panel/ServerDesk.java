package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.panel.PanelCalls.Urgency;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.ServerTrouble;
import io.pteroorders.core.order.ServerUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.Provisioning;
import io.pteroorders.core.provisioning.Reconciliation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.core.task.TaskStatus;
import io.pteroorders.notify.PasswordPlaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What people ask of servers: customers of their own, admins of all. What needs the panel is done by and by; a future that
 * fails does so with a {@link PanelException}. Thread-safe.
 */
public final class ServerDesk {

    /** How long and how often it is looked whether a server has done what it was asked. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private static final int LOOKS = 30;

    private final OrderService orders;
    private final OrderStorage storage;
    private final PanelSettings settings;
    private final ServerNeeds needs;
    private final PanelIdentity identity;
    private final PanelUsers users;
    private final PanelStores stores;
    private final PasswordPlaces passwords;
    private final PanelCalls calls;
    private final TaskScheduler<PanelTask> work;
    private final Clock clock;

    ServerDesk(
            OrderService orders,
            OrderStorage storage,
            PanelSettings settings,
            ServerNeeds needs,
            PanelIdentity identity,
            PanelUsers users,
            PanelStores stores,
            PasswordPlaces passwords,
            PanelCalls calls,
            TaskScheduler<PanelTask> work,
            Clock clock) {
        this.orders = orders;
        this.storage = storage;
        this.settings = settings;
        this.needs = needs;
        this.identity = identity;
        this.users = users;
        this.stores = stores;
        this.passwords = passwords;
        this.calls = calls;
        this.work = work;
        this.clock = clock;
    }

    /** Whether servers can be started and stopped from here. */
    public boolean hasPower() {
        return settings.hasPower();
    }

    /** The orders of a customer whose servers are there, or are coming; the newest first. */
    public ImmutableList<Order> own(PersonId customer) {
        return withServers(
                OrderQuery.newestFirst().customer(customer), server -> server.state() != ServerState.DELETED);
    }

    /** All orders whose servers are in a state; in any if none is given. The newest first. */
    public ImmutableList<Order> servers(Optional<ServerState> state) {
        return withServers(OrderQuery.newestFirst(), server -> state.map(wanted -> server.state() == wanted)
                .orElse(server.state() != ServerState.DELETED));
    }

    private ImmutableList<Order> withServers(OrderQuery.Builder query, Predicate<Server> which) {
        return OrderWalk.of(storage, query).stream()
                .filter(order -> order.server().filter(which).isPresent())
                .collect(ImmutableList.toImmutableList());
    }

    /** What the server of an order is doing. */
    public CompletableFuture<PowerState> power(Order order) {
        String server = identifier(order);
        return calls.later(() -> calls.call(Urgency.PERSON, panel -> panel.power(server)));
    }

    private static String identifier(Order order) {
        return order.server().flatMap(Server::identifier).orElseThrow();
    }

    /**
     * Asks for the server of an order to be started or stopped.
     *
     * @return completes when the panel has accepted that
     */
    public CompletableFuture<Void> signal(Order order, PowerSignal signal) {
        String server = identifier(order);
        return calls.later(() -> calls.call(Urgency.PERSON, panel -> {
                    panel.signal(server, signal);
                    return server;
                }))
                .thenApply(any -> null);
    }

    /** Waits, as long as a minute, until the server of an order does something; gives what it does then. */
    public CompletableFuture<PowerState> await(Order order, PowerState wanted) {
        return await(order, wanted, LOOKS);
    }

    private CompletableFuture<PowerState> await(Order order, PowerState wanted, int looks) {
        return power(order)
                .thenCompose(state -> state == wanted || looks == 0
                        ? CompletableFuture.completedFuture(state)
                        : CompletableFuture.supplyAsync(
                                        () -> looks - 1,
                                        CompletableFuture.delayedExecutor(LOOK.toMillis(), TimeUnit.MILLISECONDS))
                                .thenCompose(left -> await(order, wanted, left)));
    }

    /** The place in a text for a new password to the server of an order, which is set when that text is sent. */
    public String passwordPlace(Order order) {
        return passwords.of(order.id());
    }

    /** Keeps the address for mail that a customer gave, for users that are made from now on. */
    public void setMail(PersonId customer, String mail) {
        stores.mails().put(customer.text(), mail);
    }

    /** Begins anew to make a server that failed, or goes on with what was given up of an order that has ended. */
    public Outcome<Order> retry(Actor actor, OrderId id, Optional<RequestId> requestId) {
        boolean revived = work.statuses(id).stream()
                        .filter(task -> work.again(task.key()))
                        .count()
                > 0;
        return revived ? orders.get(actor, id) : orders.servers().retry(actor, id, requestId);
    }

    /** Stops making a server, until somebody begins anew; what the panel has made already stays. */
    public Outcome<Order> stop(Actor actor, OrderId id, Optional<RequestId> requestId) {
        Instant now = clock.instant();
        return orders.servers().change(actor, id, requestId, server -> switch (server.state()) {
            case WANTED, CREATING, INSTALLING ->
                Outcome.done(server.failed(ServerTrouble.of(ServerTrouble.Kind.STOPPED), now));
            case READY, FAILED, SUSPENDED, DELETED ->
                Outcome.refused(new Refusal.ServerNot(id, server.state(), ServerState.INSTALLING));
        });
    }

    /**
     * Lets a server that the panel has already be that of an order: it gets the order's name and owner.
     *
     * @param typed the panel's number for the server, or its short name
     * @return the order; refused with {@link Refusal.NoServer} if there is no such server, with {@link Refusal.NoPlan} if no
     *     panel makes the order's package, with {@link Refusal.ServerNot} if the order's own server is there or has ended
     */
    public CompletableFuture<Outcome<Order>> adopt(Actor actor, Order order, String typed) {
        return noAdoption(order)
                .<CompletableFuture<Outcome<Order>>>map(why -> CompletableFuture.completedFuture(Outcome.refused(why)))
                .orElseGet(() -> calls.later(() -> find(typed)
                        .map(found -> adopted(actor, order, found))
                        .orElseGet(() -> Outcome.refused(new Refusal.NoServer(order.id())))));
    }

    private static Optional<Refusal> noAdoption(Order order) {
        return order.item().plan().isEmpty()
                ? Optional.of(new Refusal.NoPlan(order.id()))
                : order.server().flatMap(server -> noAdoption(order.id(), server));
    }

    private static Optional<Refusal> noAdoption(OrderId id, Server server) {
        return switch (server.state()) {
            case WANTED, CREATING, FAILED -> Optional.empty();
            case INSTALLING, READY, SUSPENDED, DELETED ->
                Optional.of(new Refusal.ServerNot(id, server.state(), ServerState.FAILED));
        };
    }

    private Optional<PanelServer> find(String typed) {
        return all().stream().filter(server -> server.isCalled(typed)).findFirst();
    }

    private ImmutableList<PanelServer> all() {
        return PanelPage.all(page -> calls.call(Urgency.BACKGROUND, panel -> panel.servers(page)));
    }

    private Outcome<Order> adopted(Actor actor, Order order, PanelServer found) {
        ServerUser user = users.of(order);
        String name = identity.server(order.id());
        PanelServer ours =
                calls.call(Urgency.PERSON, panel -> panel.describe(found.id(), found.name(), user.id(), name));
        Instant now = clock.instant();
        orders.servers().want(order.id(), name);
        return orders.servers().change(actor, order.id(), Optional.empty(), server -> noAdoption(order.id(), server)
                .<Outcome<Server>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(asking(server.withUser(user), now)
                        .found(ours.id(), ours.identifier(), ours.node(), ours.address())
                        .moved(ServerState.INSTALLING, now))));
    }

    private static Server asking(Server server, Instant now) {
        return switch (server.state()) {
            case FAILED -> server.moved(ServerState.WANTED, now).moved(ServerState.CREATING, now);
            case WANTED -> server.moved(ServerState.CREATING, now);
            case CREATING, INSTALLING, READY, SUSPENDED, DELETED -> server;
        };
    }

    /** Lets a user of the panel who is nobody's be the customer of an order, whose server is begun anew then. */
    public CompletableFuture<Outcome<Order>> adoptUser(Actor actor, Order order, long user) {
        return calls.later(() -> {
            calls.call(
                    Urgency.PERSON,
                    2,
                    panel ->
                            panel.adoptUser(user, identity.user(order.customer().id())));
            return orders.servers().retry(actor, order.id(), Optional.empty());
        });
    }

    /** Gives the server of an order the limits and features that were sold, all of them. */
    public CompletableFuture<PanelServer> resize(Order order) {
        long id = order.server().flatMap(Server::id).orElseThrow();
        return calls.later(() -> {
            PanelServer server = calls.call(Urgency.PERSON, panel -> panel.findServer(id))
                    .orElseThrow(() ->
                            PanelException.of(PanelException.Kind.NOT_FOUND, "the panel has no such server any more"));
            return calls.call(
                    Urgency.PERSON,
                    panel -> panel.resize(server, needs.plan(order).orElseThrow()));
        });
    }

    /**
     * Makes the panel and an order agree: a server that may run is suspended if the order has ended, one that is suspended
     * may run if it is paid, and the order takes over what else the panel says.
     */
    public CompletableFuture<Outcome<Order>> sync(Actor actor, Order order) {
        long id = order.server().flatMap(Server::id).orElseThrow();
        return calls.later(() -> calls.call(Urgency.PERSON, panel -> panel.findServer(id))
                .map(seen -> agreed(actor, order, seen))
                .orElseGet(() -> gone(actor, order)));
    }

    private Outcome<Order> gone(Actor actor, Order order) {
        Instant now = clock.instant();
        return orders.servers()
                .change(actor, order.id(), Optional.empty(), server -> Outcome.done(gone(order, server, now)));
    }

    /** One that a paid order waits for can be begun anew. */
    private static Server gone(Order order, Server server, Instant now) {
        ServerTrouble why = ServerTrouble.of(ServerTrouble.Kind.GONE);
        if (order.status() == OrderStatus.PROCESSING) {
            return server.failed(why, now);
        }
        return server.state() == ServerState.DELETED
                ? server
                : server.moved(ServerState.DELETED, now).withTrouble(why);
    }

    private Outcome<Order> agreed(Actor actor, Order order, PanelServer seen) {
        boolean suspended = seen.status() == PanelServer.Status.SUSPENDED;
        ServerState state = order.server().orElseThrow().state();
        if (state == ServerState.SUSPENDED && !suspended) {
            calls.call(Urgency.PERSON, panel -> {
                panel.suspend(seen.id());
                return seen;
            });
        }
        if (state == ServerState.READY && suspended) {
            calls.call(Urgency.PERSON, panel -> {
                panel.unsuspend(seen.id());
                return seen;
            });
        }
        return orders.servers()
                .change(
                        actor,
                        order.id(),
                        Optional.empty(),
                        server -> Outcome.done(server.found(
                                seen.id(),
                                seen.identifier(),
                                seen.node(),
                                seen.address().or(server::address))));
    }

    /** Compares all servers of the panel with all orders. */
    public CompletableFuture<ImmutableList<Reconciliation.Finding>> reconcile() {
        return calls.later(() -> Reconciliation.of(
                settings.shop() + "-", withServers(OrderQuery.oldestFirst(), any -> true), needs::plan, all()));
    }

    /** Asks for a suspended server to be deleted whose time has come. For admins. */
    public Outcome<Order> delete(Actor actor, OrderId id, Optional<RequestId> requestId) {
        Instant now = clock.instant();
        return orders.servers()
                .change(
                        actor,
                        id,
                        requestId,
                        server -> server.state() == ServerState.SUSPENDED
                                ? Outcome.done(server.askedToDelete(now))
                                : Outcome.refused(new Refusal.ServerNot(id, server.state(), ServerState.SUSPENDED)));
    }

    /** When the server of an order may be deleted; empty if it need not be. */
    public Optional<Instant> deletionTime(Order order) {
        return needs.deletion(order);
    }

    /**
     * Says that somebody did at the panel what was to be done with the server of an order that has ended, or is not paid for.
     * For admins.
     *
     * @return the order; refused with {@link Refusal.WrongStatus} if nothing was to be done
     */
    public Outcome<Order> done(Actor actor, OrderId id, Optional<RequestId> requestId) {
        Instant now = clock.instant();
        return orders.get(actor, id).flatMap(order -> {
            Provisioning.Step step = needs.next(order);
            boolean isToBeDone =
                    ServerNeeds.isOver(order) || (Provisioning.isKept(order) && step != Provisioning.Step.NOTHING);
            return isToBeDone
                    ? orders.servers()
                            .change(
                                    actor,
                                    id,
                                    requestId,
                                    server -> Outcome.done(
                                            ServerNeeds.isOver(order) ? ended(server, now) : kept(server, step, now)))
                    : Outcome.refused(new Refusal.WrongStatus(id, order.status(), OrderStatus.CANCELLED));
        });
    }

    /** A server that may run, or may not, by what was paid. */
    private static Server kept(Server server, Provisioning.Step done, Instant now) {
        ServerState to =
                switch (done) {
                    case SUSPEND -> ServerState.SUSPENDED;
                    case RESUME -> ServerState.READY;
                    case DELETE -> ServerState.DELETED;
                    case NOTHING, BEGIN, CREATE, AWAIT_INSTALLED -> server.state();
                };
        return server.state() == to ? server : server.moved(to, now);
    }

    private static Server ended(Server server, Instant now) {
        return switch (server.state()) {
            case SUSPENDED -> server.moved(ServerState.DELETED, now);
            case WANTED, CREATING, INSTALLING, READY, FAILED ->
                server.moved(server.id().isPresent() ? ServerState.SUSPENDED : ServerState.DELETED, now);
            case DELETED -> server;
        };
    }

    /** The work that was given up, and why. */
    public ImmutableList<TaskStatus<PanelTask>> givenUp() {
        return work.dead();
    }
}
