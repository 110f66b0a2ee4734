package com.foobar.agent.metrics;

import java.util.List;

/** The sources of one kind that the configuration names; possibly none. */
public interface SourceProvider {

    List<Source> sources();
}
