package io.pteroorders.bot.panel;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.bucket4j.BlockingStrategy;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.task.Backoff;
import io.pteroorders.core.task.Pace;
import io.pteroorders.core.task.TaskScheduler;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.PasswordPlaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of a bot put together: before there is a service the room for orders and the way out for passwords, and with one
 * the work that orders call for. Thread-safe.
 */
public final class PanelApp {

    private static final Logger LOG = LoggerFactory.getLogger(PanelApp.class);

    /** At this hour of the day the shop sleeps. */
    private static final int NIGHT = 3;

    private static final Pace PACE = new Pace(Duration.ZERO, 1, Duration.ofMillis(200), 10);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofDays(3), Duration.ofHours(1));

    /** So long the panel may be away before somebody is told. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private final PanelSettings settings;
    private final PanelStores stores;
    private final OrderStorage storage;
    private final PanelIdentity identity;
    private final PasswordPlaces passwords;
    private final PanelCalls calls;
    private final PanelRooms rooms;
    private final RandomGenerator random;
    private final Clock clock;

    /**
     * The parts that are there before a service is.
     *
     * @param threads on which the panel is asked
     * @throws PanelIdentity.OtherShopException if the shop's name at the panel was another before
     */
    public PanelApp(
            PanelSettings settings,
            PanelStores stores,
            OrderStorage storage,
            RandomGenerator random,
            Executor threads,
            MeterRegistry meters,
            Clock clock) {
        this(settings, stores, storage, random, threads, BlockingStrategy.PARKING, meters, clock);
    }

    /** @param waiting how it is waited until the panel may be asked again */
    PanelApp(
            PanelSettings settings,
            PanelStores stores,
            OrderStorage storage,
            RandomGenerator random,
            Executor threads,
            BlockingStrategy waiting,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.stores = stores;
        this.storage = storage;
        this.random = random;
        this.clock = clock;
        this.identity = PanelIdentity.open(stores.identity(), settings.shop(), random);
        this.passwords = new PasswordPlaces(random);
        this.calls = new PanelCalls(
                settings.panel(), threads, new CallBudget(settings.callsPerMinute(), clock, waiting), meters, clock);
        this.rooms = new PanelRooms(calls, storage, settings.hold(), clock);
    }

    /** A few threads on which a panel is asked. */
    public static Executor threads() {
        return PanelCalls.threads();
    }

    /** Whether there is room for what is ordered. */
    public Rooms rooms() {
        return rooms;
    }

    /** Where messages have places for passwords. */
    public PasswordPlaces passwords() {
        return passwords;
    }

    /** A sender that fills those places. */
    public MessageSender sender(MessageSender sender) {
        return new PasswordSender(sender, passwords, calls, storage, random, clock);
    }

    /**
     * The work on the servers of orders.
     *
     * @param letters by which people are told
     * @param admins who is told what admins are
     * @param words trouble with the panel, as admins read of it
     * @param changed is run when an order may have changed, so that people are told
     */
    public Running run(
            OrderService orders,
            Letters letters,
            ImmutableSet<PersonId> admins,
            Function<PanelTrouble, String> words,
            Runnable changed) {
        PanelNotices notices = new PanelNotices(letters, admins);
        PanelUsers users = new PanelUsers(calls, identity, storage, stores.mails(), settings.mailDomain());
        ServerMaker maker = new ServerMaker(orders.servers(), calls, rooms, users, identity, notices, clock);
        ServerNeeds needs = new ServerNeeds(orders.subscriptions().reader(), settings.deleteAfter(), clock);
        PanelServers servers = new PanelServers(orders.servers(), calls, settings.hasPower(), clock);
        ServerEnd end = new ServerEnd(servers, needs, rooms, clock);
        ServerResumption resumption =
                new ServerResumption(orders.servers(), orders.subscriptions().upkeep(), servers, needs, clock);
        TaskScheduler<PanelTask> work = TaskScheduler.builder(
                        "servers",
                        storage,
                        new PanelSchedule(needs, settings.deleteConfirm(), clock),
                        new PanelWork(orders.servers(), maker, end, resumption, calls, notices, changed),
                        stores.tasks(),
                        clock)
                .pace(PACE)
                .backoff(BACKOFF)
                .open();
        return new Running(
                work,
                new InstallWatch(storage, orders.servers(), calls, clock),
                new ServerDesk(
                        orders, storage, settings, needs, identity, users, stores, passwords, calls, work, clock),
                notices,
                words,
                changed);
    }

    /** What can be wrong with the panel as a whole. */
    public enum PanelTrouble {
        /** It cannot be reached. */
        AWAY,
        /** It does not take the shop's key. */
        KEY_REFUSED,
        /** It has something else than the orders say. */
        DIFFERENCES;

        /** The name of the words that say so. */
        public String word() {
            return "panel." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The work on servers, as it runs. Thread-safe. */
    public final class Running {

        private final TaskScheduler<PanelTask> work;
        private final InstallWatch watch;
        private final ServerDesk desk;
        private final PanelNotices notices;
        private final Function<PanelTrouble, String> words;
        private final Runnable changed;
        private volatile LocalDate compared = LocalDate.MIN;

        private Running(
                TaskScheduler<PanelTask> work,
                InstallWatch watch,
                ServerDesk desk,
                PanelNotices notices,
                Function<PanelTrouble, String> words,
                Runnable changed) {
            this.work = work;
            this.watch = watch;
            this.desk = desk;
            this.notices = notices;
            this.words = words;
            this.changed = changed;
        }

        /** What is due by the clock; somebody has to see to it that it is done. */
        public TaskScheduler<PanelTask> work() {
            return work;
        }

        /** What people ask of servers. */
        public ServerDesk desk() {
            return desk;
        }

        /** Looks once whether servers are ready; to be called every few seconds. */
        public void look() {
            if (watch.look()) {
                changed.run();
            }
            calls.knock();
            tellTrouble();
        }

        /**
         * Compares the panel with the orders once a night, and tells admins how much differs; to be called every few
         * minutes.
         */
        public void compareAtNight() {
            ZonedDateTime now = clock.instant().atZone(settings.zone());
            if (now.getHour() != NIGHT || compared.equals(now.toLocalDate())) {
                return;
            }
            compared = now.toLocalDate();
            desk.reconcile()
                    .thenAccept(found -> {
                        if (!found.isEmpty()) {
                            notices.tellAdmins(
                                    "differences:" + now.toLocalDate(),
                                    NotificationText.PANEL_TROUBLE_ADMIN,
                                    words.apply(PanelTrouble.DIFFERENCES));
                        }
                    })
                    .exceptionally(failure -> {
                        LOG.warn("the panel is not compared with the orders tonight: {}", failure.getMessage());
                        return null;
                    });
        }

        private void tellTrouble() {
            calls.keyRefused().ifPresent(trouble -> tell(PanelTrouble.KEY_REFUSED, trouble.since()));
            calls.away()
                    .map(PanelCalls.Trouble::since)
                    .filter(since -> since.plus(AWAY).isBefore(clock.instant()))
                    .ifPresent(since -> tell(PanelTrouble.AWAY, since));
        }

        /** Each time of trouble is told once. */
        private void tell(PanelTrouble trouble, Instant since) {
            notices.tellAdmins(
                    trouble + ":" + since.toEpochMilli(), NotificationText.PANEL_TROUBLE_ADMIN, words.apply(trouble));
        }

        /** What is wrong, in plain English; empty while all is well. */
        public ImmutableList<String> troubles() {
            return Stream.of(
                            work.trouble(),
                            calls.keyRefused().map(PanelCalls.Trouble::what),
                            calls.away().map(trouble -> trouble.what() + ", since " + trouble.since()))
                    .flatMap(Optional::stream)
                    .collect(ImmutableList.toImmutableList());
        }

        /** Why nothing is done any more until the program is started anew; empty while all is well. */
        public Optional<String> failure() {
            return work.failure();
        }
    }
}
