package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.TagFilter;

/** The contract, run by a test against a store that it chooses; its name keeps the build from running it by itself. */
@ExtendWith(UntilOneFails.class)
class ContractOnTrial extends OrderStorageContract {

    private static final ThreadLocal<Duration> PATIENCE = new InheritableThreadLocal<>();
    private static final ThreadLocal<Supplier<? extends ForwardingStorage>> STORE = new InheritableThreadLocal<>();

    /**
     * What the contract makes of a store.
     *
     * @param passed how many of its tests
     * @param failed the one that failed first, if one did, and why; none runs after it
     */
    record Verdict(int passed, ImmutableList<String> failed, Duration took) {}

    @Override
    protected OrderStorage open() {
        return STORE.get().get();
    }

    @Override
    protected OrderStorage reopen(OrderStorage store) {
        return new Again(((ForwardingStorage) store).reopened());
    }

    @Override
    protected Duration patience() {
        return PATIENCE.get();
    }

    @Override
    protected ZoneId zone() {
        return ForwardingStorage.ZONE;
    }

    /** What a store is when it is opened again, also if that is itself. */
    private static final class Again extends ForwardingStorage {

        Again(OrderStorage again) {
            super(again);
        }

        @Override
        OrderStorage reopened() {
            return ((ForwardingStorage) real).reopened();
        }
    }

    /** Long enough for any store in memory. */
    static Verdict of(Supplier<? extends ForwardingStorage> store, int races) {
        return of(store, races, Duration.ofMinutes(1));
    }

    /** Puts a store through the races only if it passed the rest, and so often until one fails. */
    static Verdict of(Supplier<? extends ForwardingStorage> store, int races, Duration patience) {
        Stopwatch watch = Stopwatch.createStarted();
        STORE.set(store);
        PATIENCE.set(patience);
        try {
            Trial.Verdict verdict = Trial.of(ContractOnTrial.class, TagFilter.excludeTags("race"));
            int passed = verdict.passed();
            for (int race = 0; race < races && verdict.failed().isEmpty(); race++) {
                verdict = Trial.of(ContractOnTrial.class, TagFilter.includeTags("race"));
                passed += verdict.passed();
            }
            return new Verdict(passed, verdict.failed(), watch.elapsed());
        } finally {
            STORE.remove();
            PATIENCE.remove();
        }
    }
}
