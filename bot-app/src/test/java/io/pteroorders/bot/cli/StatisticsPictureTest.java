package io.pteroorders.bot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.OrderStatistics;
import io.pteroorders.core.statistics.StatisticsCollector;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.testkit.Fixtures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class StatisticsPictureTest {

    private static OrderStatistics figures(OrderStatus... statuses) {
        StatisticsCollector collector = new StatisticsCollector(Fixtures.JAKARTA);
        int number = 0;
        for (OrderStatus status : statuses) {
            collector.add(Fixtures.anOrder(++number).in(status));
        }
        return collector.statistics(StatisticsPeriod.ALL, Fixtures.NOON.plus(Duration.ofDays(1)));
    }

    private static byte[] png(OrderStatus... statuses) throws IOException {
        return StatisticsPicture.png(figures(statuses));
    }

    @Test
    void itIsDrawnWithoutAScreenAndShowsTheFigures() throws IOException {
        BufferedImage some = ImageIO.read(new ByteArrayInputStream(png(OrderStatus.COMPLETED, OrderStatus.PENDING)));
        assertEquals(1000, some.getWidth());
        assertEquals(1200, some.getHeight());
        assertNotEquals(Arrays.hashCode(png()), Arrays.hashCode(png(OrderStatus.COMPLETED)));
    }

    @Test
    void withoutFontsItIsSaidWhatToInstall() {
        CommandException refused = assertThrows(
                CommandException.class, () -> StatisticsPicture.requireFonts(Optional.of("No physical fonts found")));
        assertTrue(String.valueOf(refused.getMessage()).contains("fonts-dejavu-core"), refused.getMessage());
    }

    @Test
    void aShopWithoutOrdersHasAPictureToo() throws IOException {
        assertEquals(1200, ImageIO.read(new ByteArrayInputStream(png())).getHeight());
    }

    @Test
    void inWordsAllFiguresAreListed() {
        List<String> lines =
                CommandOutput.figures(figures(OrderStatus.COMPLETED, OrderStatus.COMPLETED, OrderStatus.REFUNDED));
        assertEquals("3 orders: today 0, this week 3, this month 3.", lines.get(0));
        assertEquals("  completed    2", lines.get(4));
        assertEquals("  refunded     1", lines.get(6));
        assertEquals("1 customer: 1 order 0, 2 0, 3-5 1, 6+ 0.", lines.get(lines.size() - 1));
    }
}
