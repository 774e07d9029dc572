package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.core.order.OrderFlow;
import io.pteroorders.storage.json.JsonOrderStorage;
import io.pteroorders.storage.json.JsonStorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

/** A checkpoint, beside writing and forcing as many bytes; and how fast orders are made meanwhile. */
final class CheckpointTimes {

    private static final int AT_ONCE = 1 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final Stock stock;
    private final Shop shop;

    CheckpointTimes(Form form, Figures figures, Path directory, Stock stock) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
        this.stock = stock;
        this.shop = stock.shop();
    }

    void measure() throws Exception {
        figures.section(String.format("Checkpoints at %,d orders", stock.size()));
        Directories.makeEmpty(directory);
        Path data = directory.resolve("json");
        stock.prepare(data);
        JsonStorageOptions asked =
                new JsonStorageOptions(ZoneOffset.UTC, OrderFlow.ORDER_STATUS_FLOW, Clock.systemUTC()).onlyWhenAsked();
        try (JsonOrderStorage json = JsonOrderStorage.open(data, asked)) {
            for (int round = 0; round <= form.rounds(); round++) {
                measure(json, Files.size(data.resolve("orders.json")));
                if (round == 0) {
                    figures.warm();
                }
            }
        }
        figures.line("write and force the same bytes", "s", "");
        figures.line("checkpoint", "s", "write and force the same bytes", "1.25");
        figures.line("create, 1 thread, alone", "/s", "");
        figures.line("create, 1 thread, during a checkpoint", "/s", "create, 1 thread, alone", "0.85");
    }

    private void measure(JsonOrderStorage json, long size) throws Exception {
        figures.add("write and force the same bytes", seconds(() -> write(size)));
        figures.add("create, 1 thread, alone", creates(json, Duration.ofMillis(300), new CompletableFuture<>()));
        figures.add("checkpoint", seconds(() -> checkpoint(json)));
        CompletableFuture<Void> checkpoint = CompletableFuture.runAsync(() -> checkpoint(json));
        figures.add("create, 1 thread, during a checkpoint", creates(json, LONGEST, checkpoint));
        checkpoint.join();
    }

    private static double seconds(Runnable work) {
        Stopwatch watch = Stopwatch.createStarted();
        work.run();
        return watch.elapsed().toNanos() / 1e9;
    }

    private static void checkpoint(JsonOrderStorage json) {
        try {
            json.checkpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(long size) {
        Path file = directory.resolve("raw");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(AT_ONCE);
            for (long left = size; left > 0; left -= AT_ONCE) {
                buffer.clear().limit((int) Math.min(AT_ONCE, left));
                out.write(buffer);
            }
            out.force(false);
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double creates(JsonOrderStorage json, Duration slice, CompletableFuture<?> until) throws Exception {
        return Race.run(1, slice, () -> !until.isDone() && Stock.insert(json, shop.newOrder()))
                .rate();
    }
}
