package io.pteroorders.bot.site;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a browser: one for all test classes of a run, opened for the first of them and closed after the last. Whoever was
 * at it leaves after each test.
 */
final class InBrowser implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace RUN = Namespace.create(InBrowser.class);

    private static Chromium chromium(ExtensionContext context) {
        return context.getRoot()
                .getStore(RUN)
                .getOrComputeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        chromium(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        chromium(context).leave();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return chromium(context);
    }
}
