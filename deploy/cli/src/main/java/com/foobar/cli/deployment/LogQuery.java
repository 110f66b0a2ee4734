package com.foobar.cli.deployment;

import com.foobar.cli.UserError;
import java.util.Collection;
import java.util.List;

/**
 * Which log lines to show.
 *
 * @param components of these; of all if empty
 * @param lines how many of the newest
 * @param follow whether to go on with new ones
 * @param access whether with a line for each request
 * @param filter search the shipped lines for these; none reads the log files themselves
 */
public record LogQuery(
        List<String> components, int lines, boolean follow, boolean access, LogFilter filter) {

    /**
     * Refuses components that there are no logs of.
     *
     * @throws UserError naming the first that has no log
     */
    public void requireKnown(Collection<String> known) {
        for (String component : components) {
            if (!known.contains(component)) {
                throw new UserError(
                        "there is no log of " + component,
                        known.isEmpty()
                                ? "nothing was started yet: ./foobar up"
                                : "choose among " + String.join(", ", known));
            }
        }
    }

    /** Whether to show lines of that component. */
    public boolean shows(String component) {
        return components.isEmpty() || components.contains(component);
    }
}
