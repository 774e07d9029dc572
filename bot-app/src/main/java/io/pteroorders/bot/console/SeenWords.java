package io.pteroorders.bot.console;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes what may stand at a place: at the beginning of a line commands that were on the screen (after {@code !help},
 * all) and those of the terminal, behind it order ids that were on the screen and packages. Thread-safe.
 */
final class SeenWords implements Completer {

    private static final int REMEMBERED = 500;
    private static final Pattern COMMAND_OR_ID =
            Pattern.compile("(?<![\\w-])(?:ORD-[0-9A-Z]+-[0-9A-Z]+|[!./#$%&+=?:;,^|-]{1,3}[a-z][a-z-]+)(?![\\w-])");

    private static final String ID = "ORD-";

    private final ImmutableList<String> first;
    private final Supplier<ImmutableList<String>> packages;
    private final Queue<String> words = EvictingQueue.create(REMEMBERED);

    /**
     * Words of which none was on the screen yet.
     *
     * @param first what the terminal itself understands
     * @param packages the codes that customers type
     */
    SeenWords(ImmutableList<String> first, Supplier<ImmutableList<String>> packages) {
        this.first = first;
        this.packages = packages;
    }

    /** Remembers the commands and ids in a text. */
    synchronized void see(String text) {
        COMMAND_OR_ID.matcher(text).results().map(found -> found.group()).forEach(word -> {
            words.remove(word);
            words.add(word);
        });
    }

    @Override
    public synchronized void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        boolean begins = line.wordIndex() == 0;
        Stream.concat(
                        words.stream().filter(word -> word.startsWith(ID) != begins),
                        begins ? first.stream() : packages.get().stream())
                .forEach(word -> candidates.add(new Candidate(word)));
    }
}
