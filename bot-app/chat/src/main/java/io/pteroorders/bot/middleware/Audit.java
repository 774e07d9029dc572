package io.pteroorders.bot.middleware;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import java.time.Clock;
import java.util.Optional;

/**
 * Keeps an audit trail of changes, of what was denied, and of admins' looks at orders. What cannot be kept is not
 * shown; a change that was made stays made, and its entry waits until it can be kept.
 */
public final class Audit implements Handler.Step {

    private final AuditTrail trail;
    private final Clock clock;

    public Audit(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Outcome<Reply> handle(Command command, Call call, Handler next) {
        Outcome<Reply> outcome;
        try {
            outcome = next.handle(command, call);
        } catch (RuntimeException e) {
            if (isKept(command, call, Result.FAILED)) {
                append(command, ImmutableList.of(entry(command, call, Optional.empty(), Result.FAILED)));
            }
            throw e;
        }
        if (isKept(command, call, Result.of(outcome))) {
            append(command, entries(command, call, outcome));
        }
        return outcome;
    }

    private static boolean isKept(Command command, Call call, Result result) {
        return switch (result) {
            case DENIED -> true;
            case ASKED -> false;
            case DONE, REFUSED, FAILED ->
                switch (command.info().effect()) {
                    case CHANGES, FINAL -> true;
                    case SHOWS_ORDERS -> call.person().isAdmin();
                    case HARMLESS -> false;
                };
        };
    }

    private ImmutableList<AuditTrail.Entry> entries(Command command, Call call, Outcome<Reply> outcome) {
        return outcome.fold(
                reply -> entries(command, call, reply.account()),
                refusal -> ImmutableList.of(entry(command, call, order(refusal), Result.of(refusal))));
    }

    /** One for each order; one in all if there is none. */
    private ImmutableList<AuditTrail.Entry> entries(Command command, Call call, Reply.Account account) {
        return account.orders().isEmpty()
                ? ImmutableList.of(entry(command, call, Optional.empty(), account.result()))
                : account.orders().stream()
                        .map(one -> entry(command, call, Optional.of(one.order()), one.result()))
                        .collect(ImmutableList.toImmutableList());
    }

    private AuditTrail.Entry entry(Command command, Call call, Optional<String> order, Result result) {
        return new AuditTrail.Entry(
                clock.instant(), call.person().id(), command.info().name(), order, result);
    }

    private static Optional<String> order(Refusal refusal) {
        return switch (refusal.code()) {
            case ILLEGAL_TRANSITION ->
                Optional.of(((Refusal.IllegalTransition) refusal).id().toString());
            case WRONG_STATUS ->
                Optional.of(((Refusal.WrongStatus) refusal).id().toString());
            case ORDERED_JUST_NOW ->
                Optional.of(((Refusal.OrderedJustNow) refusal).id().toString());
            case TOO_MANY_NOTES ->
                Optional.of(((Refusal.TooManyNotes) refusal).id().toString());
            case REQUEST_USED ->
                Optional.of(((Refusal.RequestUsed) refusal).id().toString());
            case NOT_PAYABLE -> Optional.of(((Refusal.NotPayable) refusal).id().toString());
            case NOTHING_TO_USE ->
                Optional.of(((Refusal.NothingToUse) refusal).id().toString());
            case HOLDS_MONEY -> Optional.of(((Refusal.HoldsMoney) refusal).id().toString());
            case NO_PLAN -> Optional.of(((Refusal.NoPlan) refusal).id().toString());
            case NO_SERVER -> Optional.of(((Refusal.NoServer) refusal).id().toString());
            case SERVER_NOT -> Optional.of(((Refusal.ServerNot) refusal).id().toString());
            case NOT_RENEWABLE ->
                Optional.of(((Refusal.NotRenewable) refusal).id().toString());
            case HAS_SEQUELS -> Optional.of(((Refusal.HasSequels) refusal).id().toString());
            case NOT_ERASABLE ->
                Optional.of(((Refusal.NotErasable) refusal).id().toString());
            case CHANGED_SINCE ->
                Optional.of(((Refusal.ChangedSince) refusal).id().toString());
            case ORDER_NOT_FOUND ->
                OrderId.candidates(((Refusal.OrderNotFound) refusal).asked()).stream()
                        .findFirst()
                        .map(OrderId::toString);
            case INVALID_INPUT, AMBIGUOUS_ID, NOT_ALLOWED, TOO_MANY_PENDING, CLAIMED, NO_ROOM -> Optional.empty();
        };
    }

    private void append(Command command, ImmutableList<AuditTrail.Entry> entries) {
        if (command.info().effect() == CommandInfo.Effect.SHOWS_ORDERS) {
            trail.append(entries);
        } else {
            trail.keep(entries);
        }
    }
}
