package io.pteroorders.bot.api.document;

import com.google.common.base.Splitter;
import com.google.common.html.HtmlEscapers;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The little Markdown of descriptions as HTML: paragraphs, code and what is stressed. */
final class Prose {

    private static final Splitter PARAGRAPHS = Splitter.on("\n\n").trimResults().omitEmptyStrings();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern STRONG = Pattern.compile("\\*\\*([^*]+)\\*\\*");

    private Prose() {}

    /** Paragraphs. */
    static String paragraphs(String text) {
        return PARAGRAPHS
                .splitToStream(text)
                .map(paragraph -> "<p>" + inline(paragraph) + "</p>")
                .collect(Collectors.joining());
    }

    /** Within a line. */
    static String inline(String text) {
        String escaped = HtmlEscapers.htmlEscaper().escape(text.strip());
        String code = CODE.matcher(escaped).replaceAll("<code>$1</code>");
        return STRONG.matcher(code).replaceAll("<strong>$1</strong>");
    }
}
