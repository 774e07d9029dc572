package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.life.MortalProgram;
import io.pteroorders.bot.life.ProgramRun;
import io.pteroorders.core.order.Customer;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.provisioning.Reconciliation;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.SetUsername;
import io.pteroorders.core.storage.ShopStorage;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.InstallEnd;
import io.pteroorders.core.testkit.panel.KeyTrouble;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.core.testkit.panel.PanelRequest;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The life of a shop whose customers, admins, panel, bridge and clock do whatever they like, and whose program may be killed at
 * any moment. {@link ServerTruth} says what is true after it.
 */
final class ServerLife implements AutoCloseable {

    private static final int STEPS = 60;
    private static final int MOST_MOMENTS = 200;
    private static final int YOUNGEST = 4;
    private static final Duration INSTALLS = Duration.ofSeconds(40);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** After so long nothing waits any more that was in vain. */
    private static final Duration NIGHTS = Duration.ofDays(2);

    private static final Actor ADMIN = PanelShop.ADMIN;
    private static final ImmutableList<Customer> CUSTOMERS = ImmutableList.of(
            Fixtures.budi(),
            Fixtures.siti(),
            Fixtures.customer("Янис", "6281111111111"),
            Fixtures.customer("Budi", "6282222222222"));

    /** Trouble that needs no patience: that of an answer that does not come is also that of one that is cut off. */
    private static final ImmutableList<PanelTrouble> TROUBLE = Arrays.stream(PanelTrouble.values())
            .filter(trouble -> trouble != PanelTrouble.HANGS
                    && trouble != PanelTrouble.HANGS_IN_ITS_ANSWER
                    && trouble != PanelTrouble.NEVER_ENDS)
            .collect(ImmutableList.toImmutableList());

    private final Random random;
    private final PanelShop shop;
    private final Set<Long> byHand = new HashSet<>();
    private final Set<Long> gone = new HashSet<>();
    private final Map<Long, OrderId> made = new HashMap<>();
    private final Map<OrderId, Instant> suspended = new HashMap<>();
    private final Set<String> seenWrong = new HashSet<>();
    private final MortalProgram program;
    private boolean isDisturbed;

    private ServerLife(Random random, PanelShop shop) {
        this.random = random;
        this.shop = shop;
        this.program = new MortalProgram(random, MOST_MOMENTS, () -> shop.run, shop::restart);
        shop.bridge.losesAnswers = () -> program.isMortal() && random.nextInt(12) == 0;
        shop.bridge.watcher = this::arrives;
        shop.panel.world().setInstallTime(INSTALLS);
        shop.panel
                .world()
                .asAdmin(
                        "POST",
                        "users",
                        "{\"username\":\"craft\",\"email\":\"taken@mail.example\",\"first_name\":\"C\",\"last_name\":\"C\"}");
    }

    static ServerLife of(long seed, PlantedBug bug, PanelKind kind, ManualClock clock, ShopStorage storage) {
        Random random = new Random(seed);
        return new ServerLife(
                random,
                new PanelShop(new PanelShop.Parts(4 + random.nextInt(8), 2)
                        .random(random)
                        .kind(kind)
                        .bug(bug)
                        .storage(clock, storage)));
    }

    @Override
    public void close() {
        shop.close();
    }

    // What has become of it.

    PanelShop shop() {
        return shop;
    }

    ImmutableList<Order> orders() {
        return shop.all();
    }

    /** How often the program was killed. */
    int kills() {
        return program.kills();
    }

    /** What was wrong while it was lived. */
    Set<String> seenWrong() {
        return seenWrong;
    }

    /** How many servers were made for an order, without those that somebody deleted at the panel. */
    long made(OrderId order) {
        return made.entrySet().stream()
                .filter(each -> each.getValue().equals(order) && !byHand.contains(each.getKey()))
                .count();
    }

    /** Whether somebody deleted the server of an order at the panel. */
    boolean isDeletedByHand(Order order) {
        return order.server().flatMap(Server::id).filter(byHand::contains).isPresent();
    }

    // The program's lives.

    /** Lives it to its end by chance, kills included. */
    void live() {
        program.setMortal(true);
        program.startsAnew();
        for (int step = 0; step < STEPS; step++) {
            program.survives(() -> {
                step(orders());
                shop.passes(Duration.ofSeconds(1));
            });
            observe();
        }
        program.setMortal(false);
        ends();
    }

