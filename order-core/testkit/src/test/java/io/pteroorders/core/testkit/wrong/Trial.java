package io.pteroorders.core.testkit.wrong;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of a class within a test. */
final class Trial implements TestExecutionListener {

    private final List<String> failed = new ArrayList<>();
    private int passed;
    private int skipped;
    private Optional<TestPlan> plan = Optional.empty();

    /**
     * What became of the tests.
     *
     * @param passed how many of them
     * @param skipped how many gave up because something was not as it should be for them
     * @param failed the names of those that failed and why, in the order in which they ran
     */
    record Verdict(int passed, int skipped, ImmutableList<String> failed) {}

    private Trial() {}

    static Verdict of(Class<?> tests, PostDiscoveryFilter... filters) {
        Trial trial = new Trial();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .filters(filters)
                .build();
        LauncherFactory.create().execute(request, trial);
        return new Verdict(trial.passed, trial.skipped, ImmutableList.copyOf(trial.failed));
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed.add(name(test) + ": "
                    + result.getThrowable().map(Throwable::getMessage).orElse(""));
        } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            passed++;
        } else if (test.isTest()) {
            skipped++;
        }
    }

    private String name(TestIdentifier test) {
        Optional<String> subject = plan.flatMap(p -> p.getParent(test)).map(TestIdentifier::getDisplayName);
        return Joiner.on(' ').join(subject.orElse(""), test.getDisplayName());
    }
}
