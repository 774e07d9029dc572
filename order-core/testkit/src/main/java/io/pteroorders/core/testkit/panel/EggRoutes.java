package io.pteroorders.core.testkit.panel;

import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.testkit.panel.Tables.EggRow;
import io.pteroorders.core.testkit.panel.Tables.NestRow;
import java.util.Comparator;
import java.util.List;

/** Programs that servers run, through the application API. */
final class EggRoutes {

    private static final Listing<NestRow> NESTS =
            new Listing<>(ImmutableMap.of(), ImmutableMap.of("id", Comparator.comparing(NestRow::id)));
    private static final String APPLICATION = "api/application/";

    private final Tables tables;
    private final Views views;

    EggRoutes(Tables tables, Views views) {
        this.tables = tables;
        this.views = views;
    }

    /** Programs in groups. */
    void addNests(Router router) {
        router.add(
                "GET",
                APPLICATION + "nests",
                "nests",
                call -> PanelReply.ok(
                        NESTS.page(call.request(), tables.nests.all(), nest -> views.nest(nest, call.includes()))));
        router.add(
                "GET",
                APPLICATION + "nests/{nest}",
                "nests",
                call -> PanelReply.ok(views.nest(tables.nests.get(call.id("nest")), call.includes())));
        router.add(
                "GET",
                APPLICATION + "nests/{nest}/eggs",
                "eggs",
                call -> list(tables.eggs.where(egg -> egg.nest() == call.id("nest")), call));
        router.add("GET", APPLICATION + "nests/{nest}/eggs/{egg}", "eggs", this::ofNest);
    }

    /** Programs without groups. */
    void addFlat(Router router) {
        router.add("GET", APPLICATION + "eggs", "eggs", call -> list(tables.eggs.all(), call));
        router.add(
                "GET",
                APPLICATION + "eggs/{egg}",
                "eggs",
                call -> PanelReply.ok(views.egg(tables.eggs.get(call.id("egg")), call.includes())));
    }

    private PanelReply list(List<EggRow> eggs, Router.Call call) {
        return PanelReply.ok(Views.list(
                eggs.stream().map(egg -> views.egg(egg, call.includes())).toList()));
    }

    private PanelReply ofNest(Router.Call call) {
        EggRow egg = tables.eggs.get(call.id("egg"));
        if (egg.nest() != call.id("nest")) {
            throw PanelRefusal.notFound();
        }
        return PanelReply.ok(views.egg(egg, call.includes()));
    }
}