    /**
     * Lives a life in which all that there is happens once.
     *
     * @param first the first of its programs
     */
    void goesOnTour(ProgramRun first) {
        program.restart(first);
        OrderId done = pays(0);
        passes(MINUTE.multipliedBy(2));
        OrderId refunded = pays(0);
        passes(MINUTE.multipliedBy(2));
        program.insists(() -> refunds(refunded));
        OrderId cancelled = pays(1);
        passes(Duration.ofSeconds(20));
        program.insists(() -> cancels(cancelled));
        passes(MINUTE);
        program.insists(() -> asksToDelete(refunded));
        program.insists(
                () -> shop.service.setUsername(Actor.customer(CUSTOMERS.get(2).id()), new SetUsername(done, "craft")));
        shop.panel.next(PanelTrouble.DROPS_THE_ANSWER, ServerLife::makes);
        OrderId lost = pays(2);
        passes(MINUTE.multipliedBy(3));
        shop.panel.next(PanelTrouble.DROPS_THE_ANSWER, ServerLife::makes);
        OrderId unseen = pays(1);
        shop.panel.goDown();
        program.insists(() -> cancels(unseen));
        passes(MINUTE.multipliedBy(5));
        shop.panel.comeBack();
        passes(MINUTE.multipliedBy(15));
        shop.panel.world().endNextInstalls(InstallEnd.FAILS, InstallEnd.FAILS);
        OrderId failing = pays(1);
        passes(MINUTE.multipliedBy(3));
        program.insists(() -> retries(failing));
        shop.panel.goDown();
        OrderId waits = pays(3);
        program.insists(() -> refunds(lost));
        passes(HOUR);
        shop.panel.comeBack();
        passes(MINUTE.multipliedBy(15));
        program.insists(() -> refunds(waits));
        observe();
        ends();
    }

    private static boolean makes(PanelRequest request) {
        return request.method().equals("POST") && request.path().endsWith("/servers");
    }

    /** A customer orders, and their money comes. */
    private OrderId pays(int customer) {
        int before = orders().size();
        program.insists(() -> {
            if (orders().size() == before) {
                shop.orders(CUSTOMERS.get(customer));
            }
        });
        OrderId id = Iterables.getLast(orders()).id();
        program.insists(() -> confirms(id));
        passes(Duration.ofSeconds(1));
        return id;
    }

    /** All is well again, all that is due is done, and admins do what is theirs. */
    private void ends() {
        calms();
        passes(NIGHTS);
        program.insists(() ->
                shop.app.desk().givenUp().forEach(work -> retries(work.key().order())));
        program.insists(this::agrees);
        passes(PanelShop.DELETE_AFTER.plusDays(1));
        program.insists(() -> orders().forEach(order -> asksToDelete(order.id())));
        passes(Duration.ofDays(1));
    }

    private void passes(Duration span) {
        Instant end = shop.clock.instant().plus(span);
        program.insists(() -> shop.passesUntil(end));
        observe();
    }

