package io.pteroorders.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures everything and prints the table of docs/benchmarks.md. Arguments: the {@link Form} and where to work. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Form form = Form.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Directories.makeEmpty(directory);
        Path data = directory.resolve("data");
        try (PrintStream table = new PrintStream(directory.resolve("table.md").toFile(), StandardCharsets.UTF_8)) {
            Figures figures = new Figures(directory.resolve("raw.tsv"), table);
            for (int size : form.sizes()) {
                new Writes(form, figures, data, new Stock(size)).measure();
            }
            new Rewrites(form, figures, data).measure();
            if (form.largest() > 0) {
                Stock stock = new Stock(form.largest());
                new Reads(form, figures, data, stock).measure();
                new Openings(form, figures, data, stock).measure();
                new CheckpointTimes(form, figures, data, stock).measure();
                new Databases(form, figures, data, stock).measure();
            }
            new Starts(form, figures, data).measure();
            new Messages(form, figures, data).measure();
            new Chats(form, figures, data).measure();
            new Webhooks(form, figures, data).measure();
            new Callbacks(form, figures, data).measure();
            new Programs(form, figures, data).measure();
            new Sites(form, figures, data).measure();
            new Followers(figures, data).measure();
            new Matching(form, figures, data).measure();
            new Sweeps(form, figures, data).measure();
            new Sentences(form, figures).measure();
        } finally {
            Directories.delete(data);
            System.out.println(Files.readString(directory.resolve("table.md")));
        }
    }
}
