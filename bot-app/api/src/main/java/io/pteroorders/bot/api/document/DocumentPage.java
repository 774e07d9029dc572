package io.pteroorders.bot.api.document;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** The description of the interface as one page for people, without scripts. Immutable and thread-safe. */
final class DocumentPage {

    private static final String FOLDER = "/io/pteroorders/bot/api/document/";

    private final String style = resource("docs.css");
    private final JsonNode document;

    DocumentPage(JsonNode document) {
        this.document = document;
    }

    /** The page. */
    String text() {
        return Mustache.compiler()
                .compile(resource("docs.mustache"))
                .execute(ImmutableMap.of("style", style, "api", new DocumentView(document).api()));
    }

    /** What a browser may load for it: nothing but the style that is in it. */
    String policy() {
        String digest = BaseEncoding.base64()
                .encode(Hashing.sha256()
                        .hashString(style, StandardCharsets.UTF_8)
                        .asBytes());
        return "default-src 'none'; style-src 'sha256-" + digest
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(DocumentPage.class, FOLDER + name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
