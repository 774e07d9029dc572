package io.pteroorders.bot.cli;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.picture.Fonts;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.statistics.OrderStatistics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.joda.money.CurrencyUnit;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws figures about orders: net revenue by day, orders by status, orders by package. Needs no screen. */
final class StatisticsPicture {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 400;
    private static final int DAYS = 30;
    private static final int PACKAGES = 12;

    private StatisticsPicture() {}

    /**
     * The picture as PNG.
     *
     * @throws CommandException if this system has no fonts to write in, or lacks a library that draws them
     */
    static byte[] png(OrderStatistics figures) throws IOException {
        requireFonts(Fonts.missing());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(draw(figures), "png", out);
        return out.toByteArray();
    }

    static void requireFonts(Optional<String> missing) {
        missing.ifPresent(why -> {
            throw new CommandException(
                    ExitCodes.FAILED,
                    "no picture can be drawn here (" + why + "). Install fonts, such as the packages"
                            + " fontconfig, libfreetype6 and fonts-dejavu-core of Debian.");
        });
    }

    private static BufferedImage draw(OrderStatistics figures) {
        ImmutableList<CategoryChart> charts = ImmutableList.of(revenue(figures), statuses(figures), packages(figures));
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT * charts.size(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        for (int i = 0; i < charts.size(); i++) {
            canvas.drawImage(BitmapEncoder.getBufferedImage(charts.get(i)), 0, i * HEIGHT, null);
        }
        canvas.dispose();
        return picture;
    }

    private static CategoryChart chart(String title) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .build();
        chart.getStyler().setXAxisLabelRotation(45);
        chart.getStyler().setLegendVisible(false);
        return chart;
    }

    private static CategoryChart revenue(OrderStatistics figures) {
        CategoryChart chart = chart("Net revenue by day, last " + DAYS + " days");
        LocalDate today = LocalDate.ofInstant(figures.asOf(), figures.zone());
        List<LocalDate> days =
                today.minusDays(DAYS - 1L).datesUntil(today.plusDays(1)).toList();
        List<String> labels = days.stream().map(LocalDate::toString).toList();
        for (CurrencyUnit currency : figures.currencies()) {
            chart.addSeries(
                    currency.getCode(),
                    labels,
                    days.stream().map(day -> net(figures, day, currency)).toList());
        }
        if (chart.getSeriesMap().isEmpty()) {
            chart.addSeries("-", labels, labels.stream().map(any -> 0).toList());
        }
        chart.getStyler().setLocale(Locale.ROOT).setDecimalPattern("#,##0");
        chart.getStyler().setLegendVisible(true).setLegendPosition(LegendPosition.InsideNW);
        return chart;
    }

    private static BigDecimal net(OrderStatistics figures, LocalDate day, CurrencyUnit currency) {
        OrderStatistics.Point point = figures.days().get(day);
        return point == null ? BigDecimal.ZERO : point.cash().net(currency).getAmount();
    }

    private static CategoryChart statuses(OrderStatistics figures) {
        CategoryChart chart = chart("Orders by status");
        chart.addSeries(
                "orders",
                Arrays.stream(OrderStatus.values()).map(OrderStatus::word).toList(),
                Arrays.stream(OrderStatus.values())
                        .map(figures.byStatus()::count)
                        .toList());
        return chart;
    }

    private static CategoryChart packages(OrderStatistics figures) {
        CategoryChart chart = chart("Orders by package");
        List<PackageType> types =
                figures.packagesByOrders().stream().limit(PACKAGES).toList();
        chart.addSeries(
                "orders",
                types.isEmpty()
                        ? List.of("-")
                        : types.stream().map(PackageType::code).toList(),
                types.isEmpty()
                        ? List.of(0)
                        : types.stream().map(figures.byPackage()::count).toList());
        return chart;
    }
}
