package io.pteroorders.bot.life;

import com.google.common.base.CharMatcher;
import io.pteroorders.notify.OutgoingMessage;
import java.util.List;

/** What people were told, by messages of their own or in a digest. */
public final class Told {

    private static final int NAMED = 10;

    private Told() {}

    /**
     * Whether a message that was sent told something.
     *
     * @param words that are in it
     */
    public static boolean isTold(List<OutgoingMessage> sent, String template, String words) {
        return sent.stream()
                .anyMatch(message -> message.text().contains(words)
                        ? message.template().equals(template) || isDigest(message)
                        : isDigest(message) && isLong(message));
    }

    private static boolean isDigest(OutgoingMessage message) {
        return message.template().equals("digest-admin");
    }

    /** A digest names the first of what it tells. */
    private static boolean isLong(OutgoingMessage message) {
        return Integer.parseInt(CharMatcher.inRange('0', '9')
                        .retainFrom(message.text().lines().findFirst().orElseThrow()))
                > NAMED;
    }
}
