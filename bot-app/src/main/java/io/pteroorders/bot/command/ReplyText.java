package io.pteroorders.bot.command;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.TextKey;

/** The bot's own replies, one template each. */
public enum ReplyText implements TextKey {
    HELP("commands", "usage", "summary", "admin"),
    HELP_COMMAND("usage", "summary", "example", "synonyms"),
    UNKNOWN_COMMAND("suggestion"),
    MENU,
    CATALOG("packages", "emoji", "nextPage"),
    PRICE("emoji", "totals"),
    ORDER_STATUS("history", "time", "note", "notes", "next"),
    ORDER_DETAIL("history", "time", "note", "notes", "adminNotes", "commands", "command"),
    ORDER_LIST("title", "total", "rows", "age", "customer", "nextPage"),
    NO_ORDERS("title", "hint"),
    STATUS_CHANGED("commands", "command"),
    NOTE_ADDED,
    USERNAME_SET,
    SEVERAL("lines", "line"),
    STATISTICS(
            "title",
            "totalOrders",
            "today",
            "thisWeek",
            "thisMonth",
            "statuses",
            "count",
            "bar",
            "packages",
            "money",
            "revenue",
            "average",
            "gross",
            "refunded",
            "net",
            "trend",
            "ordersTrend",
            "noEarlierData",
            "isPeriod",
            "conversions",
            "share",
            "medians",
            "from",
            "to",
            "time",
            "customers",
            "once",
            "twice",
            "threeToFive",
            "sixOrMore",
            "repeatRate",
            "days",
            "day",
            "hasOrders",
            "hasMedians",
            "hasDays"),
    MISSING_ARGUMENT("usage", "example"),
    UNKNOWN_STATUS("typed", "suggestion", "allowed", "command"),
    INVALID_LIMIT("typed", "max", "example"),
    INVALID_DATE("typed", "command"),
    INVALID_PERIOD("typed", "allowed"),
    INVALID_QUERY("typed"),
    UNKNOWN_PACKAGE("typed", "suggestion", "packages", "emoji", "price"),
    INVALID_DURATION("typed", "min", "max"),
    NOTE_TOO_LONG("max"),
    NOTE_EMPTY,
    INVALID_SERVER_ID("typed"),
    INVALID_USERNAME("typed"),
    INVALID_PAYMENT_PROOF,
    ORDER_NOT_FOUND("typed", "near", "command"),
    AMBIGUOUS_ID("typed", "near"),
    ILLEGAL_TRANSITION("from", "wanted", "same", "final", "commands", "command"),
    WRONG_STATUS("actual", "required"),
    TOO_MANY_PENDING("limit", "pending"),
    TOO_MANY_NOTES("limit"),
    BACKUP_MADE("name", "kilobytes", "count"),
    BACKUP_FAILED,
    STORAGE_UNAVAILABLE,
    INTERNAL_ERROR("incident"),
    MESSAGE_TOO_LONG,
    PRIVATE_ONLY,
    CONFIRM_CANCEL,
    NOT_CANCELLED,
    LANGUAGE_CHOSEN,
    UNKNOWN_LANGUAGE("typed"),
    OPTED_OUT,
    OPTED_IN;

    private final ImmutableSet<String> variables;

    ReplyText(String... own) {
        this.variables =
                Sets.union(OrderTexts.VARIABLES, ImmutableSet.copyOf(own)).immutableCopy();
    }

    @Override
    public String file() {
        return Ascii.toLowerCase(name()).replace('_', '-');
    }

    @Override
    public ImmutableSet<String> variables() {
        return variables;
    }
}
