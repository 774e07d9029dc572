package io.pteroorders.bot.chat;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import io.pteroorders.bot.panel.PanelSettings;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.ManualClock;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.PanelVariable;
import io.pteroorders.panel.PanelKey;
import io.pteroorders.panel.PterodactylPanel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A panel with one machine on which one server of bronze fits; gold is set up by hand. */
final class TestPanel implements AutoCloseable {

    private static final int MEMORY = 1024;

    final ManualClock clock = ManualClock.at(Instant.parse("2026-11-22T14:50:00Z"));
    final FakePanel fake = FakePanel.pterodactyl(clock);
    private final ServerPlan plan;

    TestPanel() {
        long location = fake.world().addLocation("id");
        long node = fake.world().addNode("one", location, MEMORY, 100_000);
        fake.world().addPorts(node, "10.0.0.5", 25_565, 25_565);
        long nest = fake.world().addNest("bots");
        long egg = fake.world()
                .addEgg(
                        nest,
                        "nodejs",
                        "ghcr.io/parkervcp/yolks:nodejs_18",
                        "node {{MAIN_FILE}}",
                        new PanelVariable("MAIN_FILE", "index.js", "required|string|max:16"));
        plan = new ServerPlan(
                (int) egg,
                Optional.of((int) nest),
                ImmutableSortedSet.of((int) location),
                ImmutableSortedSet.of(),
                new ServerLimits(MEMORY, 0, 2048, ServerLimits.USUAL_IO, 100),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
    }

    /** @param power whether servers can be started and stopped */
    PanelSettings settings(boolean power) {
        Optional<PanelKey> clientKey =
                Optional.of(PanelKey.of(fake.clientKey())).filter(any -> power);
        return new PanelSettings(
                new PterodactylPanel(new io.pteroorders.panel.PanelSettings(
                        fake.address(), PanelKey.of(fake.applicationKey()), clientKey)),
                power,
                URI.create("https://panel.example"),
                "shop",
                Optional.empty(),
                Duration.ofMinutes(30),
                Duration.ofDays(7),
                true,
                100_000,
                Fixtures.JAKARTA);
    }

    PackageCatalog catalog() {
        return PackageCatalog.of(List.of(
                sold(PackageType.BRONZE, 25_000, Optional.of(plan)), sold(PackageType.GOLD, 85_000, Optional.empty())));
    }

    private static PackageInfo sold(PackageType type, int price, Optional<ServerPlan> plan) {
        return new PackageInfo(
                type,
                type.code().toUpperCase(Locale.ROOT),
                new ServerSpecifications("1GB", "1 CPU", "2GB", "Unlimited"),
                Fixtures.rupiah(price),
                "",
                true,
                plan);
    }

    /** The program of the only server is there. */
    void finishInstall() {
        fake.world()
                .finishInstall(Iterables.getOnlyElement(fake.books().servers()).id(), true);
    }

    @Override
    public void close() {
        fake.close();
    }
}
