package io.pteroorders.core.testkit.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.provisioning.PowerState;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fake has the rules and the traps of the real one. */
class FakePanelTest {

    private static final String SERVER = """
        {"external_id":"order-1","name":"A1","user":1,"egg":1,"docker_image":"yolks:nodejs_20","startup":"node .",\
        "environment":{"MAIN_FILE":"index.js","USER_UPLOAD":"0"},\
        "limits":{"memory":1024,"swap":0,"disk":2048,"io":500,"cpu":100},\
        "feature_limits":{"databases":1,"backups":1,"allocations":1},"allocation":{"default":1}}\
        """;

    private final ManualClock clock = ManualClock.at(Fixtures.NOON);
    private final PanelApi api = new PanelApi(new PterodactylFlavour(), clock);
    private final PanelWorld world = new PanelWorld(api);
    private final PanelBooks books = new PanelBooks(api);

    @BeforeEach
    void furnish() {
        DemoPanel.furnish(world);
        world.asAdmin("POST", "users", """
                {"username":"budi","email":"budi@x.id","first_name":"Budi","last_name":"-","external_id":"user-1"}\
                """);
    }

    private PanelReply ask(String method, String path, String body, String key) {
        int question = path.indexOf('?');
        return api.answer(new PanelRequest(
                method,
                "/api/" + (question < 0 ? path : path.substring(0, question)),
                question < 0 ? ImmutableListMultimap.of() : PanelRequest.query(path.substring(question + 1)),
                ImmutableMap.of("authorization", "Bearer " + key),
                body));
    }

    private PanelReply ask(String method, String path, String body) {
        return ask(method, "application/" + path, body, api.keys().application());
    }

    private JsonNode get(String path) {
        return new JsonMapper().readTree(ask("GET", path, "").body());
    }

    /** What is broken, for example {@code limits.io between}. */
    private static List<String> broken(PanelReply reply) {
        return new JsonMapper()
                .readTree(reply.body())
                .path("errors")
                .valueStream()
                .map(error -> error.at("/meta/source_field").asString("") + " "
                        + error.at("/meta/rule").asString(""))
                .toList();
    }

    private static String code(PanelReply reply) {
        return reply.status() + " "
                + new JsonMapper().readTree(reply.body()).at("/errors/0/code").asString("");
    }

