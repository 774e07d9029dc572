package io.pteroorders.bot.api.event;

import io.pteroorders.core.storage.JsonValue;
import io.pteroorders.core.storage.Records;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** Records that keep nothing. */
final class Unkept implements Records {

    @Override
    public void append(List<JsonValue> values) {
        // Nothing is written.
    }

    @Override
    public CompletionStage<Void> submit(List<JsonValue> values) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void replace(Iterable<JsonValue> values) {
        // Nothing is written.
    }

    @Override
    public void read(Consumer<String> reader) {
        // Nothing is there.
    }

    @Override
    public void rewrite(Function<String, Optional<String>> change) {
        // Nothing is there.
    }
}
