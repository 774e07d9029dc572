package io.pteroorders.panel;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.provisioning.ServerPanel;
import io.pteroorders.core.testkit.panel.FakePanel;
import io.pteroorders.core.testkit.panel.ServerPanelContract;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract, run by a test against an adapter that it chooses; its name keeps the build from running it by itself. */
@ExtendWith(PanelContractOnTrial.UntilOneFails.class)
class PanelContractOnTrial extends ServerPanelContract {

    private static final ThreadLocal<PanelFault> FAULT = new InheritableThreadLocal<>();
    private static final AtomicBoolean FAILED = new AtomicBoolean();

    /** Runs no test after one that failed. */
    static final class UntilOneFails implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return FAILED.get()
                    ? ConditionEvaluationResult.disabled("a test has failed")
                    : ConditionEvaluationResult.enabled("no test has failed");
        }
    }

    /** The names of the tests that an adapter with a fault fails. */
    static ImmutableList<String> failed(PanelFault fault) {
        List<String> failed = new CopyOnWriteArrayList<>();
        FAILED.set(false);
        FAULT.set(fault);
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(PanelContractOnTrial.class))
                                .filters(EngineFilter.includeEngines("junit-jupiter"))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest() && result.getStatus() == TestExecutionResult.Status.FAILED) {
                                    FAILED.set(true);
                                    failed.add(test.getDisplayName());
                                }
                            }
                        });
        FAULT.remove();
        return ImmutableList.copyOf(failed);
    }

    @Override
    protected FakePanel open(Clock clock) {
        return FakePanel.pterodactyl(clock);
    }

    @Override
    protected ServerPanel panel(FakePanel panel, boolean startsServers, Duration patience) {
        ServerPanel real = new PterodactylPanel(PterodactylPanelTest.settings(panel, startsServers), patience);
        return new FaultyPanel(real, FAULT.get(), panel);
    }

    @Override
    protected boolean hasLocations() {
        return true;
    }
}
