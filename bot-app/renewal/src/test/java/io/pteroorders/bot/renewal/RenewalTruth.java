package io.pteroorders.bot.renewal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.life.Around;
import io.pteroorders.bot.renewal.Recount.Days;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.order.Server;
import io.pteroorders.core.order.ServerState;
import io.pteroorders.core.order.StatusChange;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.core.order.TakenStep;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.core.testkit.Fixtures;
import io.pteroorders.core.testkit.panel.PanelBooks;
import io.pteroorders.notify.Letters;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.OutgoingMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is true of a shop that sees to the ends of its servers, whatever it lives through: nothing is suspended that is paid
 * for, or without a warning; no step is taken twice, too early or not at all; paid days and money are there; the panel has
 * what the orders say. It looks while a life is lived, and says what is wrong.
 */
final class RenewalTruth {

    /** By which letters which steps are told. */
    private static final ImmutableMap<String, NotificationText> TEXTS = ImmutableMap.<String, NotificationText>builder()
            .put("reminder-7", NotificationText.RENEWAL_REMINDER_CUSTOMER)
            .put("reminder-3", NotificationText.RENEWAL_REMINDER_CUSTOMER)
            .put("reminder-1", NotificationText.RENEWAL_REMINDER_CUSTOMER)
            .put("reminder-0", NotificationText.RENEWAL_REMINDER_CUSTOMER)
            .put("overdue-0", NotificationText.RENEWAL_OVERDUE_CUSTOMER)
            .put("last-warning-0", NotificationText.RENEWAL_LAST_WARNING_CUSTOMER)
            .put("put-off-1", NotificationText.SUSPENSION_PUT_OFF_ADMIN)
            .put("put-off-2", NotificationText.SUSPENSION_PUT_OFF_ADMIN)
            .put("put-off-3", NotificationText.SUSPENSION_PUT_OFF_ADMIN)
            .put("suspension-0", NotificationText.UNPAID_SUSPENDED_CUSTOMER)
            .put("deletion-warning-3", NotificationText.DELETION_WARNING_CUSTOMER)
            .put("deletion-warning-1", NotificationText.DELETION_WARNING_CUSTOMER)
            .put("deletion-due-0", NotificationText.UNPAID_DELETION_DUE_ADMIN)
            .put("pause-over-0", NotificationText.SERVER_RESUMED_CUSTOMER)
            .buildOrThrow();

    private static final ImmutableList<String> WARNINGS =
            ImmutableList.of("reminder-1", "reminder-0", "overdue-0", "last-warning-0");
    private static final ImmutableList<String> WAITING = ImmutableList.of("suspension-0", "deletion-due-0");
    private static final int ENOUGH_PUT_OFFS = 3;

    private final List<Deal> deals;
    private final Set<String> wrong = new LinkedHashSet<>();
    private Optional<RenewalShop> watched = Optional.empty();

    RenewalTruth(List<Deal> deals) {
        this.deals = deals;
    }

    void watch(RenewalShop shop) {
        watched = Optional.of(shop);
    }

    private RenewalShop shop() {
        return watched.orElseThrow();
    }

    /** What was wrong up to now. */
    ImmutableList<String> wrong() {
        return ImmutableList.copyOf(wrong);
    }

    static long price(String pack) {
        return RenewalShop.PRICE * RenewalShop.times(pack);
    }

    void check(boolean right, Deal deal, String otherwise) {
        if (!right) {
            wrong.add(deal + " " + otherwise + " at " + shop().clock.instant().atZone(shop().zone));
        }
    }

    // What the program wrote down.

    /** Looks at what has become of all by now. */
    void look() {
        deals.forEach(this::look);
    }

