package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Joiner;
import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.testkit.OrderStorageContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

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
        Protocol protocol = new Protocol();
        Stopwatch watch = Stopwatch.createStarted();
        STORE.set(store);
        try {
            run(protocol, TagFilter.excludeTags("race"));
            for (int race = 0; race < races && protocol.failed.isEmpty(); race++) {
                run(protocol, TagFilter.includeTags("race"));
            }
        } finally {
            STORE.remove();
        }
        return new Verdict(protocol.passed, ImmutableList.copyOf(protocol.failed), watch.elapsed());
    }

    private static void run(Protocol protocol, PostDiscoveryFilter filter) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(ContractOnTrial.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"), filter)
                .build();
        LauncherFactory.create().execute(request, protocol);
    }

    private static final class Protocol implements TestExecutionListener {

        private final List<String> failed = new ArrayList<>();
        private int passed;
        private Optional<TestPlan> plan = Optional.empty();

        @Override
        public void testPlanExecutionStarted(TestPlan started) {
            plan = Optional.of(started);
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                failed.add(name(test));
            } else if (test.isTest()) {
                passed++;
            }
        }

        private String name(TestIdentifier test) {
            Optional<String> subject = plan.flatMap(p -> p.getParent(test)).map(TestIdentifier::getDisplayName);
            return Joiner.on(' ').join(subject.orElse(""), test.getDisplayName());
        }
    }
}
