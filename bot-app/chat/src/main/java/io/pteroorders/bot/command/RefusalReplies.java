package io.pteroorders.bot.command;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.order.Refusal.AmbiguousId;
import io.pteroorders.core.order.Refusal.IllegalTransition;
import io.pteroorders.core.order.Refusal.InvalidInput;
import io.pteroorders.core.order.Refusal.OrderNotFound;
import io.pteroorders.core.order.Refusal.TooManyNotes;
import io.pteroorders.core.order.Refusal.TooManyPending;
import io.pteroorders.core.order.Refusal.WrongStatus;
import io.pteroorders.core.order.Violation;
import io.pteroorders.core.service.SubscriptionService;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Words refusals: what was wrong, what is allowed, and what works. Immutable and thread-safe. */
public final class RefusalReplies {

    private final Replies replies;

    public RefusalReplies(Replies replies) {
        this.replies = replies;
    }

    /** The words for a refusal, to the person who was refused. */
    public Reply word(Refusal refusal, Person person) {
        return words(refusal, person).as(Result.of(refusal));
    }

    private Reply words(Refusal refusal, Person person) {
        Language language = person.language();
        return switch (refusal.code()) {
            case INVALID_INPUT -> invalidInput((InvalidInput) refusal, language);
            case ORDER_NOT_FOUND ->
                replies.say(ReplyText.ORDER_NOT_FOUND, language, notFound((OrderNotFound) refusal, person));
            case AMBIGUOUS_ID -> replies.say(ReplyText.AMBIGUOUS_ID, language, ambiguous((AmbiguousId) refusal));
            case ILLEGAL_TRANSITION ->
                replies.say(
                        ReplyText.ILLEGAL_TRANSITION,
                        language,
                        illegalTransition((IllegalTransition) refusal, language));
            case WRONG_STATUS ->
                replies.say(ReplyText.WRONG_STATUS, language, wrongStatus((WrongStatus) refusal, language));
            case NOT_ALLOWED ->
                replies.say(
                        ReplyText.UNKNOWN_COMMAND, language, Variables.builder().put("suggestion", Optional.empty()));
            case TOO_MANY_PENDING ->
                replies.say(ReplyText.TOO_MANY_PENDING, language, tooManyPending((TooManyPending) refusal));
            case ORDERED_JUST_NOW -> throw new IllegalArgumentException("the person is to be asked, not refused");
            case TOO_MANY_NOTES ->
                replies.say(ReplyText.TOO_MANY_NOTES, language, tooManyNotes((TooManyNotes) refusal));
            case CLAIMED -> replies.say(ReplyText.CLAIMED, language, Variables.builder());
            case REQUEST_USED ->
                replies.say(
                        ReplyText.REQUEST_USED,
                        language,
                        Variables.builder().put("orderId", ((Refusal.RequestUsed) refusal).id()));
            case NOT_PAYABLE -> notPayable((Refusal.NotPayable) refusal, language);
            case NOTHING_TO_USE -> nothingToUse((Refusal.NothingToUse) refusal, language);
            case HOLDS_MONEY -> holdsMoney((Refusal.HoldsMoney) refusal, language);
            case NO_ROOM -> noRoom((Refusal.NoRoom) refusal, language);
            case NO_PLAN -> aboutServer(ReplyText.NO_PLAN, ((Refusal.NoPlan) refusal).id(), language);
            case NO_SERVER -> aboutServer(ReplyText.NO_SERVER, ((Refusal.NoServer) refusal).id(), language);
            case SERVER_NOT -> serverNot((Refusal.ServerNot) refusal, language);
            case NOT_RENEWABLE -> notRenewable((Refusal.NotRenewable) refusal, language);
            case HAS_SEQUELS -> hasSequels((Refusal.HasSequels) refusal, language);
            case NOT_ERASABLE -> notErasable((Refusal.NotErasable) refusal, language);
            case CHANGED_SINCE -> throw new IllegalArgumentException("nobody says in chat how they know an order");
        };
    }

    private Reply notPayable(Refusal.NotPayable refusal, Language language) {
        String why = "pay.no." + Ascii.toLowerCase(refusal.why().name()).replace('_', '-');
        return replies.say(
                ReplyText.NOT_PAYABLE,
                language,
                Variables.builder()
                        .put("orderId", refusal.id())
                        .put("typed", Replies.quoted(refusal.method()))
                        .put("why", replies.word(why, language))
                        .list(
                                "others",
                                refusal.others().stream()
                                        .map(method -> replies.prefix() + "pay " + refusal.id() + " " + method)
                                        .map(line -> Variables.builder()
                                                .put("command", line)
                                                .build())
                                        .toList()));
    }

