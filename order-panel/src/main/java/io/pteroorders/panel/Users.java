package io.pteroorders.panel;

import com.google.common.base.Ascii;
import io.pteroorders.core.provisioning.NewPanelUser;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.core.provisioning.PanelException.Kind;
import io.pteroorders.core.provisioning.PanelUser;
import io.pteroorders.core.provisioning.Password;
import java.util.Optional;

/** A panel's users. A change says again all that a user has, because the panel demands it. */
final class Users {

    private final PanelHttp application;
    private final PanelDialect dialect;

    Users(PanelHttp application, PanelDialect dialect) {
        this.application = application;
        this.dialect = dialect;
    }

    /** The panel takes other cases for the same; the shop does not. */
    Optional<PanelUser> find(String externalId) {
        return application
                .get("/users/external/" + PanelHttp.encoded(externalId))
                .objectIfThere()
                .map(Users::user)
                .filter(user -> user.externalId().filter(externalId::equals).isPresent());
    }

    Optional<PanelUser> find(long id) {
        return application.get("/users/" + id).objectIfThere().map(Users::user);
    }

    /** The panel's filter finds all addresses that this one is a part of. */
    Optional<PanelUser> findByMail(String mail) {
        return Pages.first(
                        "/users?filter%5Bemail%5D=" + PanelHttp.encoded(mail),
                        path -> application.get(path, mail),
                        user -> user.text("email")
                                .filter(found -> Ascii.equalsIgnoreCase(found, mail))
                                .isPresent())
                .map(Users::ofAttributes);
    }

    PanelUser create(NewPanelUser user) {
        Body body = Body.empty()
                .put("external_id", user.externalId())
                .put("username", user.name())
                .put("email", user.mail());
        dialect.name(body, user);
        return user(application.post("/users", body).object());
    }

    void setPassword(long id, Password password) {
        change(id, allOf(needed(id)).put("password", password.reveal()));
    }

    PanelUser adopt(long id, String externalId) {
        Fields user = needed(id);
        Optional<String> other = user.text("external_id").filter(had -> !had.equals(externalId));
        if (user.isTrue("root_admin")) {
            throw PanelException.of(Kind.REFUSED, "user " + id + " of the panel is an administrator");
        }
        if (other.isPresent()) {
            throw PanelException.of(Kind.REFUSED, "user " + id + " of the panel has an external id already");
        }
        return change(id, allOf(user).put("external_id", externalId));
    }

    private PanelUser change(long id, Body body) {
        return user(application.patch("/users/" + id, body).object());
    }

    private Fields needed(long id) {
        return application.get("/users/" + id).object().attributes();
    }

    private Body allOf(Fields user) {
        Body body = Body.empty().put("username", user.need("username")).put("email", user.need("email"));
        user.text("external_id").ifPresent(externalId -> body.put("external_id", externalId));
        user.text("language").ifPresent(language -> body.put("language", language));
        dialect.keepName(body, user);
        return body;
    }

    private static PanelUser user(Fields object) {
        return ofAttributes(object.attributes());
    }

    private static PanelUser ofAttributes(Fields user) {
        return new PanelUser(user.needNumber("id"), user.text("external_id"), user.need("username"));
    }
}
