package io.pteroorders.core.testkit.wrong;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.storage.ChangePage;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.storage.WriteResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stores that are wrong in their change feed. */
final class WrongFeeds {

    static final ImmutableMap<String, Supplier<ForwardingStorage>> ALL =
            ImmutableMap.<String, Supplier<ForwardingStorage>>builder()
                    .put("skips a change between two pages of its feed", SkipsChange::new)
                    .put("tells orders as they were inserted in its feed", TellsOldOrders::new)
                    .put("does not tell of removals in its feed", ForgetsRemovals::new)
                    .put("gives a token that does not go on", TokenStands::new)
                    .put("tells the newest change first", NewestFirst::new)
                    .put("tells of refused writes in its feed", TellsRefused::new)
                    .put("ends at a token of another store", EndsAtForeignToken::new)
                    .put("fails at a token of another store", FailsAtForeignToken::new)
                    .put("tells at most ten changes", TellsTen::new)
                    .put("clamps the limit of its feed", ClampsLimit::new)
                    .put("never says that changes follow", NeverMore::new)
                    .put("tells only new orders in its feed", TellsInsertsOnly::new)
                    .put("takes the end of its feed for the beginning", EndIsStart::new)
                    .put("gives no place to go on from at the end of its feed", EndMoves::new)
                    .put("does not say that a token is another's", NothingForeign::new)
                    .put("takes the beginning of its feed for another's", StartIsForeign::new)
                    .put("takes its tokens of before for another's", RenamedWhenReopened::new)
                    .buildOrThrow();

    private WrongFeeds() {}

    private static final class SkipsChange extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return page.more()
                    ? new ChangePage(
                            page.changes(), real.changes(page.next(), 1).next(), true, page.foreign())
                    : page;
        }
    }

    private static final class TellsOldOrders extends RememberingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            ImmutableList<ChangePage.Change> old = page.changes().stream()
                    .map(change ->
                            new ChangePage.Change(change.id(), change.order().map(order -> cursor(order.id()))))
                    .collect(toImmutableList());
            return new ChangePage(old, page.next(), page.more(), page.foreign());
        }
    }

    private static final class ForgetsRemovals extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            ImmutableList<ChangePage.Change> there = page.changes().stream()
                    .filter(change -> change.order().isPresent())
                    .collect(toImmutableList());
            return new ChangePage(there, page.next(), page.more(), page.foreign());
        }
    }

    private static final class TokenStands extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(page.changes(), after, page.more(), page.foreign());
        }
    }

    private static final class NewestFirst extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(page.changes().reverse(), page.next(), page.more(), page.foreign());
        }
    }

    private static final class TellsRefused extends ForwardingStorage {
        @Override
        public WriteResult update(OrderId id, Function<Order, Outcome<Order>> change, Optional<RequestId> request) {
            WriteResult result = real.update(id, change, request);
            if (result.kind() == WriteResult.Kind.REFUSED) {
                real.update(id, Outcome::done, Optional.empty());
            }
            return result;
        }
    }

    private abstract static class KnowsItsTokens extends ForwardingStorage {
        final Set<ChangePage.Token> own = new HashSet<>(Set.of(ChangePage.Token.START));

        abstract ChangePage foreign(ChangePage.Token after);

        @Override
        public synchronized ChangePage changes(ChangePage.Token after, int limit) {
            if (!own.contains(after)) {
                return foreign(after);
            }
            ChangePage page = real.changes(after, limit);
            own.add(page.next());
            return page;
        }
    }

    private static final class EndsAtForeignToken extends KnowsItsTokens {
        @Override
        ChangePage foreign(ChangePage.Token after) {
            return new ChangePage(ImmutableList.of(), after, false, true);
        }
    }

    private static final class FailsAtForeignToken extends KnowsItsTokens {
        @Override
        ChangePage foreign(ChangePage.Token after) {
            throw new IllegalArgumentException("no token of this store");
        }
    }

    private static final class TellsTen extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return limit <= 10 ? page : real.changes(after, 10);
        }
    }

    private static final class ClampsLimit extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            return real.changes(after, Math.max(1, Math.min(limit, 100)));
        }
    }

    private static final class NeverMore extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(page.changes(), page.next(), false, page.foreign());
        }
    }

    private static final class TellsInsertsOnly extends RememberingStorage {
        private final Set<OrderId> told = new HashSet<>();

        @Override
        public synchronized ChangePage changes(ChangePage.Token after, int limit) {
            if (after.equals(ChangePage.Token.START)) {
                told.clear();
            }
            ChangePage page = real.changes(after, limit);
            ImmutableList<ChangePage.Change> fresh = page.changes().stream()
                    .filter(change -> told.add(change.id()))
                    .collect(toImmutableList());
            return new ChangePage(fresh, page.next(), page.more(), page.foreign());
        }
    }

    private static final class EndIsStart extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            return real.changes(after.equals(ChangePage.Token.END) ? ChangePage.Token.START : after, limit);
        }
    }

    private static final class EndMoves extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return after.equals(ChangePage.Token.END)
                    ? new ChangePage(page.changes(), after, page.more(), page.foreign())
                    : page;
        }
    }

    private static final class NothingForeign extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            return new ChangePage(page.changes(), page.next(), page.more(), false);
        }
    }

    private static final class StartIsForeign extends ForwardingStorage {
        @Override
        public ChangePage changes(ChangePage.Token after, int limit) {
            ChangePage page = real.changes(after, limit);
            boolean foreign = page.foreign() || after.equals(ChangePage.Token.START);
            return new ChangePage(page.changes(), page.next(), page.more(), foreign);
        }
    }

    private static final class RenamedWhenReopened extends ForwardingStorage {
        @Override
        ForwardingStorage reopened() {
            RenamedWhenReopened next = new RenamedWhenReopened();
            next.restore(all());
            real.close();
            return next;
        }
    }
}