    void look(Deal deal) {
        Order order = shop().order(deal.first);
        if (deal.live.isEmpty()) {
            deal.live = order.statusHistory().stream()
                    .filter(change -> change.status() == OrderStatus.COMPLETED)
                    .map(StatusChange::timestamp)
                    .findFirst();
            deal.live.ifPresent(any -> deal.days.add(deal.count().paidUntil()));
        }
        if (deal.isRunning()) {
            for (TakenStep step : order.subscription().steps()) {
                look(deal, order, step);
            }
            entries(deal, order, Instant.MAX);
            Optional<Server> server = order.server();
            if (server.filter(it -> it.state() == ServerState.DELETED).isPresent()) {
                deal.ended = server.map(Server::since);
            }
        }
    }

    private void look(Deal deal, Order order, TakenStep step) {
        String word = step.step().word();
        String key = Deal.key(step.paidUntil(), word);
        Instant before = deal.taken.get(key);
        if (before == null) {
            entries(deal, order, step.at().minusMillis(1));
            taken(deal, step);
            deal.taken.put(key, step.at());
            if (word.equals("suspension-0") || word.equals("pause-over-0")) {
                entries(deal, order, step.at());
            }
        }
        check(before == null || before.equals(step.at()), deal, "takes a step twice: " + key);
    }

    /** A step that is to be taken. */
    private void taken(Deal deal, TakenStep step) {
        Recount count = deal.count();
        String word = step.step().word();
        List<Instant> putOffs = deal.putOffs(step.paidUntil());
        check(step.paidUntil().equals(count.paidUntil()), deal, "takes " + word + " for another day than its last");
        check(!deal.isInReview, deal, "takes " + word + " while a payment is looked at");
        Optional<Instant> due = word.startsWith("put-off")
                ? Optional.of(suspension(deal, count))
                : Optional.ofNullable(count.steps(putOffs).get(word));
        check(due.isPresent(), deal, "takes a step that there is not: " + word);
        check(
                due.filter(at -> at.isAfter(step.at())).isEmpty(),
                deal,
                "takes " + word + " too early, at " + step.at() + " of " + due);
    }

    private Instant suspension(Deal deal, Recount count) {
        return count.suspension(deal.putOffs(count.paidUntil()));
    }

    private void suspends(Deal deal, Recount count, Instant at) {
        check(!count.isPaid(at), deal, "is suspended while it is paid for");
        check(!at.isBefore(suspension(deal, count)), deal, "is suspended too early");
        check(!at.isBefore(shop().starts.lower(at).plus(shop().settle)), deal, "is suspended too soon after a start");
        boolean warned =
                WARNINGS.stream().anyMatch(step -> shop().bridge.hasArrived(id(deal, count.paidUntil(), step)));
        List<Instant> putOffs = deal.putOffs(count.paidUntil());
        boolean tried = putOffs.size() == ENOUGH_PUT_OFFS
                && putOffs.stream().map(count::day).distinct().count() > 1;
        check(warned || tried, deal, "is suspended without a warning, put off " + putOffs);
    }

    /** What the program itself wrote down since the last look, up to a time. */
    private void entries(Deal deal, Order order, Instant until) {
        List<SubscriptionEntry> all = order.subscription().entries();
        while (deal.seen < all.size() && !all.get(deal.seen).at().isAfter(until)) {
            SubscriptionEntry entry = all.get(deal.seen);
            deal.seen++;
            if (!entry.by().equals(StatusChange.SYSTEM)) {
                continue;
            }
            if (entry instanceof Suspended it) {
                check(it.reason().name().equals(Recount.BILLING), deal, "is suspended by nobody for " + it.reason());
                suspends(deal, deal.count(), it.at());
                deal.happened(
                        it.at(),
                        1,
                        "",
                        count -> count.stopped(it.at(), it.reason().name()));
            } else if (entry instanceof Lifted it) {
                check(it.reason().name().equals(Recount.PAUSE), deal, "is let run by nobody: " + it.reason());
                deal.happened(
                        it.at(),
                        1,
                        "",
                        count -> count.lifted(it.at(), it.reason().name()));
            } else {
                check(false, deal, "has an entry that nobody made: " + entry);
            }
        }
    }

