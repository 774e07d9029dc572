package io.pteroorders.bot.api.http;

import com.google.common.base.Ascii;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Violation;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The problems of refused requests, with all that a refusal tells. */
public final class Refusals {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Refusals() {}

    /** The problem of a refusal; {@code refusal} in it is its code. */
    public static Problem problem(Refusal refusal) {
        return worded(refusal)
                .with(
                        "refusal",
                        MAPPER.valueToTree(
                                Ascii.toLowerCase(refusal.code().name()).replace('_', '-')));
    }

    private static Problem worded(Refusal refusal) {
        return switch (refusal.code()) {
            case INVALID_INPUT -> invalid((Refusal.InvalidInput) refusal);
            case ORDER_NOT_FOUND -> notFound((Refusal.OrderNotFound) refusal);
            case AMBIGUOUS_ID ->
                Problem.of(Problem.Kind.NOT_FOUND, "This is a part of several ids; send a whole one.")
                        .with("near", ids(((Refusal.AmbiguousId) refusal).matches().stream()));
            case ILLEGAL_TRANSITION -> illegal((Refusal.IllegalTransition) refusal);
            case WRONG_STATUS -> wrongStatus((Refusal.WrongStatus) refusal);
            case NOT_ALLOWED ->
                Problem.of(
                        Problem.Kind.ROLE_NEEDED,
                        "Only an owner may do this: use a key that was made with --role owner.");
            case TOO_MANY_PENDING -> tooManyPending((Refusal.TooManyPending) refusal);
            case ORDERED_JUST_NOW ->
                conflict(
                                "The customer ordered the same a moment ago and has not paid yet; to order it once more, send an"
                                        + " Idempotency-Key.")
                        .with("order", text(((Refusal.OrderedJustNow) refusal).id()));
            case TOO_MANY_NOTES ->
                conflict(
                        "The order holds " + ((Refusal.TooManyNotes) refusal).limit() + " entries, which is the most.");
            case CLAIMED -> conflict("Another order holds what this one needs; try again.");
            case REQUEST_USED ->
                Problem.of(
                                Problem.Kind.KEY_REUSED,
                                "This Idempotency-Key was used for another request; send another key.")
                        .with("order", text(((Refusal.RequestUsed) refusal).id()));
            case NOT_PAYABLE -> notPayable((Refusal.NotPayable) refusal);
            case NOTHING_TO_USE -> nothingToUse((Refusal.NothingToUse) refusal);
            case HOLDS_MONEY -> holdsMoney((Refusal.HoldsMoney) refusal);
            case NO_ROOM -> noRoom((Refusal.NoRoom) refusal);
            case NO_PLAN ->
                conflict("No panel makes the server of this order: set it up by hand and complete the order.");
            case NO_SERVER -> conflict("No panel made a server for this order.");
            case SERVER_NOT -> serverNot((Refusal.ServerNot) refusal);
            case NOT_RENEWABLE -> notRenewable((Refusal.NotRenewable) refusal);
            case HAS_SEQUELS ->
                conflict("Other orders renewed or upgraded what this one began; take those back first.")
                        .with("sequels", ids(((Refusal.HasSequels) refusal).sequels().stream()));
            case CHANGED_SINCE ->
                Problem.of(
                        Problem.Kind.CHANGED_SINCE,
                        "The order changed since you read it; read it again and decide anew.");
            case NOT_ERASABLE ->
                conflict("The customer cannot be erased while this order is not over.")
                        .with("order", text(((Refusal.NotErasable) refusal).id()));
        };
    }

    private static Problem conflict(String detail) {
        return Problem.of(Problem.Kind.CONFLICT, detail);
    }

    private static JsonNode text(Object value) {
        return MAPPER.valueToTree(value.toString());
    }

    private static ArrayNode texts(Stream<String> values) {
        ArrayNode all = MAPPER.createArrayNode();
        values.forEach(all::add);
        return all;
    }

    private static ArrayNode ids(Stream<OrderId> ids) {
        return texts(ids.map(OrderId::toString));
    }

    private static Problem invalid(Refusal.InvalidInput refusal) {
        ArrayNode all = MAPPER.createArrayNode();
        refusal.violations().forEach(violation -> all.add(violation(violation)));
        return Problem.of(Problem.Kind.INVALID_INPUT, "Fields break rules; see violations. Nothing was changed.")
                .with("violations", all);
    }

