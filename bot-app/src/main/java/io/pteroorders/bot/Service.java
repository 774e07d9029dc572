package io.pteroorders.bot;

import ch.qos.logback.classic.Level;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pteroorders.bot.cli.ExitCodes;
import io.pteroorders.bot.console.ConsoleTransport;
import io.pteroorders.bot.http.WebServer;
import io.pteroorders.bot.jsonl.JsonlTransport;
import io.pteroorders.bot.jsonl.SharedLines;
import io.pteroorders.bot.state.DataDirectories;
import io.pteroorders.bot.transport.Transport;
import io.pteroorders.bot.whatsapp.SharedWebhooks;
import io.pteroorders.bot.whatsapp.WhatsAppTransport;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.storage.StorageException;
import io.pteroorders.notify.OutboxWorker;
import io.pteroorders.notify.text.Texts;
import io.pteroorders.storage.json.JsonStorageOptions;
import io.pteroorders.storage.sql.Ownership;
import io.pteroorders.storage.sql.SqlInbox;
import io.pteroorders.storage.sql.SqlOrderStorage;
import io.pteroorders.storage.sql.SqlStorageOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** The bot from its start to its end: what it keeps, how messages come and go, what is watched meanwhile. */
final class Service {

    private static final int ANSWERING_THREADS = 8;

    /** Webhooks come side by side, and while one waits for the disk others may: they share its forces. */
    private static final int ANSWERING_WEBHOOKS = 32;

    private static final Duration RETRY_PAUSE = Duration.ofMillis(2500);
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final Duration BACKUP_LOOK = Duration.ofMinutes(5);

    private final BotConfig config;
    private final PackageCatalog catalog;
    private final Texts texts;
    private final JsonStorageOptions files;
    private final Clock clock;
    private final boolean acks;
    private final WebServer web = new WebServer();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** What is wrong now, for the page that says so. */
    private final AtomicReference<Supplier<ImmutableList<String>>> health =
            new AtomicReference<>(() -> ImmutableList.of("it is starting"));

    /** What an end by the system calls for now. */
    private volatile Runnable endInOrder = () -> {};

    /** Held by whoever closes everything because the system asks for it, to the very end. */
    private final Object closing = new Object();

    /** Whether the program ends by itself. */
    private boolean ending;

    Service(
            BotConfig config,
            PackageCatalog catalog,
            Texts texts,
            JsonStorageOptions files,
            Clock clock,
            boolean acks) {
        this.config = config;
        this.catalog = catalog;
        this.texts = texts;
        this.files = files;
        this.clock = clock;
        this.acks = acks;
    }

