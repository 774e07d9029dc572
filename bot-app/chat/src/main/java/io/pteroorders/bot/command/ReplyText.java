package io.pteroorders.bot.command;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;
import java.util.Set;

/** The bot's own replies, one template each, with the values that they have beside those of the shop. */
public enum ReplyText implements TextKey {
    HELP("commands.usage", "commands.summary", "admin"),
    HELP_COMMAND("usage", "summary", "example", "synonyms"),
    UNKNOWN_COMMAND("suggestion"),
    MENU,
    ADMIN_MENU,
    STANDING(OrderTexts.VARIABLES, "next", "unpaid"),
    UNCLEAR,
    ADMIN_CALLED(OrderTexts.VARIABLES),
    NO_TEXT,
    EDIT_NOT_READ,
    NOT_OPENED,
    CATALOG(each("packages", Packages.VARIABLES), "any", "nextPage"),
    PRICE(Packages.VARIABLES, "totals.duration", "totals.total"),
    ORDER_STATUS(
            OrderTexts.VARIABLES,
            "history.icon",
            "history.status",
            "history.time",
            "notes.note",
            "earlierNotes",
            "next"),
    ORDER_DETAIL(
            OrderTexts.VARIABLES,
            "history.icon",
            "history.status",
            "history.time",
            "history.by",
            "history.note",
            "deliveries.receiver",
            "deliveries.sent",
            "deliveries.delivered",
            "deliveries.read",
            "deliveries.failed",
            "deliveries.waiting",
            "deliveries.tried",
            "deliveries.attempts",
            "deliveries.dead",
            "deliveries.why",
            "notes.note",
            "notes.time",
            "notes.by",
            "adminNotes.note",
            "adminNotes.time",
            "adminNotes.by",
            "earlierNotes",
            "earlierAdminNotes",
            "commands.command"),
    ORDER_LIST(each("rows", OrderTexts.VARIABLES), "rows.age", "rows.customer", "title", "total", "nextPage"),
    NO_ORDERS("title", "hint"),
    ORDER_CONTACT(OrderTexts.VARIABLES, "digits", "identity"),
    CONFIRM_DELETE(OrderTexts.VARIABLES),
    ORDER_DELETED(OrderTexts.VARIABLES),
    CONFIRM_MOVE(each("orders", OrderTexts.VARIABLES), "wanted", "several", "refund", "cancelsPaid"),
    CONFIRM_REJECT(OrderTexts.VARIABLES),
    PROOF_REJECTED(OrderTexts.VARIABLES),
    NO_PROOF(OrderTexts.VARIABLES),
    PROOF_SHOWN(OrderTexts.VARIABLES),
    MONEY_RETURNED(OrderTexts.VARIABLES),
    REFUNDS(each("rows", OrderTexts.VARIABLES), "days", "more"),
    MESSAGE_SENT(OrderTexts.VARIABLES),
    ONE_AT_A_TIME("commands.command"),
    DID_YOU_MEAN("command"),
    WHICH_ORDER(each("orders", OrderTexts.VARIABLES), "orders.number"),
    NOTE_ADDED(OrderTexts.VARIABLES),
    USERNAME_SET(OrderTexts.VARIABLES),
    SEVERAL("lines.line"),
    STATISTICS(
            "title",
            "isPeriod",
            "totalOrders",
            "ordersTrend",
            "noEarlierData",
            "today",
            "thisWeek",
            "thisMonth",
            "money.average",
            "money.gross",
            "money.refunded",
            "money.net",
            "money.trend",
            "hasOrders",
            "statuses.icon",
            "statuses.status",
            "statuses.count",
            "statuses.bar",
            "packages.packageType",
            "packages.count",
            "packages.bar",
            "packages.revenue",
            "conversions.icon",
            "conversions.status",
            "conversions.share",
            "hasMedians",
            "medians.from",
            "medians.to",
            "medians.time",
            "hasDays",
            "days.day",
            "days.count",
            "days.bar",
            "customers.count",
            "customers.once",
            "customers.twice",
            "customers.threeToFive",
            "customers.sixOrMore",
            "customers.repeatRate"),
    MISSING_ARGUMENT("usage", "example"),
    UNKNOWN_STATUS("typed", "suggestion", "allowed", "command"),
    INVALID_LIMIT("typed", "max", "example"),
    INVALID_DATE("typed", "command"),
    INVALID_PERIOD("typed", "allowed"),
    INVALID_QUERY("typed"),
    TOO_MANY_SEARCHES,
    UNKNOWN_PACKAGE("typed", "suggestion", "packages"),
    INVALID_DURATION("typed", "min", "max"),
    NOTE_TOO_LONG("max"),
    NOTE_EMPTY,
    INVALID_SERVER_ID("typed"),
    INVALID_USERNAME("typed"),
    INVALID_PAYMENT_PROOF,
    SEND_PROOF,
    PROOF_OF_WHICH(each("orders", OrderTexts.VARIABLES), "orders.number"),
    PROOF_LATE(OrderTexts.VARIABLES),
    PROOF_NOT_NEEDED(OrderTexts.VARIABLES),
    PICTURE_WITHOUT_ORDER,
    ORDER_NOT_FOUND("typed", "near", "command", "whole"),
    AMBIGUOUS_ID("typed", "near"),
    ILLEGAL_TRANSITION("orderId", "icon", "from", "wanted", "same", "final", "commands.command"),
    WRONG_STATUS("orderId", "icon", "actual", "required"),
    TOO_MANY_PENDING("limit", "pending", "orderId"),
    TOO_MANY_NOTES("orderId", "limit"),
    CLAIMED,
    REQUEST_USED("orderId"),
    OUTBOX(
            "waiting",
            "age",
            "dead",
            "anyDead",
            "letters.orderId",
            "letters.broadcast",
            "letters.receiver",
            "letters.since",
            "letters.why",
            "more",
            "anyMore"),
    OUTBOX_RETRIED("count"),
    UNDELIVERED("count"),
    CONFIRM_BROADCAST("count", "any", "text"),
    BROADCAST_BEGUN("count"),
    BROADCAST_REPORT("paused", "done", "sent", "waiting", "optedOut", "failed", "failures.receiver", "failures.why"),
    BROADCAST_TO_WHOM("typed", "example"),
    BROADCAST_TEXT_WRONG("problem"),
    NO_BROADCAST,
    BACKUP_MADE("name", "kilobytes", "count"),
    BACKUP_FAILED,
    NO_DAILY_BACKUP,
    STORAGE_UNAVAILABLE,
    INTERNAL_ERROR("incident"),
    MESSAGE_TOO_LONG,
    PRIVATE_ONLY,
    RATE_LIMITED,
    CONFIRM_AGAIN(OrderTexts.VARIABLES),
    CONFIRM_CANCEL(OrderTexts.VARIABLES),
    CONFIRM_LATE("command"),
    ASK_AGAIN("question"),
    NOT_CANCELLED,
    NOT_CANCELLED_STOP,
    NOT_UNDERSTOOD("commands.command"),
    ANSWER_TOO_LATE("commands.command"),
    LANGUAGE_CHOSEN,
    UNKNOWN_LANGUAGE("typed", "languages"),
    OPTED_OUT,
    OPTED_IN;

    private final ImmutableSet<String> variables;
    private final String file = Ascii.toLowerCase(name()).replace('_', '-');

    ReplyText(String... own) {
        this(OrderTexts.SHOP, own);
    }

    ReplyText(Set<String> others, String... own) {
        this.variables = ImmutableSet.<String>builder()
                .addAll(OrderTexts.SHOP)
                .addAll(others)
                .add(own)
                .build();
    }

    private static ImmutableSet<String> each(String list, ImmutableSet<String> elements) {
        return elements.stream().map(name -> list + "." + name).collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public ImmutableSet<String> variables() {
        return variables;
    }
}