    private long made() {
        assertEquals(201, ask("POST", "servers", SERVER).status());
        return books.server("order-1").orElseThrow().id();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"external_id\":\"order-1\"`; `\"external_id\":4711`; external_id string",
                "`\"io\":500`; `\"io\":0`; limits.io between",
                "`\"memory\":1024`; `\"memory\":-1`; limits.memory min",
                "`\"memory\":1024`; `\"memory\":\"much\"`; limits.memory numeric",
                "`\"name\":\"A1\"`; `\"name\":\"  \"`; name required",
                "`\"user\":1`; `\"user\":99`; user exists",
                "`\"databases\":1,`; ``; feature_limits.databases present",
                "`{\"default\":1}`; `{\"default\":9999}`; allocation.default exists",
                "`{\"default\":1}`; `{}`; allocation.default required",
                "`\"docker_image\":\"yolks:nodejs_20\"`; `\"docker_image\":\"a;b\"`; docker_image regex",
                "`\"MAIN_FILE\":\"index.js\"`; `\"MAIN_FILE\":\"\"`; environment.MAIN_FILE required",
                "`\"USER_UPLOAD\":\"0\"`; `\"USER_UPLOAD\":\"yes\"`; environment.USER_UPLOAD boolean",
                "`\"environment\":{\"MAIN_FILE\":\"index.js\",\"USER_UPLOAD\":\"0\"},`; ``; environment present",
            },
            delimiter = ';')
    void aRuleThatIsBrokenIsToldWithItsField(String from, String to, String wanted) {
        PanelReply reply = ask(
                "POST", "servers", SERVER.replace(from, Optional.ofNullable(to).orElse("")));
        assertEquals(422, reply.status(), reply.body());
        assertEquals(ImmutableList.of(wanted), broken(reply));
    }

    @Test
    void keysAreCheckedBeforeTheBodyAndThatBeforeTheRest() {
        assertEquals("401 AuthenticationException", code(ask("POST", "application/servers", "{", "none")));
        assertEquals("400 BadRequestHttpException", code(ask("POST", "servers", "{")));
        world.setKeyTrouble(KeyTrouble.NO_SECOND_FACTOR);
        assertEquals("400 TwoFactorAuthRequiredException", code(ask("GET", "servers/99", "")));
        world.setKeyTrouble(KeyTrouble.OWNER_IS_NO_ADMIN);
        assertEquals("404 NotFoundHttpException", code(ask("GET", "servers/99", "")));
        assertEquals("403 AccessDeniedHttpException", code(ask("GET", "servers", "")));
        world.setKeyTrouble(KeyTrouble.NONE);
        world.narrowKey("servers", true);
        assertEquals("403 AccessDeniedHttpException", code(ask("POST", "servers", "{}")));
    }

    @Test
    void filtersFindByAPartAndUnknownOnesAreRefused() {
        assertEquals(1, get("users?filter[email]=udi@X").path("data").size());
        assertEquals("400 InvalidFilterQuery", code(ask("GET", "users?filter[name]=a", "")));
        assertEquals("400 InvalidSortQuery", code(ask("GET", "users?sort=name", "")));
    }

    @Test
    void aPageBeyondTheEndIsEmptyAndLinksLeadOn() {
        JsonNode second = get("nodes/1/allocations?per_page=20&page=2").at("/meta/pagination");
        assertEquals(50, second.path("total").asInt());
        assertEquals(3, second.path("total_pages").asInt());
        assertTrue(second.path("links").has("next") && second.path("links").has("previous"));
        assertEquals(0, get("nodes/1/allocations?page=9").path("data").size());
        assertEquals(0, get("nodes").at("/meta/pagination/links").size());
    }

    @Test
    void whatTheKeyMayNotSeeIsLeftOutOfWhatItMaySee() {
        made();
        world.narrowKey("allocations", false);
        JsonNode shown = get("servers/1?include=allocations,egg").at("/attributes/relationships");
        assertEquals("null_resource", shown.at("/allocations/object").asString());
        assertEquals("Node.js", shown.at("/egg/attributes/name").asString());
    }

    @Test
    void whatAChangeLeavesOutIsLost() {
        long id = made();
        ask("PATCH", "servers/" + id + "/details", "{\"name\":\"A2\",\"user\":1}");
        assertEquals(Optional.empty(), books.server(id).orElseThrow().externalId());
        ask("PATCH", "servers/" + id + "/build", """
                {"allocation":1,"memory":1,"swap":0,"io":500,"cpu":1,"disk":1,\
                "feature_limits":{"databases":2,"backups":null}}\
                """);
        assertEquals(Optional.empty(), books.server(id).orElseThrow().features());
        ask("PATCH", "servers/" + id + "/build", """
                {"allocation":1,"memory":1,"swap":0,"io":500,"cpu":1,"disk":1,\
                "feature_limits":{"databases":2,"backups":3,"allocations":4}}\
                """);
        assertEquals(
                Optional.of(new ServerFeatures(2, 3, 4)),
                books.server(id).orElseThrow().features());
    }

    @Test
    void anInstallThatFailedLooksHealthyAfterASuspension() {
        long id = made();
        world.finishInstall(id, false);
        assertEquals(
                Optional.of("install_failed"), books.server(id).orElseThrow().status());
        assertEquals(204, ask("POST", "servers/" + id + "/suspend", "").status());
        assertEquals(204, ask("POST", "servers/" + id + "/unsuspend", "").status());
        assertEquals(Optional.empty(), books.server(id).orElseThrow().status());
    }

    @Test
    void aSuspensionThatTheMachineDoesNotHearOfIsTakenBack() {
        long id = made();
        world.setWingsAway(1, true);
        assertEquals("504 DaemonConnectionException", code(ask("POST", "servers/" + id + "/suspend", "")));
        assertEquals(Optional.empty(), books.server(id).orElseThrow().status());
        assertEquals("504 DaemonConnectionException", code(ask("DELETE", "servers/" + id, "")));
        assertEquals(404, ask("DELETE", "servers/" + id + "x", "").status());
        assertEquals(204, ask("DELETE", "servers/" + id + "/force", "").status());
        assertEquals(50, books.freePorts(1));
    }

    @Test
    void installsEndByTheClockAndOneThatDiesNeverDoes() {
        world.endNextInstalls(InstallEnd.DIES, InstallEnd.FAILS);
        long id = made();
        clock.advance(Duration.ofDays(1));
        assertEquals(Optional.of("installing"), books.server(id).orElseThrow().status());
        ask("POST", "servers/" + id + "/reinstall", "");
        clock.advance(Duration.ofSeconds(5));
        assertEquals(
                Optional.of("reinstall_failed"), books.server(id).orElseThrow().status());
    }

    @Test
    void oldMachinesLetSuspendedServersRun() {
        world.runSuspendedServers();
        long id = made();
        world.finishInstall(id, true);
        String power = "client/servers/" + books.server(id).orElseThrow().identifier() + "/power";
        assertEquals(
                204,
                ask("POST", power, "{\"signal\":\"start\"}", api.keys().client())
                        .status());
        clock.advance(Duration.ofSeconds(2));
        ask("POST", "servers/" + id + "/suspend", "");
        assertEquals(PowerState.RUNNING, books.server(id).orElseThrow().power());
        assertEquals(
                "409 ServerStateConflictException",
                code(ask("POST", power, "{\"signal\":\"kill\"}", api.keys().client())));
        assertEquals(
                403,
                ask("POST", power, "{\"signal\":\"kill\"}", api.keys().application())
                        .status());
    }

    @Test
    void theMinuteIsCountedFromItsFirstCall() {
        IntStream.range(0, 240)
                .forEach(i -> assertEquals(200, ask("GET", "users/1", "").status()));
        clock.advance(Duration.ofSeconds(50));
        PanelReply refused = ask("GET", "users/1", "");
        assertEquals(429, refused.status());
        assertEquals("10", refused.headers().get("Retry-After"));
        assertEquals("0", refused.headers().get("X-RateLimit-Remaining"));
        clock.advance(Duration.ofSeconds(10));
        assertEquals("239", ask("GET", "users/1", "").headers().get("X-RateLimit-Remaining"));
    }

    @Test
    void aPlaceIsChosenAmongMachinesWithRoomWhetherOrNotTheyHavePorts() {
        String anywhere = SERVER.replace(
                "\"allocation\":{\"default\":1}",
                "\"deploy\":{\"locations\":[],\"dedicated_ip\":false,\"port_range\":[%s]}");
        assertEquals(201, ask("POST", "servers", anywhere.formatted("")).status());
        String second = anywhere.replace("order-1", "order-2");
        assertEquals("400 NoViableAllocationException", code(ask("POST", "servers", second.formatted("\"1-2\""))));
        assertEquals(
                "400 NoViableNodeException",
                code(ask("POST", "servers", second.formatted("").replace("1024", "99999"))));
        world.setOverallocation(1, -1, 0);
        assertEquals(200, ask("GET", "nodes/deployable?memory=15000&disk=1", "").status());
        assertEquals("422 ValidationException", code(ask("GET", "nodes/deployable?disk=1", "")));
    }

    @Test
    void aUserWithServersIsNotDeletedAndNamesAreComparedWithoutCase() {
        made();
        assertEquals("400 DisplayException", code(ask("DELETE", "users/1", "")));
        assertEquals(ImmutableList.of("username unique"), broken(ask("POST", "users", """
                {"username":"BUDI","email":"b@x.id","first_name":"B","last_name":"-"}\
                """)));
        assertEquals(200, ask("GET", "users/external/USER-1", "").status());
    }

    @Test
    void anAdministratorIsToldWhyNot() {
        assertThrows(IllegalArgumentException.class, () -> world.asAdmin("DELETE", "servers/99", ""));
    }

    @Test
    void pelicanHasNeitherNestsNorPlacesAndServersMayHaveNoPort() {
        PanelApi pelican = new PanelApi(new PelicanFlavour(), clock);
        PanelWorld other = new PanelWorld(pelican);
        DemoPanel.furnish(other);
        other.asAdmin("POST", "users", "{\"username\":\"budi\",\"email\":\"budi@x.id\"}");
        assertThrows(IllegalArgumentException.class, () -> other.asAdmin("GET", "nests", ""));
        assertTrue(other.asAdmin("GET", "eggs/1", "").contains("\"Node.js\""));
        String made = other.asAdmin("POST", "servers", """
                {"name":"A1","user":1,"egg":1,"environment":{"MAIN_FILE":"a.js","USER_UPLOAD":"0"},\
                "limits":{"memory":1,"swap":0,"disk":1,"io":0,"cpu":1},\
                "feature_limits":{"databases":0,"backups":0},"deploy":{"tags":[],"port_range":[]}}\
                """);
        assertTrue(made.contains("\"allocation\":null"), made);
    }
}
