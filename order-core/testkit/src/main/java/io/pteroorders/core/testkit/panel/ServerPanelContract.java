package io.pteroorders.core.testkit.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelNode;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelServer.Status;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What a shop relies on in a {@link ServerPanel}, as tests against a panel that misbehaves. A test of an adapter extends
 * this class and says which panel it speaks to.
 */
public abstract class ServerPanelContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(200);

    private static final EnumSet<PanelTrouble> HARMLESS =
            EnumSet.of(PanelTrouble.NONE, PanelTrouble.MORE_FIELDS, PanelTrouble.LOSES_THE_PORT);
    private static final EnumSet<PanelTrouble> HANGING =
            EnumSet.of(PanelTrouble.HANGS, PanelTrouble.HANGS_IN_ITS_ANSWER, PanelTrouble.NEVER_ENDS);

    /** Of these the adapter's own way to the panel may ask again by itself, if nothing is changed by it. */
    private static final EnumSet<PanelTrouble> ASKED_AGAIN =
            EnumSet.of(PanelTrouble.DROPS_THE_ANSWER, PanelTrouble.DROPS_THE_REQUEST);

    private static final ServerLimits LIMITS = new ServerLimits(1024, 0, 2048, 500, 100);
    private static final ServerFeatures FEATURES = new ServerFeatures(1, 2, 3);
    private static final ServerStartup STARTUP = ServerStartup.with(ImmutableMap.of("TOKEN", "abc"));

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private FakePanel fake = FakePanel.pterodactyl(clock);
    private Optional<ServerPanel> patient = Optional.empty();
    private long location;
    private long near;
    private long far;
    private int egg;

    /** For the adapter's test. */
    protected ServerPanelContract() {}

    /** An empty panel of the kind that the adapter speaks to. */
    protected abstract FakePanel open(Clock now);

    /**
     * The adapter, which takes no longer than a few times its patience for a call.
     *
     * @param startsServers whether it has the client key too
     */
    protected abstract ServerPanel panel(FakePanel panel, boolean startsServers, Duration patience);

    /** Whether the panel says where its machines stand. */
    protected abstract boolean hasLocations();

    @BeforeEach
    void openThePanel() {
        fake.close();
        fake = open(clock);
        PanelWorld world = fake.world();
        location = world.addLocation("id");
        near = world.addNode("near", location, 4_096, 20_480);
        far = world.addNode("far", location, 8_192, 40_960);
        world.addPorts(near, "10.0.0.5", 25_565, 25_569);
        world.addPorts(far, "10.0.0.6", 25_565, 25_684);
        egg = (int) world.addEgg(
                world.addNest("Minecraft"),
                "Paper",
                "yolks:java_21",
                "java -jar {{SERVER_JAR}}",
                new PanelVariable("SERVER_JAR", "server.jar", "required|regex:/^([\\w\\d._-]+)(\\.jar)$/"),
                new PanelVariable("VERSION", "latest", "required|string|in:latest,1.21"),
                new PanelVariable("TOKEN", "", "required|string|max:8"),
                new PanelVariable("NOTE", "", "nullable|string|max:5"));
    }

    @AfterEach
    void closeThePanel() {
        fake.close();
    }

    private ServerPanel panel() {
        ServerPanel made = patient.orElseGet(() -> panel(fake, true, PATIENCE));
        patient = Optional.of(made);
        return made;
    }

    /** The adapter for a call that meets a trouble. */
    private ServerPanel patientFor(PanelTrouble trouble) {
        return HANGING.contains(trouble) ? panel(fake, true, LITTLE_PATIENCE) : panel();
    }

    private static NewPanelUser newUser(String externalId) {
        return new NewPanelUser(
                externalId, "budi-" + externalId, "budi-" + externalId + "@shop.invalid", "Budi Santoso");
    }

    private ServerPlan plan(ServerStartup startup) {
        return plan(egg, startup);
    }

    private static ServerPlan plan(int egg, ServerStartup startup) {
        return new ServerPlan(
                egg,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                LIMITS,
                FEATURES,
                startup,
                true);
    }

    private NewPanelServer newServer(String externalId, long user) {
        return new NewPanelServer(externalId, "A1 Budi", user, plan(STARTUP), ImmutableList.of(near, far));
    }

    private long user() {
        return fake.books().user("user-1").map(PanelBooks.User::id).orElseGet(() -> panel().createUser(
                        newUser("user-1"))
                .id());
    }

    private PanelServer made(String externalId) {
        return panel().createServer(newServer(externalId, user()));
    }

    private PanelServer installed(String externalId) {
        PanelServer server = made(externalId);
        fake.world().finishInstall(server.id(), true);
        return server;
    }

    private PanelBooks.Server booked(String externalId) {
        ImmutableList<PanelBooks.Server> all = fake.books().servers().stream()
                .filter(server -> server.externalId().filter(externalId::equals).isPresent())
                .collect(ImmutableList.toImmutableList());
        assertEquals(1, all.size(), () -> "servers of " + externalId + ": " + all);
        return all.get(0);
    }

    private PanelBooks.User bookedUser(String externalId) {
        return fake.books().user(externalId).orElseThrow();
    }

    private Status status(long server) {
        return panel().findServer(server).orElseThrow().status();
    }

    /** An administrator. */
    private void addUser(String externalId, String username, String mail) {
        addUser(externalId, username, mail, true);
    }

    private void addUser(String externalId, String username, String mail, boolean isAdmin) {
        fake.world().asAdmin("POST", "users", """
                {"external_id":%s,"username":"%s","email":"%s","first_name":"Ani","last_name":"Lestari","root_admin":%s}\
                """.formatted(
                        externalId.isEmpty() ? "null" : '"' + externalId + '"', username, mail, isAdmin));
    }

    private PanelException refused(Executable call) {
        return refused("", call);
    }

    private PanelException refused(String what, Executable call) {
        PanelException refusal = assertThrows(PanelException.class, call, what);
        ImmutableList<String> hidden =
                ImmutableList.of(fake.applicationKey(), fake.clientKey(), "Budi Santoso", "@shop.invalid", "budi-user");
        for (Throwable link : Throwables.getCausalChain(refusal)) {
            for (String secret : hidden) {
                assertFalse(
                        link.toString().contains(secret),
                        () -> "a key, or something about a customer, stands in an exception: " + link);
            }
        }
        return refusal;
    }

    private void assertKind(Kind kind, Executable call) {
        assertEquals(kind, refused(call).kind());
    }

    /** What a trouble comes to if it is told of. */
    private static Kind kind(PanelTrouble trouble) {
        return switch (trouble) {
            case TOO_MANY -> Kind.TOO_MANY_CALLS;
            case REFUSES -> Kind.REFUSED;
            case REFUSES_THE_KEY -> Kind.KEY_REFUSED;
            default -> Kind.UNAVAILABLE;
        };
    }

    /** All calls, or the first one if each takes long. */
    private static List<Executable> some(PanelTrouble trouble, Executable... calls) {
        return ImmutableList.copyOf(calls).subList(0, HANGING.contains(trouble) ? 1 : calls.length);
    }

    @Test
    void itPrintsNoKey() {
        String printed = panel().toString();
        assertFalse(printed.contains(fake.applicationKey()) || printed.contains(fake.clientKey()), printed);
    }

    @Test
    void aUserIsMadeWithoutAPasswordAndFoundAgain() {
        PanelUser made = panel().createUser(newUser("user-1"));
        PanelBooks.User booked = bookedUser("user-1");
        assertEquals(new PanelUser(booked.id(), Optional.of("user-1"), "budi-user-1"), made);
        assertEquals("budi-user-1@shop.invalid", booked.email());
        assertEquals(ImmutableList.of(), booked.passwords());
        assertFalse(booked.isAdmin());
        assertEquals(Optional.of(made), panel().findUser("user-1"));
        assertEquals(Optional.of(made), panel().findUser(made.id()));
    }

    @Test
    void aUserIsNotFoundByAPartOfAnExternalIdNorInAnotherCase() {
        addUser("shop-user-1", "ani", "ani@x.id");
        assertEquals(Optional.empty(), panel().findUser("user-1"));
        assertEquals(Optional.empty(), panel().findUser("SHOP-user-1"));
        assertEquals(Optional.empty(), panel().findUser(4_711));
    }

    @Test
    void anExternalIdMayHaveAnySigns() {
        String odd = "toko 1?a=b&c #%20+é";
        panel().createUser(new NewPanelUser(odd, "odd", "odd@shop.invalid", "Odd"));
        assertEquals(Optional.of(odd), panel().findUser(odd).flatMap(PanelUser::externalId));
    }

    @Test
    void aNameOrAnAddressThatAnotherHasIsToldByItsField() {
        addUser("", "budi-user-1", "ani@x.id");
        PanelException name = refused(() -> panel().createUser(newUser("user-1")));
        assertEquals(Kind.TAKEN, name.kind());
        assertEquals("username", name.field());
        addUser("", "ani2", "BUDI-user-2@shop.invalid");
        PanelException mail = refused(() -> panel().createUser(newUser("user-2")));
        assertEquals(Kind.TAKEN, mail.kind());
        assertEquals("email", mail.field());
    }

    @Test
    void aUserIsFoundByTheWholeAddressOnWhateverPage() {
        for (int i = 0; i < 120; i++) {
            addUser("", "user" + i, "x" + i + ".an@x.id");
        }
        assertEquals(Optional.empty(), panel().findUserByMail("an@x.id"));
        addUser("", "ann", "an@x.id");
        assertEquals(Optional.of("ann"), panel().findUserByMail("AN@x.id").map(PanelUser::name));
    }

    @Test
    void aPasswordIsSetAndNothingElseIsChanged() {
        addUser("user-1", "ani", "ani@x.id");
        addUser("", "other", "other@x.id");
        for (PanelBooks.User before : fake.books().users()) {
            Password password = Password.draw(new SecureRandom());
            panel().setPassword(before.id(), password);
            PanelBooks.User after = fake.books().users().get((int) before.id() - 1);
            assertEquals(ImmutableList.of(password.reveal()), after.passwords());
            assertEquals(without(before), without(after));
        }
    }

    private static PanelBooks.User without(PanelBooks.User user) {
        return new PanelBooks.User(
                user.id(),
                user.externalId(),
                user.username(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.isAdmin(),
                ImmutableList.of());
    }

    @Test
    void aPasswordStandsInNoException() {
        Password password = Password.draw(new SecureRandom());
        long user = user();
        assertKind(Kind.NOT_FOUND, () -> panel().setPassword(4_711, password));
        for (PanelTrouble trouble : ImmutableList.of(PanelTrouble.REFUSES, PanelTrouble.REFUSES_THE_KEY)) {
            fake.next(trouble, request -> request.method().equals("PATCH"));
            PanelException refusal = refused(() -> panel().setPassword(user, password));
            assertFalse(Throwables.getStackTraceAsString(refusal).contains(password.reveal()), "a password is told");
        }
    }

    @Test
    void onlyAUserWithoutAnExternalIdIsAdopted() {
        addUser("", "ani", "ani@x.id", false);
        PanelBooks.User before = fake.books().users().get(0);
        assertEquals(
                new PanelUser(before.id(), Optional.of("user-1"), "ani"), panel().adoptUser(before.id(), "user-1"));
        assertEquals(before.email(), bookedUser("user-1").email());
        assertEquals(before.firstName(), bookedUser("user-1").firstName());
        panel().adoptUser(before.id(), "user-1");
        assertKind(Kind.REFUSED, () -> panel().adoptUser(before.id(), "user-2"));
        assertKind(Kind.NOT_FOUND, () -> panel().adoptUser(4_711, "user-2"));
        assertEquals(Optional.of("user-1"), fake.books().users().get(0).externalId());
    }

    @Test
    void anAdministratorIsNobodysCustomer() {
        addUser("", "boss", "boss@x.id");
        long boss = fake.books().users().get(0).id();
        assertKind(Kind.REFUSED, () -> panel().adoptUser(boss, "user-1"));
        assertEquals(Optional.empty(), fake.books().users().get(0).externalId());
    }

    @Test
    void aServerIsMadeAsItsPlanSaysAndTheRestAsTheEggSays() {
        PanelServer made = made("order-1");
        PanelBooks.Server booked = booked("order-1");
        assertEquals(LIMITS, booked.limits());
        assertEquals(Optional.of(FEATURES), booked.features());
        assertEquals("yolks:java_21", booked.image());
        assertEquals("java -jar {{SERVER_JAR}}", booked.startup());
        assertEquals(
                ImmutableMap.of("SERVER_JAR", "server.jar", "VERSION", "latest", "TOKEN", "abc", "NOTE", ""),
                booked.environment());
        assertEquals(user(), booked.user());
        assertEquals(ImmutableList.of("10.0.0.5:25565"), booked.ports());
        assertEquals(
                new PanelServer(
                        booked.id(),
                        Optional.of("order-1"),
                        booked.identifier(),
                        "A1 Budi",
                        Status.INSTALLING,
                        Optional.of(LIMITS),
                        Optional.of(FEATURES),
                        user(),
                        near,
                        egg,
                        made.allocation(),
                        Optional.of("10.0.0.5:25565")),
                made);
        assertEquals(Optional.of(made), panel().findServer("order-1"));
        assertEquals(Optional.of(made), panel().findServer(made.id()));
    }

    @Test
    void whatAPlanSaysOfItsStartHolds() {
        ServerStartup own = new ServerStartup(
                ImmutableSortedMap.of("TOKEN", "abc", "VERSION", "1.21"),
                Optional.of("yolks:java_17"),
                Optional.of("java -Xmx1G"));
        panel().createServer(new NewPanelServer("order-1", "A1", user(), plan(own), ImmutableList.of(far)));
        PanelBooks.Server booked = booked("order-1");
        assertEquals("yolks:java_17", booked.image());
        assertEquals("java -Xmx1G", booked.startup());
        assertEquals("1.21", booked.environment().get("VERSION"));
    }

    @Test
    void theFirstMachineWithAFreePortIsTaken() {
        for (int i = 1; i <= 5; i++) {
            assertEquals(near, made("order-" + i).node());
        }
        assertEquals(far, made("order-6").node());
        assertKind(Kind.NO_PORT, () -> panel().createServer(
                        new NewPanelServer("order-7", "A1", user(), plan(STARTUP), ImmutableList.of(near))));
        assertEquals(6, fake.books().servers().size());
    }

    @Test
    void aFreePortIsFoundBehindManyThatAreNot() {
        fake.world().addPorts(near, "10.0.0.7", 30_000, 30_149);
        for (int port = 1; port <= 155; port++) {
            if (port != 153) {
                fake.world().asAdmin("POST", "servers", rawServer("other-" + port, port <= 5 ? port : port + 120));
            }
        }
        assertEquals(Optional.of("10.0.0.7:30147"), made("order-1").address());
    }

    private String rawServer(String externalId, long allocation) {
        return """
            {"external_id":"%s","name":"raw","user":%d,"egg":%d,"docker_image":"x","startup":"x",\
            "environment":{"SERVER_JAR":"a.jar","VERSION":"latest","TOKEN":"t"},\
            "limits":{"memory":0,"swap":0,"disk":0,"io":500,"cpu":0},\
            "feature_limits":{"databases":0,"backups":0},"allocation":{"default":%d}}\
            """.formatted(externalId, user(), egg, allocation);
    }

    @Test
    void aServerIsNotFoundByAPartOfAnExternalIdNorInAnotherCase() {
        made("shop-order-1");
        assertEquals(Optional.empty(), panel().findServer("order-1"));
        assertEquals(Optional.empty(), panel().findServer("SHOP-order-1"));
        assertEquals(Optional.empty(), panel().findServer(4_711));
    }

    @Test
    void whatThePanelRefusesIsToldByTheField() {
        PanelException refusal = refused(() -> panel().createServer(new NewPanelServer(
                "order-1",
                "A1",
                user(),
                plan(ServerStartup.with(ImmutableMap.of("TOKEN", "abc", "SERVER_JAR", "no jar"))),
                ImmutableList.of(near))));
        assertEquals(Kind.REFUSED, refusal.kind());
        assertEquals("environment.SERVER_JAR", refusal.field());
        assertTrue(String.valueOf(refusal.getMessage()).contains("regex"), refusal.getMessage());
        assertEquals(ImmutableList.of(), fake.books().servers());
    }

    @Test
    void aServerWhoseAnswerWasLostIsFoundOrMadeAgainButNeverTwice() {
        long user = user();
        for (PanelTrouble trouble : PanelTrouble.values()) {
            if (trouble == PanelTrouble.NONE || trouble == PanelTrouble.MORE_FIELDS) {
                continue;
            }
            String id = "order-" + trouble;
            ServerPanel troubled = patientFor(trouble);
            fake.next(trouble, request -> request.is("POST", "/servers"));
            PanelException failure = refused(trouble.name(), () -> troubled.createServer(newServer(id, user)));
            assertEquals(kind(trouble), failure.kind(), trouble::name);
            fake.awaitTrouble();
            if (panel().findServer(id).isEmpty()) {
                made(id);
            }
            assertEquals(LIMITS, booked(id).limits());
        }
    }

    @Test
    void aUserWhoseAnswerWasLostIsFoundOrMadeAgain() {
        for (PanelTrouble trouble : PanelTrouble.values()) {
            if (HARMLESS.contains(trouble)) {
                continue;
            }
            String id = "user-" + trouble.name().toLowerCase(Locale.ROOT).replace('_', '-');
            ServerPanel troubled = patientFor(trouble);
            fake.next(trouble, request -> request.is("POST", "/users"));
            PanelException failure = refused(trouble.name(), () -> troubled.createUser(newUser(id)));
            assertEquals(kind(trouble), failure.kind(), trouble::name);
            fake.awaitTrouble();
            PanelUser found = panel().findUser(id).orElseGet(() -> panel().createUser(newUser(id)));
            assertEquals(bookedUser(id).id(), found.id());
        }
    }

    @Test
    void nothingButThePanelsOwnWordMeansThatThereIsNone() {
        PanelServer server = installed("order-1");
        for (PanelTrouble trouble : PanelTrouble.values()) {
            if (HARMLESS.contains(trouble) || ASKED_AGAIN.contains(trouble)) {
                continue;
            }
            ServerPanel panel = patientFor(trouble);
            for (Executable question : some(
                    trouble,
                    () -> panel.findServer("order-1"),
                    () -> panel.findServer(server.id()),
                    () -> panel.findUser("user-1"),
                    () -> panel.findUserByMail("budi-user-1@shop.invalid"),
                    () -> panel.servers(1),
                    () -> panel.nodes(),
                    () -> panel.problems(plan(STARTUP)),
                    () -> panel.power(server.identifier()))) {
                fake.next(trouble);
                assertEquals(kind(trouble), refused(trouble.name(), question).kind(), trouble::name);
                fake.awaitTrouble();
            }
        }
    }

    @Test
    void whatIsNotSaidToBeDoneIsNotTakenForDone() {
        PanelServer server = installed("order-1");
        for (PanelTrouble trouble : PanelTrouble.values()) {
            // What is done says nothing, so nothing is missing when it is cut short.
            if (HARMLESS.contains(trouble) || trouble == PanelTrouble.CUT_SHORT) {
                continue;
            }
            ServerPanel panel = patientFor(trouble);
            for (Executable change : some(
                    trouble,
                    () -> panel.suspend(server.id()),
                    () -> panel.unsuspend(server.id()),
                    () -> panel.reinstall(server.id()),
                    () -> panel.signal(server.identifier(), PowerSignal.START))) {
                fake.next(trouble);
                assertEquals(kind(trouble), refused(trouble.name(), change).kind(), trouble::name);
                fake.awaitTrouble();
                fake.world().setStatus(server.id(), null);
            }
        }
    }

    @Test
    void moreFieldsAreNoTrouble() {
        fake.next(PanelTrouble.MORE_FIELDS);
        PanelUser user = panel().createUser(newUser("user-1"));
        fake.next(PanelTrouble.MORE_FIELDS, request -> request.is("POST", "/servers"));
        PanelServer server = panel().createServer(newServer("order-1", user.id()));
        fake.next(PanelTrouble.MORE_FIELDS);
        assertEquals(Optional.of(server), panel().findServer("order-1"));
    }

    @Test
    void aPageOfAProxyIsToldWithItsStatusAndItsBeginning() {
        fake.next(PanelTrouble.BAD_GATEWAY);
        String message =
                String.valueOf(refused(() -> panel().findServer("order-1")).getMessage());
        assertTrue(message.contains("502") && message.contains("<html>"), message);
        fake.goDown();
        String down =
                String.valueOf(refused(() -> panel().findServer("order-1")).getMessage());
        assertTrue(down.contains("503"), down);
        fake.comeBack();
        assertEquals(Optional.empty(), panel().findServer("order-1"));
    }

    @Test
    void noRedirectIsFollowed() {
        long user = user();
        for (PanelTrouble moved : ImmutableList.of(PanelTrouble.MOVED, PanelTrouble.MOVED_FOR_NOW)) {
            ImmutableMap<String, Long> before = fake.books().calls();
            fake.next(moved, request -> request.is("POST", "/servers"));
            String message = String.valueOf(refused(() -> panel().createServer(newServer("order-1", user)))
                    .getMessage());
            assertTrue(message.contains("elsewhere"), message);
            assertEquals(
                    before.getOrDefault("POST api/application/servers", 0L) + 1,
                    fake.books().calls("POST api/application/servers"));
            assertEquals(
                    before.getOrDefault("GET api/application/servers", 0L),
                    fake.books().calls("GET api/application/servers"));
        }
        assertEquals(ImmutableList.of(), fake.books().servers());
    }

    @Test
    void whoAsksTooOftenIsToldForHowLongToWait() {
        fake.next(PanelTrouble.TOO_MANY);
        PanelException once = refused(() -> panel().findServer("order-1"));
        assertEquals(Optional.of(Duration.ofSeconds(7)), once.retryAfter());
        ServerPanel panel = panel();
        PanelException often = refused(() -> {
            for (int i = 0; i < 1_000; i++) {
                panel.findUser(1);
            }
        });
        assertEquals(Kind.TOO_MANY_CALLS, often.kind());
        assertEquals(Optional.of(Duration.ofMinutes(1)), often.retryAfter());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), panel.findUser(1));
    }

    @Test
    void troubleWithTheKeyIsToldAsThat() {
        for (KeyTrouble trouble : KeyTrouble.values()) {
            fake.world().setKeyTrouble(trouble);
            if (trouble != KeyTrouble.NONE) {
                assertKind(Kind.KEY_REFUSED, () -> panel().servers(1));
            }
        }
        fake.world().setKeyTrouble(KeyTrouble.NONE);
        fake.world().narrowKey("servers", true);
        assertKind(Kind.KEY_REFUSED, () -> made("order-1"));
        assertEquals(Optional.empty(), panel().findServer("order-1"));
    }

    @Test
    void twoServersOfOneExternalIdAreNotMade() {
        PanelServer first = made("order-1");
        assertKind(Kind.UNAVAILABLE, () -> made("order-1"));
        assertEquals(first.id(), booked("order-1").id());
    }

    @Test
    void aMachineThatIsAwayMakesNoServer() {
        fake.world().setWingsAway(near, true);
        assertKind(Kind.UNAVAILABLE, () -> made("order-1"));
        assertEquals(Optional.empty(), panel().findServer("order-1"));
        assertEquals(5, fake.books().freePorts(near));
        fake.world().setWingsAway(near, false);
        PanelServer server = installed("order-1");
        fake.world().setWingsAway(near, true);
        assertKind(Kind.UNAVAILABLE, () -> panel().suspend(server.id()));
        assertKind(Kind.UNAVAILABLE, () -> panel().reinstall(server.id()));
        assertKind(Kind.UNAVAILABLE, () -> panel().delete(server.id()));
        assertEquals(1, fake.books().servers().size());
    }

    @Test
    void everyStateIsRead() {
        PanelServer server = made("order-1");
        assertEquals(Status.INSTALLING, status(server.id()));
        fake.world().finishInstall(server.id(), false);
        assertEquals(Status.INSTALL_FAILED, status(server.id()));
        panel().reinstall(server.id());
        assertEquals(Status.INSTALLING, status(server.id()));
        fake.world().finishInstall(server.id(), false);
        assertEquals(Status.INSTALL_FAILED, status(server.id()));
        panel().reinstall(server.id());
        fake.world().finishInstall(server.id(), true);
        assertEquals(Status.NORMAL, status(server.id()));
        fake.world().setStatus(server.id(), "restoring_backup");
        assertEquals(Status.BUSY, status(server.id()));
        fake.world().setStatus(server.id(), "suspended");
        assertEquals(Status.SUSPENDED, status(server.id()));
    }

    @Test
    void suspendingTwiceIsSuspendingOnceAlsoWhileInstalling() {
        PanelServer server = made("order-1");
        panel().suspend(server.id());
        panel().suspend(server.id());
        fake.world().finishInstall(server.id(), true);
        assertEquals(Status.SUSPENDED, status(server.id()));
        panel().unsuspend(server.id());
        panel().unsuspend(server.id());
        assertEquals(Status.NORMAL, status(server.id()));
        assertKind(Kind.NOT_FOUND, () -> panel().suspend(4_711));
    }

    @Test
    void aReinstallEndsASuspension() {
        PanelServer server = installed("order-1");
        panel().suspend(server.id());
        panel().reinstall(server.id());
        assertEquals(Status.INSTALLING, status(server.id()));
        fake.world().finishInstall(server.id(), true);
        assertEquals(Status.NORMAL, status(server.id()));
    }

    @Test
    void aServerOnItsWayIsNotSuspended() {
        PanelServer server = installed("order-1");
        fake.world().setTransferring(server.id(), true);
        assertKind(Kind.CONFLICT, () -> panel().suspend(server.id()));
    }

    @Test
    void deletingTwiceIsDeletingOnceAndThePortIsFree() {
        PanelServer server = installed("order-1");
        panel().delete(server.id());
        panel().delete(server.id());
        assertEquals(ImmutableList.of(), fake.books().servers());
        assertEquals(5, fake.books().freePorts(near));
        PanelServer other = installed("order-2");
        fake.next(PanelTrouble.NOT_FOUND_BY_A_PROXY);
        assertKind(Kind.UNAVAILABLE, () -> panel().delete(other.id()));
        assertEquals(1, fake.books().servers().size());
    }

    @Test
    void allLimitsAndFeaturesAreSentWhole() {
        PanelServer server = installed("order-1");
        ServerPlan bigger = new ServerPlan(
                egg,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(2048, -1, 4096, 300, 0),
                new ServerFeatures(0, 5, 2),
                STARTUP,
                true);
        PanelServer after = panel().resize(server, bigger);
        assertEquals(Optional.of(bigger.limits()), after.limits());
        assertEquals(Optional.of(bigger.features()), after.features());
        assertEquals(server.address(), after.address());
        PanelBooks.Server booked = booked("order-1");
        assertEquals(bigger.limits(), booked.limits());
        assertEquals(Optional.of(bigger.features()), booked.features());
        assertEquals(ImmutableList.of("10.0.0.5:25565"), booked.ports());
        assertEquals("abc", booked.environment().get("TOKEN"));
    }

    @Test
    void numbersThatNoPlanCanHaveAreNoNumbers() {
        PanelServer server = installed("order-1");
        fake.world().asAdmin("PATCH", "servers/" + server.id() + "/build", """
                {"allocation":%d,"limits":{"memory":1,"swap":0,"io":500,"cpu":1,"disk":1},\
                "feature_limits":{"databases":null,"backups":null}}\
                """.formatted(
                        server.allocation().orElseThrow()));
        assertEquals(Optional.empty(), panel().findServer(server.id()).flatMap(PanelServer::features));
    }

    @Test
    void aNewNameTakesNothingElseAway() {
        PanelServer server = installed("order-1");
        fake.world().asAdmin("PATCH", "servers/" + server.id() + "/details", """
                {"name":"x","user":%d,"description":"Budi's own words"}\
                """.formatted(user()));
        assertEquals(Optional.empty(), panel().findServer(server.id()).flatMap(PanelServer::externalId));
        long other = panel().createUser(newUser("user-2")).id();
        PanelServer after = panel().describe(server.id(), "A1 Siti", other, "order-1");
        assertEquals(Optional.of("order-1"), after.externalId());
        PanelBooks.Server booked = booked("order-1");
        assertEquals("A1 Siti", booked.name());
        assertEquals(other, booked.user());
        assertEquals("Budi's own words", booked.description());
        assertKind(Kind.NOT_FOUND, () -> panel().describe(4_711, "x", other, "order-2"));
    }

    @Test
    void allPagesHaveEachServerOnceTheNewestFirst() {
        IntStream.rangeClosed(1, 110).forEach(i -> fake.world().asAdmin("POST", "servers", rawServer("order-" + i, i)));
        List<PanelServer> walked = new ArrayList<>();
        PanelPage page = panel().servers(1);
        walked.addAll(page.servers());
        for (int number = 2; page.more(); number++) {
            page = panel().servers(number);
            walked.addAll(page.servers());
        }
        assertEquals(
                Lists.reverse(fake.books().servers().stream()
                        .map(PanelBooks.Server::id)
                        .toList()),
                walked.stream().map(PanelServer::id).toList());
        assertEquals(Optional.of("order-1"), Iterables.getLast(walked).externalId());
        assertEquals(ImmutableList.of(), panel().servers(99).servers());
        assertFalse(panel().servers(99).more());
    }

    @Test
    void machinesSayHowMuchRoomIsLeft() {
        PanelWorld world = fake.world();
        world.setOverallocation(near, 50, 0);
        installed("order-1");
        panel().suspend(made("order-2").id());
        world.asAdmin("POST", "servers", rawServer("free-of-charge", 3));
        OptionalLong place = hasLocations() ? OptionalLong.of(location) : OptionalLong.empty();
        assertEquals(
                new PanelNode(near, place, true, OptionalLong.of(6_144 - 2_048), OptionalLong.of(20_480 - 4_096), 2),
                panel().nodes().get(0));
        assertEquals(
                new PanelNode(far, place, true, OptionalLong.of(8_192), OptionalLong.of(40_960), 120),
                panel().nodes().get(1));
        world.setOpen(near, false);
        world.setMaintenance(far, true);
        assertEquals(
                ImmutableSet.of(false),
                panel().nodes().stream().map(PanelNode::open).collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void aPlanThatFitsHasNoProblems() {
        assertEquals(ImmutableList.of(), panel().problems(plan(STARTUP)));
    }

    @Test
    void problemsOfAPlanAreTold() {
        assertProblem("egg 99", plan(99, STARTUP));
        assertProblem("no variable TOKENS", plan(ServerStartup.with(ImmutableMap.of("TOKEN", "a", "TOKENS", "b"))));
        assertProblem("TOKEN of egg " + egg + " needs a value", plan(ServerStartup.OF_THE_EGG));
        assertProblem("at most 8", plan(ServerStartup.with(ImmutableMap.of("TOKEN", "123456789"))));
        assertProblem("latest,1.21", plan(ServerStartup.with(ImmutableMap.of("TOKEN", "a", "VERSION", "1.8"))));
        int bare = (int) fake.world().addEgg(fake.world().addNest("Bare"), "Bare", "", "");
        assertProblem("image", plan(bare, ServerStartup.OF_THE_EGG));
    }

    private void assertProblem(String words, ServerPlan plan) {
        ImmutableList<String> problems = panel().problems(plan);
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(words)), () -> words + " in " + problems);
    }

    @Test
    void aServerIsAskedToStartAndStartsLater() {
        fake.world().setPowerTime(Duration.ofSeconds(30));
        PanelServer server = installed("order-1");
        assertEquals(PowerState.OFFLINE, panel().power(server.identifier()));
        panel().signal(server.identifier(), PowerSignal.START);
        clock.advance(Duration.ofSeconds(21));
        assertEquals(PowerState.STARTING, panel().power(server.identifier()));
        clock.advance(Duration.ofSeconds(21));
        assertEquals(PowerState.RUNNING, panel().power(server.identifier()));
        panel().signal(server.identifier(), PowerSignal.STOP);
        clock.advance(Duration.ofSeconds(21));
        assertEquals(PowerState.STOPPING, panel().power(server.identifier()));
        clock.advance(Duration.ofSeconds(21));
        assertEquals(PowerState.OFFLINE, panel().power(server.identifier()));
    }

    @Test
    void everySignalIsUnderstood() {
        PanelServer server = installed("order-1");
        for (PowerSignal signal : PowerSignal.values()) {
            panel().signal(server.identifier(), signal);
        }
        assertEquals(4, fake.books().calls("POST api/client/servers/{identifier}/power"));
        assertKind(Kind.NOT_FOUND, () -> panel().signal("00000000", PowerSignal.START));
    }

    @Test
    void aServerThatIsSuspendedOrInstallingIsNotStarted() {
        PanelServer server = made("order-1");
        assertKind(Kind.CONFLICT, () -> panel().signal(server.identifier(), PowerSignal.START));
        fake.world().finishInstall(server.id(), true);
        panel().suspend(server.id());
        assertKind(Kind.CONFLICT, () -> panel().signal(server.identifier(), PowerSignal.START));
    }

    @Test
    void withoutAClientKeyNothingIsStartedAndTheRestWorks() {
        PanelServer server = installed("order-1");
        ServerPanel half = panel(fake, false, PATIENCE);
        PanelException refusal = refused(() -> half.signal(server.identifier(), PowerSignal.START));
        assertEquals(Kind.KEY_REFUSED, refusal.kind());
        assertTrue(String.valueOf(refusal.getMessage()).contains("client key"), refusal.getMessage());
        assertKind(Kind.KEY_REFUSED, () -> half.power(server.identifier()));
        assertEquals(Optional.of("order-1"), half.findServer(server.id()).flatMap(PanelServer::externalId));
    }
}
