package com.foobar.system.deployment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one deployment before the first test that needs it and brings it down after the last. A
 * test that fails may leave it damaged; it is mended before the next.
 */
final class SharedDeployment implements ParameterResolver, AfterEachCallback {

    /** Kept, so that a start that failed fails every test at once instead of being tried again. */
    private record Start(@Nullable LocalDeployment deployment, @Nullable Throwable failure)
            implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(LocalDeployment.start(), null);
            } catch (RuntimeException | AssertionError e) {
                return new Start(null, e);
            }
        }

        LocalDeployment orThrow() {
            if (deployment == null) {
                throw new AssertionError("the deployment did not start", failure);
            }
            return deployment;
        }

        @Override
        public void close() {
            if (deployment != null) {
                deployment.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isAssignableFrom(LocalDeployment.class);
    }

    @Override
    public LocalDeployment resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            shared(context).up();
        }
    }

    private static LocalDeployment shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedDeployment.class))
                .computeIfAbsent(Start.class, _ -> Start.attempt(), Start.class)
                .orThrow();
    }
}
