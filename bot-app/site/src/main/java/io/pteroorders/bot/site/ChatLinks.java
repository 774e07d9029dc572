package io.pteroorders.bot.site;

import com.google.common.net.UrlEscapers;
import java.util.Optional;

/** Commands that people send in the chat. Immutable and thread-safe. */
final class ChatLinks {

    private final String prefix;
    private final Optional<String> number;

    /**
     * Commands.
     *
     * @param prefix what they begin with
     * @param number to which they are sent, in digits; empty if pages do not say it
     */
    ChatLinks(String prefix, Optional<String> number) {
        this.prefix = prefix;
        this.number = number;
    }

    /** A command as it is typed. */
    String typed(String line) {
        return prefix + line;
    }

    /** A link that opens the chat with a command typed already. */
    Optional<String> link(String line) {
        return number.map(digits -> "https://wa.me/" + digits + "?text="
                + UrlEscapers.urlFragmentEscaper()
                        .escape(typed(line))
                        .replace("&", "%26")
                        .replace("+", "%2B"));
    }
}
