package io.pteroorders.bot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import io.pteroorders.bot.AdoptionFile.Row;
import io.pteroorders.bot.cli.Adoption;
import io.pteroorders.bot.command.PhoneNumbers;
import io.pteroorders.bot.panel.PanelIdentity;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.provisioning.PanelPage;
import io.pteroorders.core.provisioning.PanelServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Finds out what becomes of servers that a seller's file names, and what is wrong with it; changes nothing. */
final class AdoptionReader {

    private final PanelSettings settings;
    private final PackageCatalog catalog;
    private final RandomGenerator random;
    private final Clock clock;

    AdoptionReader(PanelSettings settings, PackageCatalog catalog, RandomGenerator random, Clock clock) {
        this.settings = settings;
        this.catalog = catalog;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What would become of a file's servers.
     *
     * @param orders those that are there
     */
    Adoption read(Path file, Iterable<Order> orders) throws IOException {
        ImmutableList<Row> rows = AdoptionFile.read(file);
        return new Reading(servers(), orders).of(rows);
    }

    private ImmutableList<PanelServer> servers() {
        return PanelPage.all(page -> ServerAdoption.patiently(settings.panel(), panel -> panel.servers(page)));
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String seenTo(String externalId) {
        return "has the external id " + SettingText.shown(externalId)
                + ", so another program sees to it: take that away in the panel if it does not any more";
    }

    /** One file, compared with what the panel and the shop have. */
    private final class Reading {

        private final ImmutableList<PanelServer> servers;
        private final Map<Long, String> taken = new HashMap<>();
        private final List<String> problems = new ArrayList<>();

        Reading(ImmutableList<PanelServer> servers, Iterable<Order> orders) {
            this.servers = servers;
            orders.forEach(this::take);
        }

        private void take(Order order) {
            order.server().flatMap(Server::id).ifPresent(id -> taken.put(id, "is that of " + order.id() + " already"));
        }

        Adoption of(ImmutableList<Row> rows) {
            ImmutableMap<Row, PanelServer> found = rows.stream()
                    .flatMap(row -> find(row.server()).stream().map(server -> Map.entry(row, server)))
                    .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
            ImmutableSetMultimap<PersonId, Long> persons = persons(found);
            ImmutableList<AdoptedServer> adopted = rows.stream()
                    .flatMap(row -> adopted(row, Optional.ofNullable(found.get(row)), persons).stream())
                    .collect(ImmutableList.toImmutableList());
            return new ServerAdoption(settings, random, adopted, ImmutableList.copyOf(problems));
        }

        /** The servers of the file that are each person's. */
        private ImmutableSetMultimap<PersonId, Long> persons(ImmutableMap<Row, PanelServer> found) {
            ImmutableSetMultimap.Builder<PersonId, Long> persons = ImmutableSetMultimap.builder();
            found.forEach((row, server) ->
                    PhoneNumbers.parse(row.phone()).ifPresent(person -> persons.put(person, server.id())));
            return persons.build();
        }

        private Optional<PanelServer> find(String typed) {
            return servers.stream().filter(server -> server.isCalled(typed)).findFirst();
        }

        private Optional<AdoptedServer> adopted(
                Row row, Optional<PanelServer> server, ImmutableSetMultimap<PersonId, Long> persons) {
            Optional<PersonId> person = PhoneNumbers.parse(row.phone());
            Optional<PackageInfo> sold = PackageType.parse(row.packageType()).flatMap(catalog::find);
            Optional<LocalDate> until = day(row.paidUntil());
            Optional<AdoptedTerm> term = until.flatMap(last -> AdoptedTerm.until(last, today()));
            ImmutableList<String> wrong = Stream.of(
                            server.isEmpty()
                                    ? Stream.of("the panel has no server " + SettingText.shown(row.server()))
                                    : wrong(row, server.get()),
                            wrongPhone(row, person),
                            wrongPackage(row, sold),
                            wrongDay(row, until, term))
                    .flatMap(each -> each)
                    .collect(ImmutableList.toImmutableList());
            if (!wrong.isEmpty()) {
                problems.add("row " + row.number() + ": " + String.join("; ", wrong));
                return Optional.empty();
            }
            return Optional.of(new AdoptedServer(
                    settings.shop(),
                    settings.zone(),
                    server.get(),
                    person.get(),
                    sold.get(),
                    term.get(),
                    until.get(),
                    isUsers(server.get(), persons.get(person.get()))));
        }

        private LocalDate today() {
            return clock.instant().atZone(settings.zone()).toLocalDate();
        }

        private Stream<String> wrong(Row row, PanelServer server) {
            Optional<String> before =
                    Optional.ofNullable(taken.putIfAbsent(server.id(), "is in row " + row.number() + " already"));
            String ours = PanelIdentity.server(settings.shop(), AdoptedServer.order(settings.shop(), server));
            Optional<String> others = server.externalId().filter(id -> !id.equals(ours));
            return Stream.of(before.or(() -> others.map(AdoptionReader::seenTo)), state(server))
                    .flatMap(Optional::stream)
                    .map(why -> "server " + server.identifier() + " " + why);
        }

        private Optional<String> state(PanelServer server) {
            return switch (server.status()) {
                case NORMAL, SUSPENDED -> Optional.empty();
                case INSTALLING -> Optional.of("is being installed: wait for that");
                case INSTALL_FAILED -> Optional.of("could not be installed: install it anew in the panel");
                case BUSY -> Optional.of("is being moved or restored: wait for that");
            };
        }

        private Stream<String> wrongPhone(Row row, Optional<PersonId> person) {
            return person.isPresent()
                    ? Stream.empty()
                    : Stream.of("phone must be a number such as 0812-3456-7890 or +6281234567890; "
                            + SettingText.shown(row.phone()) + " is none"
                            + PhoneNumbers.problem(row.phone())
                                    .map(why -> ": " + why)
                                    .orElse(""));
        }

        private Stream<String> wrongPackage(Row row, Optional<PackageInfo> sold) {
            if (sold.isEmpty()) {
                return Stream.of("the catalogue has no package " + SettingText.shown(row.packageType()));
            }
            return sold.get().plan().isEmpty()
                    ? Stream.of("the package " + sold.get().type() + " has no \"panel\" in the catalogue")
                    : Stream.empty();
        }

        private Stream<String> wrongDay(Row row, Optional<LocalDate> until, Optional<AdoptedTerm> term) {
            if (until.isEmpty()) {
                return Stream.of(
                        "paidUntil must be a day such as 2026-12-22, is " + SettingText.shown(row.paidUntil()));
            }
            return term.isPresent()
                    ? Stream.empty()
                    : Stream.of("paidUntil is at most 12 months from today, is " + until.get());
        }

        /** Whether all servers of the server's user are in the file, as this person's. */
        private boolean isUsers(PanelServer server, ImmutableSet<Long> persons) {
            return servers.stream()
                    .filter(other -> other.user() == server.user())
                    .allMatch(other -> persons.contains(other.id()));
        }
    }
}
