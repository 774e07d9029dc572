package io.pteroorders.bot.cli;

import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.storage.record.StoredOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows figures about all orders. */
@Command(name = "stats", description = "Shows figures about all orders; works beside a running bot.")
final class StatsCommand extends DataCommand {

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "also draws them: a new picture with revenue by day, orders by status and packages")
    private @Nullable Path picture;

    StatsCommand(JarCommands.Finder finder) {
        super(finder);
    }

    @Override
    int run(DataDirectory data, Bar bar) throws IOException {
        Path file = picture == null ? null : unused(picture);
        OrderStatistics figures = figures(data, bar);
        CommandOutput.figures(figures).forEach(DataCommand::say);
        if (file != null) {
            byte[] png = StatisticsPicture.png(figures);
            try (OutputStream out = NewFile.create(file)) {
                out.write(png);
            }
            say("drawn in " + file);
        }
        return ExitCodes.DONE;
    }

    private static OrderStatistics figures(DataDirectory data, Bar bar) throws IOException {
        StatisticsCollector collector = new StatisticsCollector(data.options().zone());
        for (StoredOrder stored : data.existing().maintenance(bar).orders()) {
            collector.add(stored.order());
        }
        Instant now = data.options().clock().instant();
        return collector.statistics(StatisticsPeriod.ALL, now);
    }
}