    // What people do.

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void step(ImmutableList<Order> orders) {
        if (orders.isEmpty() || random.nextInt(4) == 0) {
            orders(any(CUSTOMERS));
            return;
        }
        Order order = orders.get(orders.size() - 1 - random.nextInt(Math.min(YOUNGEST, orders.size())));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> confirms(order.id());
            case 5 -> cancels(order.id());
            case 6 -> refunds(order.id());
            case 7 -> customerSays(order);
            case 8, 9, 10 -> isTroubledOnce();
            case 11 -> isTroubled();
            case 12, 13 -> calms();
            case 14 -> anAdminActs(order);
            case 15 -> anAdminActsAtThePanel(order);
            case 16 -> shop.clock.advance(Duration.ofMinutes(random.nextInt(240) - 120));
            case 17 -> shop.passes(random.nextInt(8) == 0 ? Duration.ofDays(8) : HOUR);
            default -> shop.passes(Duration.ofMinutes(random.nextInt(10)));
        }
    }

    private void orders(Customer customer) {
        Optional<Order> order = shop.orders(customer).value();
        if (order.isPresent() && !isDisturbed) {
            checkRoom();
        }
        order.filter(any -> random.nextInt(3) > 0).ifPresent(paid -> confirms(paid.id()));
    }

    /** Whoever was not paid yet has room: that of all servers and of all orders that will have one is there. */
    private void checkRoom() {
        Instant now = shop.clock.instant();
        Set<OrderId> there = new HashSet<>();
        shop.panel.books().servers().forEach(server -> order(server).ifPresent(there::add));
        long coming = orders().stream()
                .filter(order -> !there.contains(order.id()) && isComing(order, now))
                .count();
        int used = shop.panel.books().servers().size();
        if (used + coming > shop.places()) {
            seenWrong.add(used + " servers and " + coming + " to come of " + shop.places());
        }
    }

    private static boolean isComing(Order order, Instant now) {
        return switch (order.status()) {
            case PENDING -> order.createdAt().plus(PanelShop.HOLD).isAfter(now);
            case CONFIRMED, PROCESSING -> order.server().flatMap(Server::id).isEmpty();
            case COMPLETED, CANCELLED, REFUNDED -> false;
        };
    }

    private void confirms(OrderId order) {
        shop.service.confirm(ADMIN, new ChangeStatus(order, ""));
    }

    private void cancels(OrderId order) {
        shop.service.cancel(ADMIN, new ChangeStatus(order, ""));
    }

    private void refunds(OrderId order) {
        shop.service.refund(ADMIN, new ChangeStatus(order, ""));
    }

    private void retries(OrderId order) {
        shop.app.desk().retry(ADMIN, order, Optional.empty());
    }

    private void asksToDelete(OrderId order) {
        shop.app.desk().delete(ADMIN, order, Optional.empty());
    }

    private void customerSays(Order order) {
        if (random.nextBoolean()) {
            shop.service.setUsername(
                    Actor.customer(order.customer().id()),
                    new SetUsername(order.id(), any(List.of("craft", "rina.mc", "budi-7"))));
        } else {
            String mail = any(List.of("taken@mail.example", "own" + random.nextInt(3) + "@mail.example"));
            shop.app.desk().setMail(order.customer().id(), mail);
        }
    }

    /** One request goes wrong, of any or of those that make servers. */
    private void isTroubledOnce() {
        isDisturbed = true;
        shop.panel.next(any(TROUBLE), random.nextInt(3) == 0 ? ServerLife::makes : request -> true);
    }

    /** Something is wrong for a while: until it is not. */
    private void isTroubled() {
        isDisturbed = true;
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                shop.panel.goDown();
                shop.passes(HOUR);
                shop.panel.comeBack();
            }
            case 2 -> shop.panel.world().setKeyTrouble(any(List.of(KeyTrouble.values())));
            case 3 -> shop.panel.world().setOpen(shop.node, false);
            case 4 -> shop.panel.world().setWingsAway(shop.node, true);
            case 5 -> shop.panel.world().setMaintenance(shop.node, true);
            case 6 -> shop.bridge.isDown = true;
            default ->
                shop.panel
                        .world()
                        .endNextInstalls(any(List.of(InstallEnd.values())), any(List.of(InstallEnd.values())));
        }
    }

    private void calms() {
        isDisturbed = false;
        shop.panel.next(PanelTrouble.NONE);
        shop.panel.comeBack();
        shop.panel.world().setKeyTrouble(KeyTrouble.NONE);
        shop.panel.world().setOpen(shop.node, true);
        shop.panel.world().setWingsAway(shop.node, false);
        shop.panel.world().setMaintenance(shop.node, false);
        shop.bridge.isDown = false;
    }

    private void anAdminActs(Order order) {
        switch (random.nextInt(6)) {
            case 0 -> retries(order.id());
            case 1 -> shop.app.desk().stop(ADMIN, order.id(), Optional.empty());
            case 2 -> adopts(order);
            case 3 -> shop.app.desk().adoptUser(ADMIN, order, 1).exceptionally(why -> null);
            case 4 -> agrees();
            default -> orders().forEach(each -> asksToDelete(each.id()));
        }
    }

    /** An admin says which server is that of an order: the right one. */
    private void adopts(Order order) {
        server(order).ifPresent(server -> shop.app
                .desk()
                .adopt(ADMIN, shop.order(order.id()), server.identifier())
                .exceptionally(why -> null));
    }

    /** Panel and orders are made to agree, where they do not. */
    private void agrees() {
        ImmutableList<Reconciliation.Finding> found = shop.app
                .desk()
                .reconcile()
                .exceptionally(why -> ImmutableList.of())
                .join();
        found.stream()
                .flatMap(finding -> finding.order().stream())
                .forEach(id -> shop.app.desk().sync(ADMIN, shop.order(id)).exceptionally(why -> null));
    }

    private void anAdminActsAtThePanel(Order order) {
        Optional<PanelBooks.Server> server =
                server(order).filter(there -> order.server().flatMap(Server::id).isPresent());
        if (server.isEmpty()) {
            return;
        }
        String path = "servers/" + server.get().id();
        String owner = "{\"name\":\"" + server.get().name() + "\",\"user\":"
                + server.get().user() + "}";
        switch (random.nextInt(4)) {
            case 0 -> atThePanel("PATCH", path + "/details", owner);
            case 1 -> {
                if (atThePanel("DELETE", path, "")) {
                    byHand.add(server.get().id());
                }
            }
            default -> atThePanel("POST", path + "/suspend", "");
        }
    }

    /** Whether the panel did it. */
    private boolean atThePanel(String method, String path, String json) {
        try {
            shop.panel.world().asAdmin(method, path, json);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // What is seen of it while it is lived.

    /** The panel's server of an order, by its name. */
    Optional<PanelBooks.Server> server(Order order) {
        return shop.panel.books().servers().stream()
                .filter(server -> order(server).filter(order.id()::equals).isPresent())
                .findFirst();
    }

    private static Optional<OrderId> order(PanelBooks.Server server) {
        return OrderId.parse(Iterables.getLast(Arrays.asList(server.name().split(" ", -1))));
    }

    /** Nobody is told that a server is ready whose program is being put there. */
    private void arrives(OutgoingMessage message) {
        shop.panel.books().servers().stream()
                .filter(server -> message.template().equals(ServerTruth.READY)
                        && message.text().contains(server.identifier())
                        && server.status().filter("installing"::equals).isPresent())
                .forEach(server -> seenWrong.add(server.name() + " was said to be ready too early"));
    }

    private void observe() {
        Set<Long> there = new HashSet<>();
        Set<OrderId> seen = new HashSet<>();
        for (PanelBooks.Server server : shop.panel.books().servers()) {
            OrderId order = order(server).orElseThrow();
            there.add(server.id());
            made.put(server.id(), order);
            if (!seen.add(order)) {
                seenWrong.add(order + " has two servers");
            }
        }
        Map<OrderId, Order> orders = new HashMap<>();
        orders().forEach(order -> orders.put(order.id(), order));
        made.keySet().stream()
                .filter(id -> !there.contains(id) && !byHand.contains(id) && gone.add(id))
                .forEach(id -> checkDeletion(Objects.requireNonNull(orders.get(made.get(id)))));
        orders.values().stream()
                .filter(order ->
                        state(order).filter(ServerState.SUSPENDED::equals).isPresent())
                .forEach(this::checkSuspended);
    }

    private void checkSuspended(Order order) {
        suspended.put(order.id(), order.server().orElseThrow().since());
        if (server(order).filter(server -> !server.isSuspended()).isPresent()) {
            seenWrong.add("the server of " + order + " can run though it was said to be suspended");
        }
    }

    private static Optional<ServerState> state(Order order) {
        return order.server().map(Server::state);
    }

    private void checkDeletion(Order order) {
        boolean isOver = order.status() == OrderStatus.CANCELLED || order.status() == OrderStatus.REFUNDED;
        boolean asked = order.server().flatMap(Server::deletionAsked).isPresent();
        Instant now = state(order).filter(ServerState.DELETED::equals).isPresent()
                ? order.server().orElseThrow().since()
                : shop.clock.instant();
        boolean inTime = Optional.ofNullable(suspended.get(order.id()))
                .map(since -> since.plus(PanelShop.DELETE_AFTER))
                .filter(due -> !due.isAfter(now))
                .isPresent();
        if (!isOver || !asked || !inTime) {
            seenWrong.add("the server of " + order + " was deleted too early, or without consent");
        }
    }
}
