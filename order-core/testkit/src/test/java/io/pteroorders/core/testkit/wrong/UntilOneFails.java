package io.pteroorders.core.testkit.wrong;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Runs no test of a class after one that failed. */
final class UntilOneFails implements ExecutionCondition, TestWatcher {

    private static final ExtensionContext.Namespace OWN = ExtensionContext.Namespace.create(UntilOneFails.class);

    private static AtomicBoolean failed(ExtensionContext context) {
        return context.getRoot().getStore(OWN).getOrComputeIfAbsent(AtomicBoolean.class);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return failed(context).get()
                ? ConditionEvaluationResult.disabled("a test has failed")
                : ConditionEvaluationResult.enabled("no test has failed");
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        failed(context).set(true);
    }
}
