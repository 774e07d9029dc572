package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.service.Actor.Role;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds commands in what people type: several in one message, or one that lacks the prefix or has marks around it. It
 * runs none of them. Immutable and thread-safe.
 */
public final class CommandReader {

    private static final int LONGEST = 300;

    /** So many words after its name has what is a command without any sign of one. */
    private static final int FEW_WORDS = 3;

    /** Marks, quotation marks, bullets and numbers of lists before a line. */
    private static final Pattern BEFORE =
            Pattern.compile("(?:[\\s>*_~`\"'“”„‘’«»•·●▪◦‣–—❗❕‼➡👉(\\[-]|\\d{1,2}[.)](?!\\d))+");

    private static final Pattern AFTER = Pattern.compile("[\\s*_~`\"'“”‘’«»)\\]]+$");

    /** What commands begin with in other bots. */
    private static final Pattern OTHER_PREFIX = Pattern.compile("[!/.#\\\\?$&+;:,@|=]+\\s*");

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final Commands commands;
    private final String prefix;
    private final Pattern another;

    public CommandReader(Commands commands, String prefix) {
        this.commands = commands;
        this.prefix = prefix;
        this.another = Pattern.compile("(\\R\\s*|\\s)" + Pattern.quote(prefix) + "(\\p{L}[\\p{L}\\p{Nd}-]*)");
    }

    /**
     * The command lines that stand in one message, without the prefix: each on a line of its own, or behind another.
     *
     * @return at least two; empty if it is one command, or one that takes a text with whatever lines
     */
    public ImmutableList<String> several(TypedCommand line, Role role) {
        if (allowed(line.name(), role).filter(found -> found.info().takesText()).isPresent()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        int from = 0;
        Matcher next = another.matcher(line.typed());
        while (next.find()) {
            if (LINE_BREAK.matcher(next.group(1)).find()
                    || allowed(next.group(2), role).isPresent()) {
                lines.add(line.typed().substring(from, next.start()).strip());
                from = next.start(2);
            }
        }
        return from == 0
                ? ImmutableList.of()
                : lines.add(line.typed().substring(from).strip()).build();
    }

    /** The command that a person of a role may use under this name. */
    private Optional<Command> allowed(String name, Role role) {
        return commands.find(TypedCommand.plain(name).toLowerCase(Locale.ROOT))
                .filter(command -> command.info().isAllowed(role));
    }

    /**
     * A command line that a text was most likely meant to be.
     *
     * @param shown the line to copy, with the prefix
     * @param line the line to run, without the prefix: what only reads, or asks before it changes anything; empty for any
     *     other
     * @param signed whether the text had marks of a command around it, or another prefix
     */
    public record Meant(String shown, Optional<String> line, boolean signed) {}

    /** The command line that a text was most likely meant to be; empty if it is no command's. */
    public Optional<Meant> meant(String text, Role role) {
        return text.lines()
                .map(line -> Normalizer.normalize(TypedCommand.visible(line), Normalizer.Form.NFKC)
                        .strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> line.length() <= LONGEST)
                .flatMap(line -> meantBy(line, role));
    }

    private Optional<Meant> meantBy(String line, Role role) {
        Matcher before = BEFORE.matcher(line);
        String undecorated = before.lookingAt() ? line.substring(before.end()) : line;
        String unprefixed = withoutPrefix(undecorated);
        boolean prefixed = unprefixed.length() < undecorated.length();
        boolean signed = prefixed || undecorated.length() < line.length();
        return TypedCommand.parse(AFTER.matcher(unprefixed).replaceFirst(""), "")
                .flatMap(typed -> meantBy(typed, role, prefixed, signed)
                        .map(found -> new Meant(prefix + Replies.line(found), runnable(found, typed.name()), signed)));
    }

    /** A name that was guessed is to be typed. */
    private Optional<String> runnable(String line, String typed) {
        return TypedCommand.parse(line, "")
                .filter(found -> found.name().equals(typed) || found.name().equals("order-status"))
                .flatMap(found -> commands.find(found.name()))
                .flatMap(command -> switch (command.info().effect()) {
                    case HARMLESS, SHOWS_ORDERS -> Optional.of(line);
                    case CHANGES, FINAL ->
                        command.info().asks() ? Optional.of(TypedCommand.asking(line)) : Optional.empty();
                });
    }

    private String withoutPrefix(String line) {
        if (line.startsWith(prefix)) {
            return line.substring(prefix.length());
        }
        Matcher other = OTHER_PREFIX.matcher(line);
        return other.lookingAt() ? line.substring(other.end()) : line;
    }

    private Optional<String> meantBy(TypedCommand typed, Role role, boolean prefixed, boolean signed) {
        if (allowed(typed.name(), role).isPresent()) {
            return signed || typed.words().size() <= FEW_WORDS
                    ? Optional.of((typed.name() + " " + typed.rest(0)).strip())
                    : Optional.empty();
        }
        if (typed.words().isEmpty() && !OrderId.candidates(typed.name()).isEmpty()) {
            return Optional.of("order-status " + typed.name().toUpperCase(Locale.ROOT));
        }
        return prefixed
                ? commands.suggestion(typed.name(), role).map(name -> (name + " " + typed.rest(0)).strip())
                : Optional.empty();
    }
}
