package io.pteroorders.bot.whatsapp;

import io.pteroorders.bot.state.BotState;
import io.pteroorders.bot.state.DurableMap;
import java.nio.file.Path;
import java.time.Clock;

/** What a bot has in its data directory, part by part. */
final class Stored {

    private Stored() {}

    static Identities identities(Path data, Clock clock) {
        return new Identities(
                new DurableMap<>(data.resolve(BotState.IDENTITIES), clock, Address::toJson, Address::fromJson));
    }
}
