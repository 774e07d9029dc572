package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.CommandNames;
import io.pteroorders.bot.command.Days;
import io.pteroorders.bot.command.NamedOrders;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.subscription.Subscription;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Says until when a server is paid, gives it days, or lets it run on, and tells its customer. */
public final class PaidUntilCommand implements Command {

    /** What is said of the server. */
    public enum Kind {
        /** The last day that is paid for. */
        LAST_DAY("paid-until", "aktif-sampai"),
        /** Days more. */
        GIFT("gift", "bonus"),
        /** The day until which it runs on, though nobody has paid for it. */
        HOLD("hold", "tahan");

        private final String name;
        private final String synonym;

        Kind(String name, String synonym) {
            this.name = name;
            this.synonym = synonym;
        }
    }

    private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
    private static final ImmutableSet<String> ALL = ImmutableSet.of("all", "semua");

    private final Kind kind;
    private final CommandInfo info;
    private final OrderService service;
    private final Replies replies;
    private final EachOrder each;
    private final CustomerNews news;
    private final GiftToAll all;
    private final Clock clock;
    private final Days days;

    public PaidUntilCommand(
            Kind kind,
            OrderService service,
            Replies replies,
            EachOrder each,
            CustomerNews news,
            GiftToAll all,
            Clock clock) {
        this.kind = kind;
        this.info = CommandInfo.of(kind.name, kind.synonym).forAdmins().changingOrders();
        this.service = service;
        this.replies = replies;
        this.each = each;
        this.news = news;
        this.all = all;
        this.clock = clock;
        this.days = new Days(replies);
    }

    @Override
    public CommandInfo info() {
        return info;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        return kind == Kind.GIFT
                        && ALL.contains(Ascii.toLowerCase(call.line().word(0).orElse("")))
                ? toAll(call)
                : toNamed(call);
    }

    private Outcome<Reply> toAll(Call call) {
        String typed = call.line().word(1).orElse("");
        String why = NoteWords.of(call.line().rest(2), replies).note();
        return Outcome.done(days(typed)
                .map(days -> all.give(days, why, info.name() + " all " + days + " " + why, call))
                .orElseGet(() -> invalidDays(typed, call)));
    }

    private Outcome<Reply> toNamed(Call call) {
        NamedOrders named = NamedOrders.of(call, service);
        String typed = named.rest().strip();
        if (named.listed().isEmpty() || typed.isEmpty()) {
            return CommandNames.missingArgument(this, replies, call.language());
        }
        if (!named.mentioned().isEmpty()) {
            return Outcome.done(CommandNames.oneAtATime(
                    named.all().stream()
                            .map(one -> info.name() + " " + one + " " + typed)
                            .collect(ImmutableList.toImmutableList()),
                    replies,
                    call.language()));
        }
        List<String> words = WORDS.splitToList(typed);
        int used = kind == Kind.GIFT ? 1 : days.wordsAt(words, 0);
        String first = String.join(" ", words.subList(0, used));
        String why = NoteWords.of(String.join(" ", words.subList(used, words.size())), replies)
                .note();
        return each.run(ImmutableSet.copyOf(named.listed()).asList(), call, (order, place) -> {
            Change change = new Change(order, why, call, place);
            return switch (kind) {
                case LAST_DAY -> say(change, first);
                case GIFT -> give(change, first);
                case HOLD -> hold(change, first);
            };
        });
    }

    /** What is asked for one of the orders. */
    private record Change(Order order, String why, Call call, int place) {

        Optional<RequestId> requestId() {
            return call.requestId(place);
        }
    }

    private Outcome<Reply> say(Change change, String typed) {
        return onDay(change, typed, day -> service.subscriptions()
                .setPaidUntil(change.call.actor(), change.order.id(), day, change.why, change.requestId())
                .flatMap(set -> told(set, change)));
    }

    private Outcome<Reply> hold(Change change, String typed) {
        return onDay(change, typed, day -> service.subscriptions()
                .hold(change.call.actor(), change.order.id(), day, change.why, change.requestId())
                .flatMap(held -> service.get(change.call.actor(), held.first()))
                .map(first -> replies.tellAdmin(ReplyText.HELD, first, change.call.language())
                        .about(first)));
    }

    private Outcome<Reply> onDay(Change change, String typed, Function<LocalDate, Outcome<Reply>> action) {
        LocalDate today = replies.formats().dayOf(clock.instant());
        return days.ahead(typed, today)
                .filter(day -> !day.isBefore(LocalDate.EPOCH))
                .map(action)
                .orElseGet(() -> Outcome.done(replies.refuse(
                        ReplyText.INVALID_DAY,
                        change.call.language(),
                        Variables.builder()
                                .put("typed", Replies.quoted(typed))
                                .put("command", info.name() + " " + change.order.id() + " " + today.plusMonths(1)))));
    }

    private Outcome<Reply> give(Change change, String typed) {
        return days(typed)
                .map(days -> service.subscriptions()
                        .give(change.call.actor(), change.order.id(), days, change.why, change.requestId())
                        .flatMap(set -> told(set, change)))
                .orElseGet(() -> Outcome.done(invalidDays(typed, change.call)));
    }

    /** How many days can be given; empty if that is none or too many. */
    private static Optional<Integer> days(String typed) {
        return Optional.ofNullable(Ints.tryParse(typed))
                .filter(days -> days >= 1 && days <= SubscriptionEntry.MAX_DAYS);
    }

    private Reply invalidDays(String typed, Call call) {
        return replies.refuse(
                ReplyText.INVALID_DAYS,
                call.language(),
                Variables.builder().put("typed", Replies.quoted(typed)).put("max", SubscriptionEntry.MAX_DAYS));
    }

    private Outcome<Reply> told(Subscription subscription, Change change) {
        return service.get(change.call.actor(), subscription.first()).map(first -> {
            news.paidUntil(first, change.why, change.call);
            return replies.tellAdmin(ReplyText.PAID_UNTIL_SET, first, change.call.language())
                    .about(first);
        });
    }
}