    private static ObjectNode violation(Violation violation) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("field", field(violation.field()))
                .put("code", violation.code().name())
                .put("message", message(violation));
        violation.rejected().ifPresent(rejected -> json.put("rejected", Fields.shown(rejected)));
        if (!violation.allowed().isEmpty()) {
            json.set("allowed", texts(violation.allowed().stream()));
        }
        violation.range().ifPresent(range -> json.put("min", range.min()).put("max", range.max()));
        return json;
    }

    /** As the fields of bodies are called. */
    private static String field(String name) {
        return switch (name) {
            case "packageType" -> "item.packageType";
            case "durationMonths" -> "item.duration";
            case "note", "text" -> "notes";
            default -> name;
        };
    }

    private static String message(Violation violation) {
        String range = violation
                .range()
                .map(allowed -> allowed.min() + " to " + allowed.max())
                .orElse("");
        return switch (violation.code()) {
            case UNKNOWN_PACKAGE -> "must be a package for sale: " + String.join(", ", violation.allowed());
            case INVALID_DURATION -> "must be a whole number of months, " + range;
            case NOTE_TOO_LONG -> "must be " + range + " characters long";
            case NOTE_EMPTY -> "must have a visible character";
            case INVALID_SERVER_ID -> "must be the id of a server: letters, digits and dashes";
            case INVALID_USERNAME -> "must be a user name of the panel: letters and digits";
            case INVALID_PAYMENT_PROOF -> "must be the reference of a picture";
        };
    }

    private static Problem notFound(Refusal.OrderNotFound refusal) {
        Problem problem = Problem.of(Problem.Kind.NOT_FOUND, "There is no such order.");
        return refusal.near().isEmpty() ? problem : problem.with("near", ids(refusal.near().stream()));
    }

    private static Problem illegal(Refusal.IllegalTransition refusal) {
        ArrayNode allowed = texts(refusal.allowed().stream().map(OrderStatus::word));
        String next = refusal.allowed().isEmpty()
                ? "nothing, for that is final"
                : refusal.allowed().stream()
                        .map(OrderStatus::word)
                        .reduce((a, b) -> a + " or " + b)
                        .orElse("");
        return Problem.of(
                        Problem.Kind.ILLEGAL_TRANSITION,
                        "The order is " + refusal.from().word() + " and cannot become "
                                + refusal.wanted().word() + "; what may follow is " + next + ".")
                .with("orderStatus", text(refusal.from().word()))
                .with("wanted", text(refusal.wanted().word()))
                .with("allowed", allowed);
    }

    private static Problem wrongStatus(Refusal.WrongStatus refusal) {
        return Problem.of(
                        Problem.Kind.ILLEGAL_TRANSITION,
                        "The order is " + refusal.actual().word() + "; this can be done while it is "
                                + refusal.required().word() + ".")
                .with("orderStatus", text(refusal.actual().word()))
                .with("required", text(refusal.required().word()));
    }

    private static Problem tooManyPending(Refusal.TooManyPending refusal) {
        return conflict("The customer has " + refusal.limit()
                        + " unpaid orders, which is the most; have one paid or cancelled first.")
                .with("limit", MAPPER.valueToTree(refusal.limit()))
                .with("pending", ids(refusal.pending().stream()));
    }

    private static Problem notPayable(Refusal.NotPayable refusal) {
        String why =
                switch (refusal.why()) {
                    case UNKNOWN_METHOD -> "There is no such way to pay.";
                    case AMOUNT -> "This way to pay takes no such amount.";
                    case NO_FREE_AMOUNT -> "All amounts that would tell whose money came are taken at present.";
                    case TOO_MANY_ATTEMPTS -> "There were too many attempts to pay.";
                    case PARTLY_PAID -> "A part of the money has come by another attempt.";
                };
        return conflict(why).with("why", text(word(refusal.why()))).with("others", texts(refusal.others().stream()));
    }

    private static String word(Enum<?> value) {
        return Ascii.toLowerCase(value.name()).replace('_', '-');
    }

    private static Problem nothingToUse(Refusal.NothingToUse refusal) {
        Problem problem = conflict(
                refusal.most().isPresent()
                        ? "The shop has not so much money of this order."
                        : "The shop has no money of this order.");
        return refusal.most()
                .map(most -> problem.with("most", MAPPER.valueToTree(most.getAmount())))
                .orElse(problem);
    }

    private static Problem holdsMoney(Refusal.HoldsMoney refusal) {
        Problem problem = conflict("The order tells of money and cannot go.");
        return refusal.until().map(until -> problem.with("until", text(until))).orElse(problem);
    }

    private static Problem noRoom(Refusal.NoRoom refusal) {
        return conflict("There is no room for a server of " + refusal.packageType() + " at present.")
                .with("others", texts(refusal.others().stream().map(type -> type.code())));
    }

    private static Problem serverNot(Refusal.ServerNot refusal) {
        return conflict("The server is " + word(refusal.actual()) + "; this can be done while it is "
                        + word(refusal.required()) + ".")
                .with("server", text(word(refusal.actual())))
                .with("required", text(word(refusal.required())));
    }

    private static Problem notRenewable(Refusal.NotRenewable refusal) {
        Problem problem = conflict(because(refusal)).with("why", text(word(refusal.why())));
        Problem open = refusal.open().map(id -> problem.with("order", text(id))).orElse(problem);
        return Optional.of(refusal.most())
                .filter(most -> most > 0)
                .map(most -> open.with("most", MAPPER.valueToTree(most)))
                .orElse(open);
    }

    private static String because(Refusal.NotRenewable refusal) {
        return switch (refusal.why()) {
            case NOT_THERE -> "The customer has no server by this order.";
            case ENDED -> "What the order gave is over for good.";
            case TOO_FAR -> "It would be paid for longer than 13 months ahead.";
            case PRICE_CHANGES -> "The price changes, and not all of the months have the same.";
            case OPEN -> "Another order to renew it has money, or a picture of it.";
            case PAID -> "It is paid for, so that nothing can be done for want of money.";
            case UNPAID -> "It is not paid for any more.";
            case PAUSED_BEFORE -> "It was paused before in the term that runs.";
            case NOT_STOPPED -> "Nobody stopped it, so that nobody can let it run again.";
            case STOPPED -> "The server may not run.";
            case SAME_PACKAGE -> "It has that package already.";
            case NOTHING_LEFT -> "Nothing is left of what is paid for: it can be changed when it is renewed.";
            case CHEAPER -> "The other package is not dearer.";
            case DEARER -> "The other package is not cheaper.";
        };
    }
}
