package io.pteroorders.bot.api.http;

import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.web.Answer;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** What is kept of requests: that a key is in use, what was changed or was not, and who looks at customers. Thread-safe. */
public final class RequestTrail {

    private final ApiKeys keys;
    private final ApiAudit audit;
    private final CustomerLooks looks;
    private final Clock clock;

    /** A trail that is kept there. */
    public RequestTrail(ApiKeys keys, ApiAudit audit, CustomerLooks looks, Clock clock) {
        this.keys = keys;
        this.audit = audit;
        this.looks = looks;
        this.clock = clock;
    }

    /**
     * Keeps what came of a request.
     *
     * @param id what it was about, as it was sent; empty if that cannot be said
     * @throws io.pteroorders.core.storage.StorageException if it cannot be kept
     */
    void keep(ApiKey key, Route route, String id, Answer answer) {
        Instant now = clock.instant();
        keys.use(key, now);
        if (route.scope().writes()) {
            audit.keep(new ApiAudit.Entry(
                    now,
                    key.actor(),
                    "api " + route.method() + " " + route.pattern(),
                    Optional.of(id).filter(any -> !any.isEmpty()),
                    result(answer.status())));
        } else if (answer.isSuccess() && key.may(Scope.read(Scope.Resource.CUSTOMERS))) {
            looks.look(key.actor(), now);
        }
    }

    private static ApiAudit.Result result(int status) {
        return switch (status / 100) {
            case 2 -> ApiAudit.Result.DONE;
            case 5 -> ApiAudit.Result.FAILED;
            default -> status == HttpStatus.FORBIDDEN_403 ? ApiAudit.Result.DENIED : ApiAudit.Result.REFUSED;
        };
    }
}
