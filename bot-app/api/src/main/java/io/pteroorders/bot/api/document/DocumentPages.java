package io.pteroorders.bot.api.document;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.web.Answer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface as it is served, to anybody. It is made when it is asked for first. Thread-safe. */
public final class DocumentPages {

    private static final int KEPT_A_WHILE = 300;

    private final Supplier<JsonNode> document = Suppliers.memoize(ApiDocument::read);
    private final Supplier<Answer> json = Suppliers.memoize(this::json);
    private final Supplier<Answer> page = Suppliers.memoize(this::page);

    /** What is served, by its address below that of the interface. */
    public ImmutableMap<String, java.util.function.Supplier<Answer>> open() {
        return ImmutableMap.of("/openapi.json", json, "/docs", page);
    }

    private Answer json() {
        return kept("application/json", JsonMapper.shared().writeValueAsBytes(document.get()));
    }

    private Answer page() {
        DocumentPage html = new DocumentPage(document.get());
        return kept("text/html; charset=utf-8", html.text().getBytes(StandardCharsets.UTF_8))
                .withHeader("Content-Security-Policy", html.policy())
                .withHeader("Referrer-Policy", "no-referrer");
    }

    private static Answer kept(String type, byte[] content) {
        return Answer.content(HttpStatus.OK_200, type, content).kept(KEPT_A_WHILE);
    }
}
