package io.pteroorders.bot.api.resource;

import static io.pteroorders.bot.api.key.Scope.read;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.http.Ask;
import io.pteroorders.bot.api.http.JsonAnswer;
import io.pteroorders.bot.api.http.Problem;
import io.pteroorders.bot.api.http.ProblemException;
import io.pteroorders.bot.api.http.Route;
import io.pteroorders.bot.api.key.Scope.Resource;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.service.OrderService;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is sold. Thread-safe. */
public final class Packages {

    private final OrderService service;

    public Packages(OrderService service) {
        this.service = service;
    }

    /** What can be asked for. */
    public ImmutableList<Route> routes() {
        return ImmutableList.of(
                Route.get("/packages", read(Resource.PACKAGES), this::all),
                Route.get("/packages/{code}", read(Resource.PACKAGES), this::one));
    }

    private Answer all(Ask ask) {
        ask.query().check();
        ObjectNode json = JsonMapper.shared().createObjectNode();
        ArrayNode items = json.putArray("items");
        service.catalog().all().forEach(info -> items.add(json(info)));
        return JsonAnswer.ok(json);
    }

    private Answer one(Ask ask) {
        ask.query().check();
        return PackageType.parse(ask.path("code"))
                .flatMap(service.catalog()::find)
                .map(info -> JsonAnswer.ok(json(info)))
                .orElseThrow(() -> new ProblemException(
                        Problem.of(Problem.Kind.NOT_FOUND, "There is no such package; /api/v1/packages lists all.")));
    }

    private static ObjectNode json(PackageInfo info) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("packageType", info.type().code())
                .put("packageName", info.name())
                .put("forSale", info.forSale());
        MoneyJson.put(json, "price", info.pricePerMonth());
        json.putObject("specifications")
                .put("ram", info.specifications().ram())
                .put("cpu", info.specifications().cpu())
                .put("storage", info.specifications().storage())
                .put("bandwidth", info.specifications().bandwidth());
        return json;
    }
}
