package io.pteroorders.bench;

import com.google.common.base.Splitter;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Opening in a Java machine that did nothing before, beside Jackson's parser; and what the orders take in memory. */
public final class Openings {

    private static final int SETTLING = 3;

    private final Form form;
    private final Figures figures;
    private final Path directory;
    private final Stock stock;

    Openings(Form form, Figures figures, Path directory, Stock stock) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
        this.stock = stock;
    }

    void measure() throws Exception {
        figures.section(String.format("Opening %,d orders in a fresh JVM", stock.size()));
        Directories.makeEmpty(directory);
        stock.prepare(directory);
        for (int round = 0; round <= form.rounds(); round++) {
            List<Double> jackson = child("jackson");
            figures.add("Jackson's parser into records", jackson.get(0));
            List<Double> store = child("store");
            figures.add("open", store.get(0));
            figures.add("live heap an order", store.get(1) / stock.size());
            if (round == 0) {
                figures.warm();
            }
        }
        figures.line("Jackson's parser into records", "s", "");
        figures.line("open", "s", "Jackson's parser into records", "0.6");
        figures.line("live heap an order", "bytes", "300");
    }

    private List<Double> child(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx6g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Openings.class.getName(),
                        what,
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream out = process.getInputStream()) {
            String answer = new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip();
            process.waitFor();
            return Splitter.on(' ').splitToStream(answer).map(Double::valueOf).toList();
        }
    }

    /** The child. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        long start = System.nanoTime();
        if (arguments[0].equals("jackson")) {
            long size = JacksonRecords.read(directory.resolve("orders.json")).size();
            System.out.println((System.nanoTime() - start) / 1e9 + " " + size);
        } else {
            long before = liveHeap();
            start = System.nanoTime();
            try (JsonOrderStorage store = Stock.open(directory)) {
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.println(seconds + " " + (liveHeap() - before));
                store.failure();
            }
        }
    }

    private static long liveHeap() {
        for (int i = 0; i < SETTLING; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