    /**
     * After it was looked what is due by a time, all that is was done.
     *
     * @param settled whether the program has trusted the clock for long enough
     */
    void checkDone(Instant by, boolean settled) {
        deals.stream()
                .filter(deal -> deal.isRunning() && !deal.isInReview)
                .forEach(deal -> checkDone(deal, by, settled));
    }

    private void checkDone(Deal deal, Instant by, boolean settled) {
        Recount count = deal.count();
        LocalDate day = count.paidUntil();
        Map<String, Instant> steps = count.steps(deal.putOffs(day));
        // What is passed over with a step that waits, waits too.
        boolean waits =
                !settled && WAITING.stream().anyMatch(word -> steps.containsKey(word) && !isAfter(steps, word, by));
        steps.forEach((word, due) -> check(
                waits || due.isAfter(by) || deal.taken.containsKey(Deal.key(day, word)),
                deal,
                "does not take " + word + " of " + due));
    }

    private static boolean isAfter(Map<String, Instant> steps, String word, Instant by) {
        return Objects.requireNonNull(steps.get(word)).isAfter(by);
    }

    // What people are told.

    private static String id(Deal deal, LocalDate day, String step) {
        NotificationText text = Objects.requireNonNull(TEXTS.get(step));
        PersonId person = text.isForAdmins() ? Fixtures.admin() : deal.customer.id();
        return Letters.messageId("renewal:" + deal.first + ":" + day + ":" + step, text, deal.first, person);
    }

    /** A message goes out for the first time. */
    void sends(OutgoingMessage message) {
        if (TEXTS.values().stream().noneMatch(text -> text.file().equals(message.template()))) {
            return;
        }
        for (Deal deal : deals) {
            if (message.text().contains(deal.first.toString())) {
                look(deal);
                boolean known = deal.days.stream().anyMatch(day -> TEXTS.keySet().stream()
                        .anyMatch(step -> id(deal, day, step).equals(message.id())));
                check(known, deal, "is told something under a name of its own: " + message);
                return;
            }
        }
        wrong.add("nobody is told " + message);
    }

    // What is done at the panel.

    /** What is asked of the panel has a reason. */
    Object atThePanel(String method, Object[] arguments, Around.Call call) throws Throwable {
        if (method.equals("suspend") || method.equals("delete")) {
            deals.stream()
                    .filter(deal -> isOf(deal, (Long) arguments[0]))
                    .forEach(deal -> atThePanel(deal, method.equals("delete")));
        }
        return call.make();
    }

    private boolean isOf(Deal deal, long server) {
        return shop().order(deal.first).server().flatMap(Server::id).equals(Optional.of(server));
    }

    private void atThePanel(Deal deal, boolean deletes) {
        look(deal);
        if (!deal.isRunning()) {
            check(deal.live.isPresent(), deal, "is stopped before it was there");
            return;
        }
        Map<String, Instant> reasons = deal.count().reasons();
        check(!reasons.isEmpty(), deal, "is suspended at the panel without a reason");
        Instant since = reasons.get(Recount.BILLING);
        if (deletes) {
            check(deal.agreed.isPresent(), deal, "is deleted though nobody agreed");
            check(
                    since != null
                            && !deal.count()
                                    .deletable(since)
                                    .isAfter(shop().clock.instant()),
                    deal,
                    "is deleted too early");
        }
    }

    /** When nothing is under way, the panel has what the orders say. */
    void checkQuiet() {
        PanelBooks books = shop().panel.books();
        deals.stream().filter(Deal::isRunning).forEach(deal -> checkQuiet(deal, books));
    }

    private void checkQuiet(Deal deal, PanelBooks books) {
        Recount count = deal.count();
        Optional<PanelBooks.Server> server =
                shop().order(deal.first).server().flatMap(Server::id).flatMap(books::server);
        check(server.isPresent(), deal, "has no server");
        server.ifPresent(it -> {
            check(
                    it.isSuspended() != count.reasons().isEmpty(),
                    deal,
                    "is suspended at the panel: " + it.isSuspended() + ", for " + count.reasons());
            String pack = count.packOn(count.day(shop().clock.instant()));
            check(
                    it.limits().memory() == RenewalShop.MEMORY * RenewalShop.times(pack),
                    deal,
                    "has " + it.limits().memory() + " MB of " + pack);
        });
        shop().sequels(deal.first)
                .forEach(order -> check(
                        order.status() != OrderStatus.CONFIRMED && order.status() != OrderStatus.PROCESSING,
                        deal,
                        "has a payment without its effect: " + order));
    }

