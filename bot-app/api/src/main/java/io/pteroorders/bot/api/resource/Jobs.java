package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;
import static io.pteroorders.bot.api.key.Scope.write;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.task.TaskKey;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.core.task.TaskStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Work of the program that was given up: seen, and tried again. Thread-safe. */
public final class Jobs {

    private final ImmutableList<Kind<?>> kinds;

    /**
     * A kind of work.
     *
     * @param name by which programs know it
     * @param order which order it is done for
     */
    public record Kind<K extends TaskKey>(String name, TaskScheduler<K> work, Function<K, OrderId> order) {

        private void list(ArrayNode items) {
            work.dead().forEach(status -> items.add(json(status)));
        }

        private ObjectNode json(TaskStatus<K> status) {
            return JsonMapper.shared()
                    .createObjectNode()
                    .put("kind", name)
                    .put("id", status.key().id())
                    .put("work", status.key().kind())
                    .put("order", order.apply(status.key()).toString())
                    .put("attempts", status.attempts())
                    .put("since", status.since().toString())
                    .put("reason", status.reason());
        }

        private Optional<K> dead(String id) {
            return work.dead().stream()
                    .map(TaskStatus::key)
                    .filter(key -> key.id().equals(id))
                    .findFirst();
        }

        private boolean retry(String id) {
            return dead(id).filter(work::again).isPresent();
        }
    }

    /** Of these kinds. */
    public Jobs(List<Kind<?>> kinds) {
        this.kinds = ImmutableList.copyOf(kinds);
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/jobs", read(Resource.JOBS), this::list),
                Route.post("/jobs/{kind}/{id}/retry", write(Resource.JOBS), this::retry));
    }

    private Answer list(Ask ask) {
        ask.query().check();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        kinds.forEach(kind -> kind.list(items));
        return JsonAnswer.ok(json);
    }

    private Answer retry(Ask ask) {
        ask.fields().check();
        boolean retried = kinds.stream()
                .filter(kind -> kind.name().equals(ask.path("kind")))
                .anyMatch(kind -> kind.retry(ask.path("id")));
        if (!retried) {
            throw new ProblemException(
                    Problem.of(Problem.Kind.NOT_FOUND, "No such work was given up; /api/v1/jobs lists what was."));
        }
        return Answer.done();
    }
}
