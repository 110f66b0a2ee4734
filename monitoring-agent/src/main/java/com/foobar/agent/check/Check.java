package com.foobar.agent.check;

import java.util.List;

/** One part of the agent that can say whether its settings would work, without beginning to. */
public interface Check {

    /** What is looked at. */
    String subject();

    /** What is wrong and what to do, a sentence each; empty when all is well. */
    List<String> problems();
}