    // What it all comes to.

    /** What the program makes of the orders is what was done. */
    void checkStates() {
        deals.stream().filter(Deal::isRunning).forEach(this::checkState);
    }

    void checkState(Deal deal) {
        look(deal);
        if (!deal.isRunning()) {
            return;
        }
        Order first = shop().order(deal.first);
        Subscription said = shop().subscriptions().reader().of(first).orElseThrow();
        Recount count = deal.count();
        List<Days> terms = new ArrayList<>();
        said.terms()
                .forEach(paid -> terms.add(new Days(
                        paid.term().first(),
                        paid.term().last(),
                        paid.months(),
                        paid.sold().packageType().code(),
                        paid.sold().pricePerMonth().getAmount().longValue())));
        check(terms.equals(count.paid()), deal, "has " + terms + " instead of " + count.paid());
        List<String> reasons =
                said.reasons().keySet().stream().map(Enum::name).sorted().toList();
        check(
                reasons.equals(List.copyOf(count.reasons().keySet())),
                deal,
                "is stopped for " + reasons + " instead of " + count.reasons());
        int entries = byPeople(first).size();
        check(entries == deal.entries, deal, "remembers " + entries + " of " + deal.entries);
    }

    private static ImmutableList<SubscriptionEntry> byPeople(Order first) {
        return first.subscription().entries().stream()
                .filter(entry -> !entry.by().equals(StatusChange.SYSTEM))
                .collect(ImmutableList.toImmutableList());
    }

    /** When somebody said last what its first order remembers, which was after a time. */
    Instant said(Deal deal, Instant begin) {
        Optional<Instant> said = byPeople(shop().order(deal.first)).reverse().stream()
                .map(SubscriptionEntry::at)
                .findFirst()
                .filter(at -> !at.isBefore(begin));
        check(said.isPresent(), deal, "does not remember what was said");
        return said.orElse(begin);
    }

    /** What was left over for a cheaper package is written down, unless that was refused. */
    void checkCredit(Deal deal, long left) {
        ImmutableList<SubscriptionEntry> entries = byPeople(shop().order(deal.first));
        if (entries.size() > deal.entries) {
            deal.entries++;
            boolean right = entries.get(entries.size() - 1) instanceof SubscriptionEntry.Credited credited
                    && credited.amount().getAmount().longValue() == left;
            check(right, deal, "is owed " + left + ", not " + entries.get(entries.size() - 1));
        }
    }

    /**
     * The sums are those of what was paid.
     *
     * @param purse all that people paid
     */
    void checkSums(long purse) {
        long booked = 0;
        for (Deal deal : deals) {
            List<Order> orders = new ArrayList<>(shop().sequels(deal.first));
            orders.add(shop().order(deal.first));
            booked += orders.stream()
                    .flatMap(order -> order.payments().all().stream())
                    .mapToLong(payment -> payment.amountPaid().getAmount().longValue())
                    .sum();
            if (deal.isRunning()) {
                checkOrders(deal);
            }
        }
        if (booked != purse) {
            wrong.add("the books have " + booked + " of " + purse);
        }
    }

    private void checkOrders(Deal deal) {
        List<String> counting = shop().sequels(deal.first).stream()
                .filter(order -> order.status() == OrderStatus.COMPLETED)
                .map(order -> order.id().toString())
                .sorted()
                .toList();
        List<String> own = deal.counting.stream()
                .map(Object::toString)
                .sorted(Comparator.naturalOrder())
                .toList();
        check(counting.equals(own), deal, "counts " + counting + " instead of " + own);
    }
}
