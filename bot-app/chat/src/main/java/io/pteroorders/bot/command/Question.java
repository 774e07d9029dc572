package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.pteroorders.notify.OutgoingMessage.Choice;
import io.pteroorders.notify.text.Language;
import java.util.Optional;

/**
 * A question that a reply asks: whether to run a command line, or which of several. Immutable and thread-safe.
 *
 * @param onYes the command line to run, confirmed, if the answer is yes; without the prefix
 * @param picks what can be picked by its number or name instead of a yes
 * @param manner how it is asked
 */
public record Question(Optional<String> onYes, ImmutableList<Pick> picks, Manner manner) {

    /** How a question is asked. */
    public enum Manner {
        /** It is asked again, once, and only a word is a yes. */
        PLAIN,
        /** The number 1 is a yes, too: so it is for what can be taken back. */
        EASY,
        /** It only says what there is: whoever answers something else was not asked. */
        OFFER
    }

    /**
     * One of several orders that can be picked.
     *
     * @param order its id
     * @param packageName its package as sold
     * @param commandLine the command line to run if it is picked, without the prefix
     */
    public record Pick(String order, String packageName, String commandLine) {}

    /** Whether to run a command line. */
    public static Question whether(String commandLine) {
        return new Question(Optional.of(commandLine), ImmutableList.of(), Manner.PLAIN);
    }

    /** The same about what can be taken back: the number 1 is a yes, too. */
    public static Question easily(String commandLine) {
        return new Question(Optional.of(commandLine), ImmutableList.of(), Manner.EASY);
    }

    /** Which of several is meant. */
    public static Question which(ImmutableList<Pick> picks) {
        return new Question(Optional.empty(), picks, Manner.PLAIN);
    }

    /** What there is. */
    public static Question offering(ImmutableList<Pick> picks) {
        return new Question(Optional.empty(), picks, Manner.OFFER);
    }

    /** The command lines that answers to it can run, without the prefix. */
    public ImmutableList<String> commandLines() {
        return onYes.map(ImmutableList::of)
                .orElseGet(() -> ImmutableList.copyOf(Iterables.transform(picks, Pick::commandLine)));
    }

    /** The answers that can be picked with a finger. */
    public ImmutableList<Choice> choices(Replies replies, Language language) {
        return onYes.isPresent()
                ? replies.yesAndNo(language)
                : picks.stream()
                        .map(pick -> new Choice(pick.order(), replies.prefix() + pick.commandLine()))
                        .collect(ImmutableList.toImmutableList());
    }
}
