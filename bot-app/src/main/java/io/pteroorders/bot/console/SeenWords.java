package io.pteroorders.bot.console;

import com.google.common.collect.EvictingQueue;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands and order ids that were on the screen: after {@code !help}, all commands. Thread-safe. */
final class SeenWords implements Completer {

    private static final int REMEMBERED = 500;
    private static final Pattern COMMAND_OR_ID =
            Pattern.compile("(?<![\\w-])(?:ORD-[0-9A-Z]+-[0-9A-Z]+|[!./#$%&+=?:;,^|-]{1,3}[a-z][a-z-]+)(?![\\w-])");

    private final Queue<String> words = EvictingQueue.create(REMEMBERED);

    /** Remembers the commands and ids in a text. */
    synchronized void see(String text) {
        COMMAND_OR_ID.matcher(text).results().map(found -> found.group()).forEach(word -> {
            words.remove(word);
            words.add(word);
        });
    }

    @Override
    public synchronized void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        words.forEach(word -> candidates.add(new Candidate(word)));
    }
}