    private Reply nothingToUse(Refusal.NothingToUse refusal, Language language) {
        return replies.say(
                ReplyText.NOTHING_TO_USE,
                language,
                Variables.builder()
                        .put("orderId", refusal.id())
                        .put("most", refusal.most().map(amount -> replies.formats()
                                .money(amount, language))));
    }

    private Reply holdsMoney(Refusal.HoldsMoney refusal, Language language) {
        return replies.say(
                ReplyText.HOLDS_MONEY,
                language,
                Variables.builder()
                        .put("orderId", refusal.id())
                        .put("until", refusal.until().map(time -> replies.formats()
                                .time(time, language))));
    }

    private Reply noRoom(Refusal.NoRoom refusal, Language language) {
        return replies.say(
                ReplyText.NO_ROOM,
                language,
                Variables.builder()
                        .put("packageType", refusal.packageType())
                        .flag("any", !refusal.others().isEmpty())
                        .list(
                                "others",
                                refusal.others().stream()
                                        .map(other -> replies.prefix() + "order " + other + " 1")
                                        .map(line -> Variables.builder()
                                                .put("command", line)
                                                .build())
                                        .toList()));
    }

    private Reply aboutServer(ReplyText text, OrderId order, Language language) {
        return replies.say(text, language, Variables.builder().put("orderId", order));
    }

    private Reply serverNot(Refusal.ServerNot refusal, Language language) {
        return replies.say(
                ReplyText.SERVER_NOT,
                language,
                Variables.builder()
                        .put("orderId", refusal.id())
                        .put("actual", replies.word("server." + refusal.actual().word(), language))
                        .put(
                                "required",
                                replies.word("server." + refusal.required().word(), language)));
    }

    private Reply notRenewable(Refusal.NotRenewable refusal, Language language) {
        Optional<Integer> most = Optional.of(refusal.most()).filter(months -> months > 0);
        return replies.say(
                ReplyText.NOT_RENEWABLE,
                language,
                Variables.builder()
                        .put("orderId", refusal.id())
                        .flag("there", refusal.why() != Refusal.NotRenewable.Why.NOT_THERE)
                        .flag("ended", refusal.why() == Refusal.NotRenewable.Why.ENDED)
                        .put("why", hindrance(refusal.why(), language))
                        .flag("isPaid", refusal.why() == Refusal.NotRenewable.Why.PAID)
                        .put("open", refusal.open().map(OrderId::toString))
                        .put("ahead", SubscriptionService.MOST_MONTHS_AHEAD)
                        .flag("far", refusal.why() == Refusal.NotRenewable.Why.TOO_FAR)
                        .flag("priceChanges", refusal.why() == Refusal.NotRenewable.Why.PRICE_CHANGES)
                        .put("most", most.map(months -> months + ""))
                        .put("longest", most.map(months -> replies.formats().months(months, language))));
    }

    /** In a sentence, where no more is to be said. */
    private Optional<String> hindrance(Refusal.NotRenewable.Why why, Language language) {
        return switch (why) {
            case UNPAID, PAUSED_BEFORE, NOT_STOPPED, STOPPED, SAME_PACKAGE, NOTHING_LEFT, CHEAPER, DEARER ->
                Optional.of(replies.word(
                        "hindrance." + Ascii.toLowerCase(why.name()).replace('_', '-'), language));
            case NOT_THERE, ENDED, TOO_FAR, PRICE_CHANGES, OPEN, PAID -> Optional.empty();
        };
    }

    private Reply hasSequels(Refusal.HasSequels refusal, Language language) {
        return replies.say(
                ReplyText.HAS_SEQUELS,
                language,
                Variables.builder().put("orderId", refusal.id()).put("sequels", ids(refusal.sequels())));
    }

    private Reply notErasable(Refusal.NotErasable refusal, Language language) {
        String why = "erase.no." + Ascii.toLowerCase(refusal.why().name());
        return replies.say(
                ReplyText.NOT_ERASABLE,
                language,
                Variables.builder().put("orderId", refusal.id()).put("why", replies.word(why, language)));
    }

    private Reply invalidInput(InvalidInput refusal, Language language) {
        ImmutableList<Reply> all = refusal.violations().stream()
                .map(violation -> violation(violation, language))
                .collect(ImmutableList.toImmutableList());
        String text = withoutRepeats(all.stream().map(Reply::text).distinct().collect(Collectors.joining("\n\n")));
        Reply first = all.get(0);
        return Reply.of(first.template(), text, first.variables());
    }

