package io.pteroorders.core.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Ends a test of a {@link StoreUnderTest} whose store hangs, also while it is closed. */
final class Limit implements InvocationInterceptor {

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        within(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        within(invocation, context);
    }

    private static void within(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        StoreUnderTest test = context.getRequiredTestInstances()
                .findInstance(StoreUnderTest.class)
                .orElseThrow();
        Watched.start(context.getDisplayName(), () -> proceed(invocation)).awaitThrowing(test.patience());
    }

    private static Void proceed(Invocation<Void> invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error failure) {
            throw failure;
        } catch (Throwable other) {
            throw new IllegalStateException(other);
        }
    }
}
