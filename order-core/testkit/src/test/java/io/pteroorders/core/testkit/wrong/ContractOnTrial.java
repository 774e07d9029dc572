package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.platform.launcher.TagFilter;

/** The contract, run by a test against a store that it chooses; its name keeps the build from running it by itself. */
class ContractOnTrial extends OrderStorageContract {

    private static final ThreadLocal<Supplier<? extends ForwardingStorage>> STORE = new ThreadLocal<>();

    /**
     * What the contract makes of a store.
     *
     * @param passed how many of its tests
     * @param failed the names of the others, in the order in which they ran
     */
    record Verdict(int passed, ImmutableList<String> failed, Duration took) {}

    @Override
    protected OrderStorage open() {
        return STORE.get().get();
    }

    @Override
    protected OrderStorage reopen(OrderStorage store) {
        return ((ForwardingStorage) store).reopened();
    }

    /** Puts a store through the races only if it passed the rest, and so often until one fails. */
    static Verdict of(Supplier<? extends ForwardingStorage> store, int races) {
        Stopwatch watch = Stopwatch.createStarted();
        STORE.set(store);
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
        }
    }
}
