package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.provisioning.NewPanelServer;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelServer;
import io.pteroorders.core.provisioning.Password;
import io.pteroorders.core.provisioning.PowerSignal;
import io.pteroorders.core.provisioning.ServerPanel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever a panel answers, it is understood or told of as trouble with the panel. */
class AnyAnswerTest {

    private static final AnsweringServer SERVER = AnsweringServer.start();
    private static final ServerPlan PLAN = new ServerPlan(
            1,
            Optional.empty(),
            ImmutableSortedSet.of(),
            ImmutableSortedSet.of(),
            new ServerLimits(1, 0, 1, 500, 1),
            ServerFeatures.NONE,
            ServerStartup.OF_THE_EGG,
            true);
    private static final PanelServer FOUND = new PanelServer(
            1,
            Optional.empty(),
            "1a7ce997",
            "x",
            PanelServer.Status.NORMAL,
            Optional.empty(),
            Optional.empty(),
            1,
            1,
            1,
            Optional.of(1L),
            Optional.empty());

    private static final ImmutableList<ServerPanel> PANELS =
            ImmutableList.of(new PterodactylPanel(SERVER.settings()), new PelicanPanel(SERVER.settings()));

    private static final ImmutableList<Consumer<ServerPanel>> CALLS = ImmutableList.of(
            panel -> panel.findUser("a"),
            panel -> panel.findUser(1),
            panel -> panel.createUser(new NewPanelUser("a", "abc", "a@x.id", "A")),
            panel -> panel.setPassword(1, Password.draw(new SecureRandom())),
            panel -> panel.adoptUser(1, "a"),
            panel -> panel.findUserByMail("a@x.id"),
            panel -> panel.findServer("a"),
            panel -> panel.findServer(1),
            panel -> panel.createServer(new NewPanelServer("a", "A", 1, PLAN, ImmutableList.of(1L))),
            panel -> panel.servers(1),
            panel -> panel.describe(1, "A", 1, "a"),
            panel -> panel.resize(FOUND, PLAN),
            panel -> panel.suspend(1),
            panel -> panel.delete(1),
            ServerPanel::nodes,
            panel -> panel.problems(PLAN),
            panel -> panel.power("1a7ce997"),
            panel -> panel.signal("1a7ce997", PowerSignal.START));

    @AfterContainer
    static void stop() {
        SERVER.close();
    }

    /** An answer with everything in it that any call looks for. */
    private static final String RIGHT = """
        {"object":"list","attributes":{"id":1,"external_id":"a","uuid":"1a7ce997-259b","identifier":"1a7ce997",\
        "name":"A","username":"abc","email":"a@x.id","first_name":"A","last_name":"-","status":null,"suspended":false,\
        "limits":{"memory":1,"swap":0,"disk":1,"io":500,"cpu":1},"feature_limits":{"databases":0,"allocations":0,\
        "backups":0},"user":1,"node":1,"allocation":1,"nest":1,"egg":1,"current_state":"running",\
        "docker_images":{"x":"y"},"startup":"z","memory":1,"memory_overallocate":-1,"location_id":1,\
        "disk":1,"disk_overallocate":0,"public":true,"allocated_resources":{"memory":0,"disk":0},\
        "relationships":{"allocations":{"data":[{"attributes":{"id":1,"ip":"10.0.0.1","alias":null,"port":25565}}]},\
        "eggs":{"data":[{"attributes":{"id":1}}]},"variables":{"data":[{"attributes":{"env_variable":"A",\
        "default_value":"b","rules":"required|string|max:20"}}]}}},"data":[{"attributes":{"id":1,"external_id":"a",\
        "identifier":"1a7ce997","name":"A","username":"abc","email":"a@x.id","user":1,"node":1,"egg":1,"assigned":false,\
        "memory":1,"memory_overallocate":0,"disk":1,"disk_overallocate":0,"location_id":1,"allocated_resources":\
        {"memory":0,"disk":0}}}],"meta":{"pagination":{"total":1,"current_page":1,"total_pages":1}},\
        "errors":[{"code":"NotFoundHttpException","detail":"x","meta":{"source_field":"email","rule":"unique"}}]}\
        """;

    private static final ImmutableList<String> ODD = ImmutableList.of(
            "null", "[]", "{}", "\"\"", "\"\\ud800\"", "true", "-1", "1.5", "1e99", "99999999999999999999", "[[[]]]");

    /** A right answer in which one value is another. */
    @Provide
    Arbitrary<byte[]> almostRight() {
        return Combinators.combine(Arbitraries.integers().between(0, RIGHT.length() - 1), Arbitraries.of(ODD))
                .as(AnyAnswerTest::withOdd);
    }

    private static byte[] withOdd(int from, String odd) {
        int colon = RIGHT.indexOf(':', from);
        int end = colon + 1;
        while (colon >= 0 && end < RIGHT.length() && ",}]".indexOf(RIGHT.charAt(end)) < 0) {
            end++;
        }
        String changed = colon < 0 ? RIGHT + odd : RIGHT.substring(0, colon + 1) + odd + RIGHT.substring(end);
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
    }

    @Provide
    Arbitrary<Integer> statuses() {
        return Arbitraries.of(200, 201, 204, 301, 400, 401, 404, 409, 422, 429, 500, 502);
    }

    @Property(tries = 60)
    void anAlmostRightAnswerIsUnderstoodOrTrouble(@ForAll("almostRight") byte[] body, @ForAll("statuses") int status) {
        checkAll(body, status);
    }

    @Property(tries = 20)
    void anyBytesAreUnderstoodOrTrouble(@ForAll("bytes") byte[] body, @ForAll("statuses") int status) {
        checkAll(body, status);
    }

    private static void checkAll(byte[] body, int status) {
        SERVER.answer(status, body, Map.of());
        for (ServerPanel panel : PANELS) {
            CALLS.forEach(call -> check(panel, call));
        }
    }

    private static void check(ServerPanel panel, Consumer<ServerPanel> call) {
        try {
            call.accept(panel);
        } catch (PanelException e) {
            // It told of trouble with the panel, which is what it may do.
            return;
        }
    }
}
