package io.pteroorders.core.testkit;

import io.pteroorders.core.order.FreeText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Violation.Code;
import io.pteroorders.core.service.AddNote;
import io.pteroorders.core.service.ChangeStatus;
import io.pteroorders.core.service.CompleteOrder;
import io.pteroorders.core.service.CreateOrder;
import io.pteroorders.core.service.SetPaymentProof;
import io.pteroorders.core.service.SetUsername;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Requests that {@link io.pteroorders.core.service.OrderService} refuses as invalid input, each with the name of the
 * {@link Code} of its only violation.
 */
public final class BrokenRequests {

    private BrokenRequests() {}

    /** Texts that are too long for a note, also when they have been cleaned. */
    private static Arbitrary<String> longNotes() {
        return Combinators.combine(
                        Arbitraries.of("x", "ก", "💎"),
                        Arbitraries.integers().between(FreeText.MAX_NOTE + 1, 2 * FreeText.MAX_NOTE))
                .as(String::repeat);
    }

    private static Arbitrary<String> emptyNotes() {
        return Arbitraries.of("", " ", "\n\t", "\u200b", "\u202e");
    }

    private static <T> Arbitrary<Broken<T>> breaking(Code code, Arbitrary<T> requests) {
        return BrokenArbitraries.breaking(code.name(), requests);
    }

    private static Arbitrary<String> inputs(Arbitrary<Broken<String>> broken) {
        return broken.map(Broken::input);
    }

    /** Requests that a shop with the default catalogue refuses. */
    public static Arbitrary<Broken<CreateOrder>> createOrders() {
        Arbitrary<CreateOrder> valid = ServiceArbitraries.createOrders();
        Arbitrary<Optional<String>> unsold = Arbitraries.oneOf(
                Arbitraries.of("", "bronz", "nodejs-9", "bronze gold", "*").map(Optional::of),
                Arbitraries.just(Optional.empty()));
        Arbitrary<Optional<Integer>> months = Arbitraries.oneOf(
                BrokenArbitraries.durations().map(Broken::input).map(Optional::of), Arbitraries.just(Optional.empty()));
        return Arbitraries.oneOf(
                breaking(
                        Code.UNKNOWN_PACKAGE,
                        Combinators.combine(valid, unsold)
                                .as((r, type) -> new CreateOrder(
                                        r.customer(),
                                        type,
                                        r.durationMonths(),
                                        r.note(),
                                        r.username(),
                                        r.requestId()))),
                breaking(
                        Code.INVALID_DURATION,
                        Combinators.combine(valid, months)
                                .as((r, duration) -> new CreateOrder(
                                        r.customer(),
                                        r.packageType(),
                                        duration,
                                        r.note(),
                                        r.username(),
                                        r.requestId()))),
                breaking(
                        Code.NOTE_TOO_LONG,
                        Combinators.combine(valid, longNotes())
                                .as((r, note) -> new CreateOrder(
                                        r.customer(),
                                        r.packageType(),
                                        r.durationMonths(),
                                        note,
                                        r.username(),
                                        r.requestId()))),
                breaking(
                        Code.INVALID_USERNAME,
                        Combinators.combine(valid, inputs(BrokenArbitraries.usernames()))
                                .as((r, name) -> new CreateOrder(
                                        r.customer(),
                                        r.packageType(),
                                        r.durationMonths(),
                                        r.note(),
                                        Optional.of(name),
                                        r.requestId()))));
    }

    /** Requests to move one of these orders, with too much to say. */
    public static Arbitrary<Broken<ChangeStatus>> changeStatuses(Arbitrary<OrderId> ids) {
        return breaking(
                Code.NOTE_TOO_LONG, Combinators.combine(ids, longNotes()).as(ChangeStatus::new));
    }

    /** Requests to complete one of these orders, without a valid server or with too much to say. */
    public static Arbitrary<Broken<CompleteOrder>> completeOrders(Arbitrary<OrderId> ids) {
        Arbitrary<Optional<String>> servers = Arbitraries.oneOf(
                inputs(BrokenArbitraries.serverIds()).map(Optional::of), Arbitraries.just(Optional.empty()));
        return Arbitraries.oneOf(
                breaking(
                        Code.INVALID_SERVER_ID,
                        Combinators.combine(ids, servers)
                                .as((id, server) -> new CompleteOrder(id, server, "", Optional.empty()))),
                breaking(
                        Code.NOTE_TOO_LONG,
                        Combinators.combine(ids, longNotes()).as((id, note) -> new CompleteOrder(id, "srv-1", note))));
    }

    /** Requests to append a note that says nothing or too much to one of these orders. */
    public static Arbitrary<Broken<AddNote>> addNotes(Arbitrary<OrderId> ids) {
        return Arbitraries.oneOf(
                breaking(
                        Code.NOTE_EMPTY,
                        Combinators.combine(ids, emptyNotes())
                                .as((id, text) -> new AddNote(id, text, Optional.empty()))),
                breaking(
                        Code.NOTE_TOO_LONG,
                        Combinators.combine(ids, longNotes())
                                .as((id, text) -> new AddNote(id, text, Optional.empty()))));
    }

    /** Requests to set an impossible panel user name for one of these orders. */
    public static Arbitrary<Broken<SetUsername>> setUsernames(Arbitrary<OrderId> ids) {
        return breaking(
                Code.INVALID_USERNAME,
                Combinators.combine(ids, inputs(BrokenArbitraries.usernames()))
                        .as((id, name) -> new SetUsername(id, name, Optional.empty())));
    }

    /** Requests to attach an impossible payment proof to one of these orders. */
    public static Arbitrary<Broken<SetPaymentProof>> setPaymentProofs(Arbitrary<OrderId> ids) {
        return breaking(
                Code.INVALID_PAYMENT_PROOF,
                Combinators.combine(ids, inputs(BrokenArbitraries.paymentProofs()))
                        .as((id, proof) -> new SetPaymentProof(id, proof, Optional.empty())));
    }
}
