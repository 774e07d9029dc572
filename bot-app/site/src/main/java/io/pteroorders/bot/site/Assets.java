package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.web.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpStatus;

/** What pages are drawn with; all of it comes with the program. */
final class Assets {

    private static final ImmutableMap<String, String> TYPES = ImmutableMap.of(
            "pico.min.css", "text/css;charset=utf-8",
            "site.css", "text/css;charset=utf-8",
            "htmx.min.js", "text/javascript;charset=utf-8",
            "icon.svg", "image/svg+xml");

    private static final int A_DAY = 86_400;

    private Assets() {}

    static ImmutableList<SiteRoute> routes() {
        return TYPES.entrySet().stream()
                .map(asset -> route(asset.getKey(), read(asset.getKey(), asset.getValue())))
                .collect(ImmutableList.toImmutableList());
    }

    private static SiteRoute route(String name, Answer answer) {
        return SiteRoute.get("/assets/" + name, Access.ANYBODY, visit -> answer);
    }

    private static Answer read(String name, String type) {
        try {
            byte[] content = Resources.toByteArray(Resources.getResource(Assets.class, "assets/" + name));
            return Answer.content(HttpStatus.OK_200, type, content).kept(A_DAY);
        } catch (IOException e) {
            throw new UncheckedIOException("what pages are drawn with is missing", e);
        }
    }
}
