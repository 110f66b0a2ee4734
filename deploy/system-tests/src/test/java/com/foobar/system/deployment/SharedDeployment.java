package com.foobar.system.deployment;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one deployment before the first test that needs it and brings it down after the last. A
 * test that fails may leave it damaged; it is mended before the next. The system property {@code
 * foobar.deployment} says which: {@code local}, the default, or {@code compose}. Tests that want
 * the other one are left out.
 */
final class SharedDeployment implements ParameterResolver, AfterEachCallback, ExecutionCondition {

    private static final boolean COMPOSE =
            System.getProperty("foobar.deployment", "local").equals("compose");
    private static final Class<? extends FoobarSite> KIND =
            COMPOSE ? ComposeDeployment.class : LocalDeployment.class;

    /** Kept, so that a start that failed fails every test at once instead of being tried again. */
    private record Start(@Nullable FoobarSite deployment, @Nullable Throwable failure)
            implements AutoCloseable {

        static Start attempt() {
            try {
                return new Start(
                        COMPOSE ? ComposeDeployment.start() : LocalDeployment.start(), null);
            } catch (RuntimeException | AssertionError e) {
                return new Start(null, e);
            }
        }

        FoobarSite orThrow() {
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
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean fits =
                Stream.of(context.getRequiredTestClass().getDeclaredConstructors())
                        .flatMap(it -> Stream.of(it.getParameterTypes()))
                        .filter(Deployment.class::isAssignableFrom)
                        .allMatch(it -> it.isAssignableFrom(KIND));
        return fits
                ? ConditionEvaluationResult.enabled("for this deployment")
                : ConditionEvaluationResult.disabled("not for a " + KIND.getSimpleName());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().isAssignableFrom(KIND);
    }

    @Override
    public FoobarSite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            shared(context).up();
        }
    }

    private static FoobarSite shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedDeployment.class))
                .computeIfAbsent(Start.class, _ -> Start.attempt(), Start.class)
                .orThrow();
    }
}
