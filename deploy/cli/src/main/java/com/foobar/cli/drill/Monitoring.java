package com.foobar.cli.drill;

import java.time.Instant;
import java.util.List;

/** What watches the site, and what became of the log lines that it was to keep. */
public interface Monitoring {

    /** Names of the components that take what the agents ship. */
    List<String> receivers();

    /** Names of the components that log a line for each request. */
    List<String> loggers();

    /**
     * Ids of the requests that a component has logged, in the order of its log.
     *
     * @param from the first moment that counts
     * @param to the first that does not
     */
    List<String> logged(String component, Instant from, Instant to);

    /** The same as the log store has them, in the order in which it shows them. */
    List<String> stored(String component, Instant from, Instant to);

    /** Names of the agents that ship what people's requests cause. */
    List<String> agents();
}
