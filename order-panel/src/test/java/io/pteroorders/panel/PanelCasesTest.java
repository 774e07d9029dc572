package io.pteroorders.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.PanelServer.Status;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.DemoPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.core.testkit.panel.PanelTrouble;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong with panels in other shops, by the numbers of a collection of such cases: here it does not. */
class PanelCasesTest {

    private static final int NODE_JS = 1;
    private static final int PAPER = 2;

    private final FakePanel fake = FakePanel.pterodactyl(ManualClock.at(Fixtures.NOON));
    private final ServerPanel panel = new PterodactylPanel(PterodactylPanelTest.settings(fake, true));
    private long user;

    @BeforeEach
    void furnish() {
        DemoPanel.furnish(fake.world());
        user = panel.createUser(new NewPanelUser("shop-user-1", "budi", "budi@shop.invalid", "Budi"))
                .id();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static ServerPlan plan(int egg, ServerStartup startup, int ports) {
        return new ServerPlan(
                egg,
                Optional.of(egg),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(1024, 0, 2048, 500, 100),
                new ServerFeatures(0, 0, ports),
                startup,
                true);
    }

    private PanelServer made(String externalId, ServerPlan plan) {
        return panel.createServer(new NewPanelServer(externalId, "A1", user, plan, ImmutableList.of(1L, 2L)));
    }

    private PanelServer made(String externalId) {
        return made(externalId, plan(NODE_JS, ServerStartup.OF_THE_EGG, 1));
    }

    private static PanelException refused(Executable call) {
        return assertThrows(PanelException.class, call);
    }

    private PanelBooks.Server booked(long id) {
        return fake.books().server(id).orElseThrow();
    }

    @Test
    @DisplayName("B66 B70 the password of a user was logged, and stood in an error")
    void noPasswordIsSentWhenAUserIsMade() {
        assertEquals(
                ImmutableList.of(),
                fake.books().user("shop-user-1").orElseThrow().passwords());
    }

    @Test
    @DisplayName("B68 only the first page of ports was read, and when those were taken all failed for ever")
    void aPortIsFoundOnAnyPage() {
        fake.world().addPorts(1, "10.0.0.7", 20_000, 20_119);
        for (int i = 0; i < 60; i++) {
            made("order-" + i);
        }
        assertEquals(60, fake.books().servers().size());
    }

    @Test
    @DisplayName("B69 that it was asked for was taken for ready, and a failed install was never seen")
    void aNewServerIsInstallingAndMayFail() {
        PanelServer server = made("order-1");
        assertEquals(Status.INSTALLING, server.status());
        fake.world().finishInstall(server.id(), false);
        assertEquals(
                Status.INSTALL_FAILED, panel.findServer("order-1").orElseThrow().status());
    }

    @Test
    @DisplayName("B96 B128 the first of those whose address has this one in it was taken for the customer")
    void addressesAreComparedWhole() {
        fake.world().asAdmin("POST", "users", """
                {"username":"ian","email":"ian@x.id","first_name":"Ian","last_name":"-"}\
                """);
        assertEquals(Optional.empty(), panel.findUserByMail("an@x.id"));
        assertEquals(Optional.of("ian"), panel.findUserByMail("ian@x.id").map(PanelUser::name));
    }

    @Test
    @DisplayName("B107 a new name took the external id away")
    void aNewNameLeavesTheExternalId() {
        PanelServer server = made("order-1");
        panel.describe(server.id(), "Survival", user, "order-1");
        assertEquals(Optional.of("order-1"), booked(server.id()).externalId());
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILS", "TOO_MANY", "BAD_GATEWAY", "NOT_FOUND_BY_A_PROXY", "PAGE", "REFUSES_THE_KEY"})
    @DisplayName("B115 a panel in trouble was taken for one that has no such server, and a second one was made")
    void onlyNotFoundMeansAbsent(PanelTrouble trouble) {
        made("order-1");
        fake.next(trouble);
        refused(() -> panel.findServer("order-1"));
    }

    @Test
    @DisplayName("B116 a page instead of JSON broke the reader of errors, and hid what was wrong")
    void aPageIsTroubleWithItsStatusAndItsBeginning() {
        fake.next(PanelTrouble.BAD_GATEWAY);
        PanelException refusal = refused(() -> panel.findServer("order-1"));
        assertEquals(Kind.UNAVAILABLE, refusal.kind());
        assertEquals(
                "the panel has trouble (502): <html><body><h1>502 Something went wrong</h1></body></html>",
                refusal.getMessage());
    }

    @Test
    @DisplayName("B118 B139 the port that a server has was not counted among those it may have, or too many were taken")
    void aServerHasOnePortAndMayHaveAsManyAsThePlanSays() {
        PanelServer server = made("order-1", plan(NODE_JS, ServerStartup.OF_THE_EGG, 3));
        assertEquals(1, booked(server.id()).ports().size());
        assertEquals(
                Optional.of(new ServerFeatures(0, 0, 3)), booked(server.id()).features());
        panel.resize(server, plan(NODE_JS, ServerStartup.OF_THE_EGG, 5));
        assertEquals(
                Optional.of(new ServerFeatures(0, 0, 5)), booked(server.id()).features());
        assertEquals(1, booked(server.id()).ports().size());
    }

    @Test
    @DisplayName("B121 without a free port nothing was said")
    void noFreePortIsTold() {
        long full = fake.world().addNode("full", 1, 9_999, 9_999);
        PanelException refusal = refused(() -> panel.createServer(new NewPanelServer(
                "order-1", "A1", user, plan(NODE_JS, ServerStartup.OF_THE_EGG, 1), ImmutableList.of(full))));
        assertEquals(Kind.NO_PORT, refusal.kind());
        assertEquals("no free port on nodes [3] of the panel", refusal.getMessage());
    }

    @Test
    @DisplayName("B130 a field's name was spelt wrong, and every change was refused")
    void everyCallIsTakenByThePanel() {
        PanelServer server = made("order-1");
        panel.resize(server, plan(NODE_JS, ServerStartup.OF_THE_EGG, 1));
        panel.describe(server.id(), "A2", user, "order-1");
        panel.suspend(server.id());
        panel.unsuspend(server.id());
        panel.reinstall(server.id());
        panel.delete(server.id());
        assertEquals(ImmutableList.of(), fake.books().servers());
    }

    @Test
    @DisplayName("B131 a redirect made a question of a change, which seemed to be done")
    void noRedirectIsFollowed() {
        fake.next(PanelTrouble.MOVED, request -> request.is("POST", "/servers"));
        PanelException refusal = refused(() -> made("order-1"));
        assertEquals(
                "the panel is elsewhere (301): give its address as it is, /api/application/servers",
                refusal.getMessage());
        assertEquals(0, fake.books().calls("GET api/application/servers"));
    }

    @Test
    @DisplayName("B133 the external id was sent as a number, and refused")
    void anExternalIdOfDigitsIsAText() {
        assertEquals(Optional.of("4711"), made("4711").externalId());
    }

    @Test
    @DisplayName("B136 variables of the egg were not sent, and the server was refused")
    void variablesAreTheEggsUnlessThePlanSaysOtherwise() {
        PanelServer server =
                made("order-1", plan(PAPER, ServerStartup.with(ImmutableMap.of("MINECRAFT_VERSION", "1.21.4")), 1));
        assertEquals(
                ImmutableMap.of(
                        "MINECRAFT_VERSION", "1.21.4", "SERVER_JARFILE", "server.jar", "BUILD_NUMBER", "latest"),
                booked(server.id()).environment());
    }

    @Test
    @DisplayName("B142 a suspended server that was installed anew ran again")
    void aReinstalledServerIsNoLongerSuspendedAndCanBeSuspendedAtOnce() {
        PanelServer server = made("order-1");
        fake.world().finishInstall(server.id(), true);
        panel.suspend(server.id());
        panel.reinstall(server.id());
        assertEquals(
                Status.INSTALLING, panel.findServer(server.id()).orElseThrow().status());
        panel.suspend(server.id());
        fake.world().finishInstall(server.id(), true);
        assertEquals(
                Status.SUSPENDED, panel.findServer(server.id()).orElseThrow().status());
        assertTrue(booked(server.id()).isSuspended());
    }
}
