package io.pteroorders.bot.site;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import io.pteroorders.bot.chat.PageShop;
import io.pteroorders.bot.site.http.SiteRoute;
import io.pteroorders.bot.site.http.SiteRoute.Access;
import io.pteroorders.bot.site.http.Visit;
import io.pteroorders.bot.site.view.CalendarPage;
import io.pteroorders.bot.site.view.CalendarPage.Day;
import io.pteroorders.bot.site.view.Ending;
import io.pteroorders.bot.site.view.Speech;
import io.pteroorders.bot.web.Answer;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.SubscriptionQuery;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What ends when: what was not paid on, and a calendar of a month. */
final class SubscriptionPages {

    private static final String PATH = "/dashboard/subscriptions";
    private static final int DAYS_AHEAD = 30;
    private static final int DAYS_OF_WEEK = 7;

    /** So many months are shown around this one. */
    private static final int FARTHEST = 36;

    private static final int MOST_OVERDUE = 50;
    private static final int MOST_OF_DAY = 10;

    private final PageShop shop;
    private final Pages pages;
    private final OrderViews views;

    SubscriptionPages(PageShop shop, Pages pages, OrderViews views) {
        this.shop = shop;
        this.pages = pages;
        this.views = views;
    }

    ImmutableList<SiteRoute> routes() {
        return ImmutableList.of(SiteRoute.get(PATH, Access.ADMIN, this::calendar));
    }

    private Answer calendar(Visit visit) {
        pages.looked(visit, "subscriptions", Optional.empty());
        Speech speech = pages.speech(visit);
        LocalDate today = speech.formats().dayOf(visit.time());
        YearMonth month = month(visit, YearMonth.from(today));
        return pages.page(
                "subscriptions",
                visit,
                ImmutableMap.of(
                        "overdue",
                        shop
                                .subscriptions()
                                .query(endingBy(today.minusDays(1), visit)
                                        .limit(MOST_OVERDUE)
                                        .build())
                                .found()
                                .stream()
                                .flatMap(standing -> row(standing, visit, speech))
                                .collect(ImmutableList.toImmutableList()),
                        "days",
                        DAYS_AHEAD,
                        "count",
                        shop.subscriptions()
                                .count(endingBy(today.plusDays(DAYS_AHEAD), visit)
                                        .build()),
                        "calendar",
                        calendar(month, today, visit, speech)));
    }

    private static YearMonth month(Visit visit, YearMonth now) {
        return visit.field("month")
                .flatMap(SubscriptionPages::month)
                .filter(month -> !month.isBefore(now.minusMonths(FARTHEST)) && !month.isAfter(now.plusMonths(FARTHEST)))
                .orElse(now);
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return Optional.of(YearMonth.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static SubscriptionQuery.Builder endingBy(LocalDate day, Visit visit) {
        return SubscriptionQuery.byPaidUntil(visit.time()).endingBy(day).tracked();
    }

    private CalendarPage calendar(YearMonth month, LocalDate today, Visit visit, Speech speech) {
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        ImmutableListMultimap<LocalDate, Standing> ending =
                shop.subscriptions().all(endingBy(month.atEndOfMonth(), visit).build()).stream()
                        .filter(standing -> !standing.paidUntil().isBefore(month.atDay(1)))
                        .sorted(Comparator.comparing(Standing::first))
                        .collect(ImmutableListMultimap.toImmutableListMultimap(Standing::paidUntil, one -> one));
        List<Day> days = first.datesUntil(last.plusDays(1))
                .map(day -> day(day, month, today, ending.get(day), visit, speech))
                .toList();
        return new CalendarPage(
                shop.replies().word("month." + month.getMonthValue(), visit.language()) + " " + month.getYear(),
                month.minusMonths(1).toString(),
                month.plusMonths(1).toString(),
                Lists.partition(days, DAYS_OF_WEEK).stream()
                        .map(ImmutableList::copyOf)
                        .collect(ImmutableList.toImmutableList()));
    }

    private Day day(
            LocalDate day,
            YearMonth month,
            LocalDate today,
            ImmutableList<Standing> ending,
            Visit visit,
            Speech speech) {
        ImmutableList<Ending> shown = ending.stream()
                .limit(MOST_OF_DAY)
                .flatMap(standing -> row(standing, visit, speech))
                .collect(ImmutableList.toImmutableList());
        return new Day(
                day.getDayOfMonth(),
                speech.day(day),
                YearMonth.from(day).equals(month),
                day.equals(today),
                shown,
                Math.max(0, ending.size() - MOST_OF_DAY));
    }

    private Stream<Ending> row(Standing standing, Visit visit, Speech speech) {
        return shop.service().get(visit.person().actor(), standing.first()).value().stream()
                .map(order -> new Ending(
                        views.row(order, visit.person(), speech),
                        speech.day(standing.paidUntil()),
                        shop.replies().word(standing.state(), visit.language())));
    }
}
