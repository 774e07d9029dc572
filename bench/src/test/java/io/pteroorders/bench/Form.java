package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import java.time.Duration;

/**
 * How long to measure: the sizes of stores, the rounds that count, the time for one contestant in a round, the messages
 * to the bot in a round.
 */
record Form(ImmutableList<Integer> sizes, int rounds, Duration slice, int chats) {

    static Form of(String name) {
        return switch (name) {
            case "quick" -> new Form(ImmutableList.of(0), 5, Duration.ofMillis(100), 5_000);
            case "short" -> new Form(ImmutableList.of(0, 100_000), 5, Duration.ofMillis(100), 5_000);
            case "long" -> new Form(ImmutableList.of(0, 100_000, 1_000_000), 7, Duration.ofMillis(400), 20_000);
            default -> throw new IllegalArgumentException("the form is quick, short or long, was " + name);
        };
    }

    int largest() {
        return sizes.get(sizes.size() - 1);
    }
}
