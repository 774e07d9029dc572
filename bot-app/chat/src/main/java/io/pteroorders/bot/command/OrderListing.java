package io.pteroorders.bot.command;

import com.google.common.primitives.Ints;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.statistics.StatisticsPeriod;
import io.pteroorders.core.statistics.StatisticsPeriod.Unit;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** The common part of all list commands: check the words, ask for the page, word it. Immutable and thread-safe. */
public final class OrderListing {

    /** The digits of a day are nobody's number. */
    private static final Pattern DATE = Pattern.compile("[0-9]{1,4}[-/.][0-9]{1,4}[-/.][0-9]{1,4}");

    private final OrderService service;
    private final Replies replies;
    private final OrderLists lists;
    private final Clock clock;
    private final Phrases<OrderStatus> statuses;
    private final Periods periods;
    private final Days days;

    public OrderListing(OrderService service, Replies replies, OrderLists lists, Clock clock) {
        this.service = service;
        this.replies = replies;
        this.lists = lists;
        this.clock = clock;
        this.statuses = Phrases.ofStatuses(replies);
        this.periods = new Periods(replies);
        this.days = new Days(replies);
    }

    /**
     * The page that a call asks for.
     *
     * @param command the command, which the line for the next page begins with
     * @param title the word for what is listed
     * @param query what is listed when nothing more is typed
     */
    public Outcome<Reply> list(Call call, Command command, String title, OrderQuery.Builder query) {
        ListArguments arguments = ListArguments.of(call.line(), statuses, periods);
        Optional<Reply> complaint = complaint(arguments, command, call);
        if (complaint.isPresent()) {
            return Outcome.done(complaint.get());
        }
        if (arguments.statuses().length > 0) {
            query.status(arguments.statuses());
        }
        arguments.limit().flatMap(OrderListing::rows).ifPresent(query::limit);
        arguments
                .since()
                .flatMap(this::day)
                .ifPresent(day -> query.createdFrom(replies.formats().start(day)));
        return arguments
                .after()
                .map(typed -> cursor(typed, call).map(query::after))
                .orElseGet(() -> Outcome.done(query))
                .flatMap(page -> service.list(call.actor(), page.build()))
                .map(page -> lists.list(page, title, command.info().name() + arguments.again(), call));
    }

    /** An order that went is a good cursor too, so only a part of an id is looked up. */
    private Outcome<OrderId> cursor(String typed, Call call) {
        return OrderId.candidates(typed).stream().findFirst().map(Outcome::done).orElseGet(() -> service.find(
                        call.actor(), typed)
                .map(Order::id));
    }

    private Optional<Reply> complaint(ListArguments arguments, Command command, Call call) {
        return arguments
                .unknown()
                .map(typed -> unknownStatus(typed, command, call))
                .or(() -> arguments
                        .limit()
                        .filter(typed -> rows(typed).isEmpty())
                        .map(typed -> invalid(ReplyText.INVALID_LIMIT, typed, command, call)))
                .or(() -> arguments
                        .since()
                        .filter(typed -> day(typed).isEmpty())
                        .map(typed -> invalid(ReplyText.INVALID_DATE, typed, command, call)));
    }

    private static Optional<Integer> rows(String typed) {
        return Optional.ofNullable(Ints.tryParse(typed)).filter(n -> n >= 1 && n <= OrderLists.MAX_ROWS);
    }

    private Optional<LocalDate> day(String typed) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        return periods.parse(typed, today)
                .filter(period -> period.unit() != Unit.ALL)
                .map(StatisticsPeriod::first)
                .or(() -> days.parse(typed, today));
    }

    private Reply unknownStatus(String typed, Command command, Call call) {
        return replies.refuse(
                ReplyText.UNKNOWN_STATUS,
                call.language(),
                Variables.builder()
                        .put("typed", Replies.quoted(typed))
                        .put("suggestion", statuses.nearest(typed))
                        .put("allowed", statuses.names(call.language()))
                        .put("command", command.info().name()));
    }

    private Reply invalid(ReplyText text, String typed, Command command, Call call) {
        return replies.refuse(
                text,
                call.language(),
                Variables.builder()
                        .put("typed", DATE.matcher(typed).matches() ? typed : Replies.quoted(typed))
                        .put("max", OrderLists.MAX_ROWS)
                        .put("command", command.info().name())
                        .put("example", replies.prefix() + command.info().name() + " 5"));
    }
}
