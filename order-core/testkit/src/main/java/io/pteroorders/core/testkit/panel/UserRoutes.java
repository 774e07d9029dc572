package io.pteroorders.core.testkit.panel;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.UserRow;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users, through the application API. */
final class UserRoutes {

    private static final Listing<UserRow> LISTING = new Listing<>(
            ImmutableMap.of(
                    "email", Listing.partly(user -> user.email),
                    "uuid", Listing.partly(user -> user.uuid),
                    "username", Listing.partly(user -> user.username),
                    "external_id", Listing.partly(user -> user.externalId)),
            ImmutableMap.of(
                    "id", Comparator.comparing(user -> user.id),
                    "uuid", Comparator.comparing(user -> user.uuid)));

    private final Tables tables;
    private final PanelFlavour flavour;
    private final Views views;
    private final Clock clock;

    UserRoutes(Tables tables, PanelFlavour flavour, Views views, Clock clock) {
        this.tables = tables;
        this.flavour = flavour;
        this.views = views;
        this.clock = clock;
    }

    void addTo(Router router) {
        String users = "api/application/users";
        router.add("GET", users, "users", this::list);
        router.add("GET", users + "/{user}", "users", call -> PanelReply.ok(views.user(row(call), call.includes())));
        router.add("GET", users + "/external/{external}", "users", this::external);
        router.add("POST", users, "users", this::create);
        router.add("PATCH", users + "/{user}", "users", this::update);
        router.add("DELETE", users + "/{user}", "users", this::delete);
    }

    private UserRow row(Router.Call call) {
        return tables.users.get(call.id("user"));
    }

    private PanelReply list(Router.Call call) {
        return PanelReply.ok(
                LISTING.page(call.request(), tables.users.all(), user -> views.user(user, call.includes())));
    }

    private PanelReply external(Router.Call call) {
        return tables.users.all().stream()
                .filter(user -> Tables.isSame(user.externalId, call.text("external")))
                .findFirst()
                .map(user -> PanelReply.ok(views.user(user, call.includes())))
                .orElseThrow(PanelRefusal::notFound);
    }

    private PanelReply create(Router.Call call) {
        Validation.check(call.body(), flavour.userRules(), (what, value) -> isTaken(what, value, 0));
        UserRow user = tables.users.add(id -> new UserRow(id, clock.instant()));
        change(user, call.body());
        ObjectNode shown = views.user(user, call.includes());
        shown.putObject("meta").put("resource", call.request().path() + "/" + user.id);
        return PanelReply.created(shown);
    }

    private PanelReply update(Router.Call call) {
        UserRow user = row(call);
        Validation.check(call.body(), flavour.userRules(), (what, value) -> isTaken(what, value, user.id));
        change(user, call.body());
        return PanelReply.ok(views.user(user, call.includes()));
    }

    /** What is not given stays as it is. */
    private void change(UserRow user, ObjectNode body) {
        if (body.has("external_id")) {
            user.externalId = Json.text(body.path("external_id"));
        }
        user.email = body.path("email").asString(user.email);
        user.username = Ascii.toLowerCase(body.path("username").asString(user.username));
        user.firstName = body.path("first_name").asString(user.firstName);
        user.lastName = body.path("last_name").asString(user.lastName);
        user.language = body.path("language").asString(user.language);
        user.rootAdmin = Json.truth(body.path("root_admin"), user.rootAdmin);
        user.updatedAt = clock.instant();
        String password = Json.text(body.path("password"));
        if (password != null) {
            user.passwords.add(password);
        }
    }

    private boolean isTaken(String what, JsonNode value, long self) {
        return tables.users.all().stream()
                .filter(user -> user.id != self)
                .map(user -> field(user, what))
                .anyMatch(field -> Tables.isSame(field, value.asString("")));
    }

    private static String field(UserRow user, String what) {
        return switch (what) {
            case "users.email" -> user.email;
            case "users.username" -> user.username;
            default -> Objects.requireNonNullElse(user.externalId, "");
        };
    }

    private PanelReply delete(Router.Call call) {
        UserRow user = row(call);
        if (!tables.servers.where(server -> server.user == user.id).isEmpty()) {
            throw PanelRefusal.display("Cannot delete a user with active servers attached to their account. Please"
                    + " delete their servers before continuing.");
        }
        tables.users.remove(user.id);
        return PanelReply.DONE;
    }
}
