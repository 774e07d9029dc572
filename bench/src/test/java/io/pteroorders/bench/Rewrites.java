package io.pteroorders.bench;

import com.google.common.collect.ImmutableList;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.nio.file.Path;
import java.util.List;

/** Creates beside a store that rewrites its file for each. */
final class Rewrites {

    private final Form form;
    private final Figures figures;
    private final Path directory;

    Rewrites(Form form, Figures figures, Path directory) {
        this.form = form;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section("Beside a store that rewrites its file");
        for (int size : List.of(1_000, 10_000)) {
            measure(new Stock(size));
        }
    }

    private void measure(Stock stock) throws Exception {
        Directories.makeEmpty(directory);
        Shop shop = stock.shop();
        String suffix = String.format(" at %,d orders", stock.size());
        stock.writeTo(directory.resolve("json"));
        NaiveFile naive = new NaiveFile(directory.resolve("naive"), ImmutableList.copyOf(stock.orders()));
        try (JsonOrderStorage json = Stock.open(directory.resolve("json"))) {
            for (int round = 0; round < form.rounds(); round++) {
                figures.add(
                        "rewrite" + suffix,
                        Race.run(1, form.slice(), () -> {
                                    naive.create(shop.newOrder());
                                    return true;
                                })
                                .rate());
                figures.add(
                        "create" + suffix,
                        Race.run(1, form.slice(), () -> Stock.insert(json, shop.newOrder()))
                                .rate());
            }
        }
        figures.line("rewrite" + suffix, "/s", "");
        figures.line("create" + suffix, "/s", "rewrite" + suffix, stock.size() == 1_000 ? "100" : "700");
    }
}
