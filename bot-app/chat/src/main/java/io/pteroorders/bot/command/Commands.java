package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.service.Actor;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands of the bot, in the order in which help shows them. Immutable and thread-safe. */
public final class Commands {

    private static final int SHORT = 4;
    private static final int LONG = 7;

    private final ImmutableList<Command> all;
    private final ImmutableMap<String, Command> byName;

    /**
     * Commands.
     *
     * @param others those after help
     */
    public Commands(Replies replies, ImmutableList<Command> others) {
        this.all = ImmutableList.<Command>builder()
                .add(new HelpCommand(this, replies))
                .addAll(others)
                .build();
        ImmutableMap.Builder<String, Command> names = ImmutableMap.builder();
        all.forEach(command -> names(command).forEach(name -> names.put(name, command)));
        this.byName = names.buildOrThrow();
    }

    private static Stream<String> names(Command command) {
        return Stream.concat(Stream.of(command.info().name()), command.info().synonyms().stream());
    }

    /** The command with this name or synonym. */
    public Optional<Command> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The commands that somebody of a role may use. */
    public ImmutableList<Command> allowed(Actor.Role role) {
        return all.stream().filter(command -> command.info().isAllowed(role)).collect(ImmutableList.toImmutableList());
    }

    /**
     * The one name, among those that the role may use, that was most likely meant: the same without {@code order-}, or
     * one that is a slip away. What cannot be taken back is no slip.
     */
    public Optional<String> suggestion(String typed, Actor.Role role) {
        String whole = "order-" + typed;
        return find(whole).filter(command -> command.info().isAllowed(role)).isPresent()
                ? Optional.of(whole)
                : Nearest.of(
                        typed,
                        allowed(role).stream()
                                .filter(command -> command.info().effect() != CommandInfo.Effect.FINAL)
                                .flatMap(Commands::names)
                                .toList(),
                        slips(typed));
    }

    /** Short words with a slip are mostly other words: what people ask for, not what they mistyped. */
    private static int slips(String typed) {
        return typed.length() < SHORT ? 0 : typed.length() < LONG ? 1 : 2;
    }
}
