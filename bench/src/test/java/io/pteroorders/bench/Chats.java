package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.storage.json.JsonOrderStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The whole bot on its durable store: ten thousand customers who look and order, an owner who confirms; from the line that
 * goes in to the line that answers it. Every message has to be answered once, and every order to be there once.
 */
final class Chats {

    private static final int CUSTOMERS = 10_000;
    private static final int PACE = 1_000;
    private static final int PACED_SECONDS = 20;

    /** The first rounds do not count: the Java machine still compiles. */
    private static final int WARM_UP = 3;

    private static final List<String> PACKAGES = List.of("bronze", "silver", "gold");
    private static final List<String> LOOKS =
            List.of("!katalog", "!my-orders", "!harga gold", "!help", "!order-status");

    private final Form form;
    private final int fast;
    private final int all;
    private final Figures figures;
    private final Path directory;
    private final SplittableRandom random = new SplittableRandom(5);
    private int ordered;
    private int confirmed;

    Chats(Form form, Figures figures, Path directory) {
        this.form = form;
        this.fast = form.chats() * (WARM_UP + form.rounds());
        this.all = fast + PACE * PACED_SECONDS;
        this.figures = figures;
        this.directory = directory;
    }

    void measure() throws Exception {
        figures.section(String.format("The bot behind a bridge, %,d customers, %,d messages", CUSTOMERS, all));
        Directories.makeEmpty(directory);
        try (Bridge bridge = Bridge.start(directory, all)) {
            for (int round = 0; round < WARM_UP + form.rounds(); round++) {
                asFastAsItGoes(bridge, round * form.chats());
                if (round == WARM_UP - 1) {
                    figures.warm();
                }
            }
            paced(bridge);
            bridge.mostMemory().ifPresent(megabytes -> figures.add("most memory", megabytes));
            bridge.end();
            requireEachAnsweredOnce(bridge);
        }
        requireEachOrderOnce();
        figures.line("messages as fast as they go", "/s", "10,000/s");
        for (String part : List.of("p50", "p99", "p999")) {
            figures.line(part + " at 1,000/s", "ms", part.equals("p99") ? "5 ms" : part.equals("p999") ? "25 ms" : "");
        }
        figures.line("most memory", "MB", "");
    }

    private void asFastAsItGoes(Bridge bridge, int first) throws IOException {
        Stopwatch watch = Stopwatch.createStarted();
        for (int number = first; number < first + form.chats(); number++) {
            say(bridge, number);
        }
        bridge.flush();
        bridge.awaitAnswers(form.chats());
        figures.add(
                "messages as fast as they go", form.chats() / (watch.elapsed().toNanos() / 1e9));
    }

    /** A message goes in when it is its time, however late the answers to others are. */
    private void paced(Bridge bridge) throws IOException {
        long[] due = new long[all];
        long began = System.nanoTime();
        for (int number = fast; number < all; number++) {
            due[number] = began + (number - fast) * (1_000_000_000L / PACE);
            Race.awaitTime(due[number]);
            say(bridge, number);
            bridge.flush();
        }
        bridge.awaitAnswers(all - fast);
        long[] nanos = new long[all - fast];
        Arrays.setAll(nanos, i -> bridge.answered(fast + i) - due[fast + i]);
        Arrays.sort(nanos);
        figures.add("p50 at 1,000/s", nanos[nanos.length / 2] / 1e6);
        figures.add("p99 at 1,000/s", nanos[(int) (nanos.length * 0.99)] / 1e6);
        figures.add("p999 at 1,000/s", nanos[(int) (nanos.length * 0.999)] / 1e6);
    }

    private void say(Bridge bridge, int number) throws IOException {
        int kind = random.nextInt(10);
        Optional<String> order = kind == 0 ? bridge.anOrder() : Optional.empty();
        if (order.isPresent()) {
            String owner = Bridge.OWNERS.get(confirmed++ % Bridge.OWNERS.size());
            bridge.says(number, owner, "!order-confirm " + order.get());
        } else if (kind <= 2) {
            ordered++;
            bridge.says(number, customer(number), another(number / CUSTOMERS));
        } else {
            bridge.says(number, customer(number), LOOKS.get(random.nextInt(LOOKS.size())));
        }
    }

    private static String customer(int number) {
        return "62812" + (1_000_000 + number % CUSTOMERS);
    }

    /** Nobody orders the same twice, which the bot would ask about. */
    private static String another(int visit) {
        return "!order " + PACKAGES.get(visit % PACKAGES.size()) + " " + (1 + visit / PACKAGES.size() % 12);
    }

    private void requireEachAnsweredOnce(Bridge bridge) {
        for (int number = 0; number < all; number++) {
            if (bridge.answers(number) != 1) {
                throw new IllegalStateException("message " + number + " got " + bridge.answers(number) + " answers");
            }
        }
    }

    private void requireEachOrderOnce() {
        try (JsonOrderStorage store = Stock.open(directory.resolve("data"))) {
            long made = store.count(OrderQuery.newestFirst().build());
            long paid = store.count(
                    OrderQuery.newestFirst().status(OrderStatus.CONFIRMED).build());
            if (made != ordered || paid != confirmed) {
                throw new IllegalStateException(made + " orders of " + ordered + ", " + paid + " paid of " + confirmed);
            }
        }
    }
}
