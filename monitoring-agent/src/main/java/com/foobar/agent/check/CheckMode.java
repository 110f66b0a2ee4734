package com.foobar.agent.check;

import java.io.PrintStream;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;

/**
 * The program under {@code --check}: everything is made and its settings are validated, nothing is
 * started, and each part says what it finds.
 */
public final class CheckMode {

    private static final String OPTION = "--check";

    private CheckMode() {}

    public static boolean isWanted(String... arguments) {
        return List.of(arguments).contains(OPTION);
    }

    /** Returns the exit code: 0 if the agent would work, 1 if not. */
    public static int run(SpringApplication application, PrintStream out, String... arguments) {
        application.addInitializers(
                context ->
                        context.getBeanFactory()
                                .registerSingleton("lifecycleProcessor", new StartsNothing()));
        application.setKeepAlive(false);
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            int problems = 0;
            for (Check check : context.getBeanProvider(Check.class).orderedStream().toList()) {
                List<String> found = check.problems();
                out.println((found.isEmpty() ? "ok    " : "FAIL  ") + check.subject());
                found.forEach(it -> out.println("        " + it));
                problems += found.size();
            }
            return problems == 0 ? 0 : 1;
        }
    }

    private static final class StartsNothing implements LifecycleProcessor {

        @Override
        public void onRefresh() {
            // That is the point.
        }

        @Override
        public void onClose() {
            // Nothing was started.
        }

        @Override
        public void start() {
            // Nobody asks for it.
        }

        @Override
        public void stop() {
            // Nothing was started.
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