    /** Works until there is nothing more to do, or until it fails. */
    void run() throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endOnSignal, "end-on-signal"));
        try (web) {
            if (config.whatsApp().isPresent()) {
                Management.start(web, config.whatsApp().get().management(), meters, () -> health.get()
                        .get());
            }
            if (config.database().isPresent()) {
                takeTurns(config.database().get());
            } else {
                try (Keeping keeping = Keeping.inFiles(config.dataDirectory(), files, clock)) {
                    serve(keeping, transport(keeping));
                }
            }
        } finally {
            endByItself();
        }
    }

    /** Takes in messages at once, and answers when no other process does. */
    private void takeTurns(SqlStorageOptions database) throws IOException {
        DataDirectories.make(config.dataDirectory());
        try (SqlOrderStorage orders = SqlOrderStorage.open(database);
                SqlInbox inbox = orders.inbox()) {
            Turn turn = new Turn(orders);
            health.set(turn::troubles);
            try (Entrance entrance = entrance(inbox)) {
                endInOrder = () -> endIntake(entrance, inbox);
                Optional<Ownership> owner = turn.await(entrance.isOver());
                if (owner.isPresent()) {
                    answer(orders, inbox, owner.get(), entrance);
                }
            }
        }
    }

    private void answer(SqlOrderStorage orders, SqlInbox inbox, Ownership owner, Entrance entrance) throws IOException {
        try (owner;
                Keeping keeping = Keeping.inDatabase(orders, inbox, owner, config.dataDirectory())) {
            serve(keeping, entrance.answering().apply(owner.inbox(inbox), keeping.state()));
        }
    }

    private void serve(Keeping keeping, Transport transport) throws IOException {
        StoreWatch watch = new StoreWatch(
                        () -> concat(
                                List.of(transport.notices(), keeping.notices().get())),
                        () -> end(ExitCodes.FAILED))
                .over(keeping.failure())
                .over(transport::failure);
        try (transport;
                Chores chores = new Chores()) {
            quietConsole();
            transport.measure(meters);
            watch.look();
            BotApp app = new BotApp(
                    config,
                    catalog,
                    texts,
                    keeping.orders(),
                    Memory.of(keeping.state()),
                    keeping.backups(),
                    transport,
                    new Surroundings(answeringThreads(), clock, new SecureRandom(), RETRY_PAUSE, meters));
            watch.over(app.outbox()::failure);
            chores.every(WATCH, "store-watch", watch::look)
                    .every(WATCH, "audit-backlog", keeping.state().audit()::catchUp)
                    .every(BACKUP_LOOK, "daily-backup", keeping.dailyBackup());
            health.set(readiness(keeping, transport, app, watch)::troubles);
            try (OutboxWorker worker = OutboxWorker.start(app.outbox(), clock)) {
                endInOrder = () -> end(transport, app, worker, keeping);
                try {
                    app.serve(transport);
                } finally {
                    endByItself();
                }
            }
        }
        watch.failure().ifPresent(Service::endAsFailed);
    }

    private Readiness readiness(Keeping keeping, Transport transport, BotApp app, StoreWatch watch) {
        return new Readiness(
                config.dataDirectory(),
                watch::failure,
                () -> concat(List.of(
                        keeping.troubles().get(),
                        asList(app.outbox().trouble()),
                        asList(keeping.state().audit().trouble()),
                        transport.troubles())),
                app.outbox()::counts,
                () -> app.adminLetters().undelivered().size(),
                clock);
    }

    private static ImmutableList<String> asList(Optional<String> text) {
        return text.stream().collect(ImmutableList.toImmutableList());
    }

    private static void endIntake(Entrance entrance, SqlInbox inbox) {
        entrance.close();
        inbox.close();
    }

    private static void end(Transport transport, BotApp app, OutboxWorker worker, Keeping keeping) {
        transport.stop();
        app.stop();
        worker.close();
        transport.close();
        keeping.close();
    }

    private Executor answeringThreads() {
        return Executors.newFixedThreadPool(
                config.whatsApp().isPresent() ? ANSWERING_WEBHOOKS : ANSWERING_THREADS,
                new ThreadFactoryBuilder()
                        .setNameFormat("answers-%d")
                        .setDaemon(true)
                        .build());
    }

    private static ImmutableList<String> concat(List<ImmutableList<String>> lists) {
        return lists.stream().flatMap(List::stream).collect(ImmutableList.toImmutableList());
    }

    /**
     * Ends in order when the system asks for it; an end of the program's own goes its own way. Whoever comes first closes
     * everything.
     */
    private void endOnSignal() {
        synchronized (closing) {
            if (!ending) {
                endInOrder.run();
                Runtime.getRuntime().halt(ExitCodes.DONE);
            }
        }
    }

    private void endByItself() {
        synchronized (closing) {
            ending = true;
        }
    }

    /** Ends with this code, whatever still runs. */
    private void end(int exitCode) {
        endByItself();
        System.exit(exitCode);
    }

    private static void endAsFailed(String why) {
        throw StorageException.rejected("the store failed: " + why, null);
    }

    /** In a terminal the log would stand between the messages. */
    private void quietConsole() {
        if (config.transport().equals("console")) {
            ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.pteroorders")).setLevel(Level.WARN);
        }
    }

    private Transport transport(Keeping keeping) throws IOException {
        if (config.whatsApp().isPresent()) {
            return WhatsAppTransport.open(
                    config.whatsApp().get(), web, config.dataDirectory(), keeping.state(), clock, keeping.failure());
        }
        return config.transport().equals("jsonl") ? lines() : terminal();
    }

    private Entrance entrance(SqlInbox inbox) throws IOException {
        if (config.whatsApp().isPresent()) {
            return Entrance.of(SharedWebhooks.start(config.whatsApp().get(), web, inbox, clock));
        }
        return config.transport().equals("jsonl")
                ? Entrance.of(SharedLines.start(lines(), inbox))
                : Entrance.of(terminal());
    }

    private JsonlTransport lines() {
        return new JsonlTransport(System.in, new FileOutputStream(FileDescriptor.out), acks);
    }

    private Transport terminal() throws IOException {
        return new ConsoleTransport(
                config.roster().owners().stream().findFirst().or(config.roster()::contact), clock);
    }
}
