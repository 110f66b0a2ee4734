package com.foobar.agent.logs.tail;

import java.util.List;

/**
 * What outlasts the agent.
 *
 * @param files how far each is safe
 * @param gaps those whose events were not delivered yet
 */
record Checkpoint(List<FileMark> files, List<Gap> gaps) {

    static final Checkpoint NONE = new Checkpoint(List.of(), List.of());
}
