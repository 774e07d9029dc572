package io.pteroorders.core.testkit.wrong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Erasure;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.order.Refusal;
import io.pteroorders.core.storage.OrderQuery;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.storage.OrderWalk;
import io.pteroorders.core.storage.Page;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores that forget a place when they take a person out of their orders. */
final class WrongErasures {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("erases nobody", ErasesNobody::new)
                    .put("erases a person from their first order only", ErasesFirst::new)
                    .put("erases everybody", ErasesEverybody::new)
                    .put("erases a person from orders that were made since", ErasesSince::new)
                    .put("erases although the guard refused", ErasesWhenRefused::new)
                    .put("erases before the guard has agreed", ErasesTooEarly::new)
                    .put("erases one order after another", ErasesOneByOne::new)
                    .put("lets an erased person be found", RemembersPeople::new)
                    .put("tells nobody that orders were erased", TellsNobody::new)
                    .put("forgets an erasure when it is opened again", ForgetsWhenReopened::new)
                    .put(
                            "keeps the name of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.name = order.customer().displayName()))
                    .put(
                            "keeps the chat of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.chat = order.customer().chatId()))
                    .put(
                            "keeps the history of an erased person",
                            () -> keeping((order, copy) -> copy.history = order.statusHistory()))
                    .put(
                            "keeps the notes of an erased person",
                            () -> keeping(
                                    (order, copy) -> copy.notes = order.notes().toString()))
                    .put(
                            "keeps the shop's notes on an erased person",
                            () -> keeping((order, copy) ->
                                    copy.adminNotes = order.adminNotes().toString()))
                    .put(
                            "keeps the picture of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.proof = order.paymentProof().orElse(null)))
                    .put(
                            "keeps the user name of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.username = order.username().orElse(null)))
                    .put(
                            "keeps the payments of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.payments = order.payments().all()))
                    .put(
                            "keeps the server of an erased person",
                            () -> keeping((order, copy) -> copy.server = order.server()))
                    .put(
                            "keeps the subscription of an erased person",
                            () -> keeping((order, copy) ->
                                    copy.entries = order.subscription().entries()))
                    .put(
                            "loses the payments of an erased person",
                            () -> keeping((order, copy) -> copy.payments = ImmutableList.of()))
                    .put(
                            "takes an erasure for a change of the order",
                            () -> keeping((order, copy) ->
                                    copy.updatedAt = order.updatedAt().plusMillis(1)))
                    .buildOrThrow();

    private WrongErasures() {}

    private static ForwardingStorage keeping(BiConsumer<Order, OrderCopy> what) {
        return new Keeping(what);
    }

    private static ImmutableList<Order> of(ForwardingStorage store, Erasure erasure) {
        return OrderWalk.of(store.real, OrderQuery.oldestFirst().customer(erasure.person())).stream()
                .filter(erasure::concerns)
                .collect(ImmutableList.toImmutableList());
    }

    /** Makes something else of an order than it should. */
    private abstract static class OtherOrders extends ForwardingStorage {

        abstract Order erased(Order order, Erasure erasure);

        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            ImmutableList<Order> theirs = of(this, erasure);
            Optional<Refusal> refusal = guard.apply(theirs);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            restore(all().stream().map(order -> erased(order, erasure)).toList());
            return Outcome.done(theirs.size());
        }
    }

    private static final class Keeping extends OtherOrders {

        private final BiConsumer<Order, OrderCopy> what;

        Keeping(BiConsumer<Order, OrderCopy> what) {
            this.what = what;
        }

        @Override
        Order erased(Order order, Erasure erasure) {
            return erasure.concerns(order)
                    ? OrderCopy.edit(copy -> what.accept(order, copy)).apply(erasure.in(order))
                    : order;
        }
    }

    private static final class ErasesNobody extends OtherOrders {
        @Override
        Order erased(Order order, Erasure erasure) {
            return order;
        }
    }

    private static final class ErasesFirst extends OtherOrders {
        @Override
        Order erased(Order order, Erasure erasure) {
            return of(this, erasure).stream().limit(1).anyMatch(order::equals) ? erasure.in(order) : order;
        }
    }

    private static final class ErasesEverybody extends OtherOrders {
        @Override
        Order erased(Order order, Erasure erasure) {
            return new Erasure(order.customer().id(), erasure.pseudonym()).in(order);
        }
    }

    private static final class ErasesSince extends ForwardingStorage {
        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            return real.erase(new Erasure(erasure.person(), erasure.pseudonym()), guard);
        }
    }

    private static final class ErasesWhenRefused extends ForwardingStorage {
        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            Optional<Refusal> refusal = guard.apply(of(this, erasure));
            Outcome<Integer> outcome = real.erase(erasure, orders -> Optional.empty());
            return refusal.map(Outcome::<Integer>refused).orElse(outcome);
        }
    }

    private static final class ErasesTooEarly extends ForwardingStorage {
        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            ImmutableList<Order> orders = of(this, erasure);
            Outcome<Integer> outcome = real.erase(erasure, any -> Optional.empty());
            return guard.apply(orders).map(Outcome::<Integer>refused).orElse(outcome);
        }
    }

    private static final class ErasesOneByOne extends ForwardingStorage {
        @Override
        @SuppressWarnings("ThreadPriorityCheck") // only makes a race likelier
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            ImmutableList<Order> orders = of(this, erasure);
            Optional<Refusal> refusal = guard.apply(orders);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            ImmutableList<Order> all = all();
            for (Order each : orders) {
                all = all.stream()
                        .map(order -> order.equals(each) ? erasure.in(order) : order)
                        .collect(ImmutableList.toImmutableList());
                restore(all);
                Thread.yield();
            }
            return Outcome.done(orders.size());
        }
    }

    private static final class RemembersPeople extends ForwardingStorage {

        private Optional<Erasure> last = Optional.empty();

        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            last = Optional.of(erasure);
            return real.erase(erasure, guard);
        }

        @Override
        public Page query(OrderQuery query) {
            return last.filter(erasure -> query.customer().equals(Optional.of(erasure.person())))
                    .map(erasure -> real.query(OrderQuery.oldestFirst()
                            .customer(erasure.pseudonym())
                            .build()))
                    .orElseGet(() -> real.query(query));
        }
    }

    private static final class TellsNobody extends OtherOrders {
        @Override
        Order erased(Order order, Erasure erasure) {
            return erasure.concerns(order) ? erasure.in(order) : order;
        }
    }

    private static final class ForgetsWhenReopened extends ForwardingStorage {

        private ImmutableList<Order> before = ImmutableList.of();

        @Override
        public Outcome<Integer> erase(Erasure erasure, Function<ImmutableList<Order>, Optional<Refusal>> guard) {
            before = all();
            return real.erase(erasure, guard);
        }

        @Override
        OrderStorage reopened() {
            ForwardingStorage next = new ForwardingStorage(name());
            next.restore(before.isEmpty() ? all() : before);
            return next;
        }
    }
}