    /** The last of lines that are the same, such as an example. */
    private static String withoutRepeats(String text) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).isEmpty() || lines.lastIndexOf(lines.get(i)) == i)
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n"));
    }

    private Reply violation(Violation violation, Language language) {
        ReplyText text =
                switch (violation.code()) {
                    case UNKNOWN_PACKAGE -> ReplyText.UNKNOWN_PACKAGE;
                    case INVALID_DURATION -> ReplyText.INVALID_DURATION;
                    case NOTE_TOO_LONG -> ReplyText.NOTE_TOO_LONG;
                    case NOTE_EMPTY -> ReplyText.NOTE_EMPTY;
                    case INVALID_SERVER_ID -> ReplyText.INVALID_SERVER_ID;
                    case INVALID_USERNAME -> ReplyText.INVALID_USERNAME;
                    case INVALID_PAYMENT_PROOF -> ReplyText.INVALID_PAYMENT_PROOF;
                };
        Optional<String> typed = violation.rejected().map(Replies::quoted);
        if (violation.code() == Violation.Code.UNKNOWN_PACKAGE) {
            return unknownPackage(typed, violation.allowed(), language);
        }
        return replies.say(
                text,
                language,
                Variables.builder()
                        .put("typed", typed)
                        .put("min", violation.range().map(range -> range.min() + ""))
                        .put("max", violation.range().map(range -> range.max() + "")));
    }

    private Reply unknownPackage(Optional<String> typed, ImmutableList<String> available, Language language) {
        return replies.say(
                ReplyText.UNKNOWN_PACKAGE,
                language,
                Variables.builder()
                        .put("typed", typed)
                        .put("suggestion", typed.flatMap(t -> Nearest.of(t, available)))
                        .put(
                                "packages",
                                Optional.of(String.join(", ", available)).filter(all -> !all.isEmpty())));
    }

    /** The answer to a package that is not for sale. */
    Reply unknownPackage(String typed, ImmutableCollection<PackageInfo> forSale, Language language) {
        ImmutableList<String> codes =
                forSale.stream().map(sold -> sold.type().code()).collect(ImmutableList.toImmutableList());
        return unknownPackage(Optional.of(Replies.quoted(typed)), codes, language)
                .as(Result.REFUSED);
    }

    private Variables.Builder notFound(OrderNotFound refusal, Person person) {
        return Variables.builder()
                .put("typed", Replies.quoted(refusal.asked()))
                .put("near", ids(refusal.near()))
                .flag("whole", !OrderId.candidates(refusal.asked()).isEmpty())
                .put("command", replies.prefix() + (person.isAdmin() ? "orders" : "my-orders"));
    }

    private static Variables.Builder ambiguous(AmbiguousId refusal) {
        return Variables.builder().put("typed", Replies.quoted(refusal.asked())).put("near", ids(refusal.matches()));
    }

    private Variables.Builder illegalTransition(IllegalTransition refusal, Language language) {
        return Variables.builder()
                .put("orderId", refusal.id())
                .put("icon", Formats.icon(refusal.from()))
                .put("from", status(refusal.from(), language))
                .put("wanted", status(refusal.wanted(), language))
                .flag("same", refusal.from() == refusal.wanted())
                .flag("final", refusal.allowed().isEmpty())
                .list("commands", commands(refusal, language));
    }

    /** A server that is handed over already may have been handed over with a wrong id. */
    private ImmutableList<Variables> commands(IllegalTransition refusal, Language language) {
        boolean handedOver = refusal.from() == OrderStatus.COMPLETED && refusal.wanted() == OrderStatus.COMPLETED;
        String line =
                replies.prefix() + "order-server " + refusal.id() + " " + replies.word("placeholder.server", language);
        return ImmutableList.<Variables>builder()
                .addAll(replies.orders().commands(refusal.id(), refusal.allowed(), language))
                .addAll(
                        handedOver
                                ? ImmutableList.of(
                                        Variables.builder().put("command", line).build())
                                : ImmutableList.of())
                .build();
    }

    private Variables.Builder wrongStatus(WrongStatus refusal, Language language) {
        return Variables.builder()
                .put("orderId", refusal.id())
                .put("icon", Formats.icon(refusal.actual()))
                .put("actual", status(refusal.actual(), language))
                .put("required", status(refusal.required(), language));
    }

    private static Variables.Builder tooManyPending(TooManyPending refusal) {
        return Variables.builder()
                .put("limit", refusal.limit())
                .put("pending", ids(refusal.pending()))
                .put("orderId", refusal.pending().get(0));
    }

    private static Variables.Builder tooManyNotes(TooManyNotes refusal) {
        return Variables.builder().put("orderId", refusal.id()).put("limit", refusal.limit());
    }

    private String status(OrderStatus status, Language language) {
        return replies.formats().status(status, language);
    }

    private static Optional<String> ids(ImmutableList<OrderId> ids) {
        return Optional.of(ids.stream().map(OrderId::toString).collect(Collectors.joining(", ")))
                .filter(text -> !text.isEmpty());
    }
}
