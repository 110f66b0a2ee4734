package com.foobar.agent.logs.destination;

/** What destinations understand. */
public enum Format {
    /** Loki's push interface: protobuf, compressed with snappy. */
    LOKI,
    /** The same as JSON, for a person who debugs; several times the cost. */
    LOKI_JSON,
    /** Sumo Logic's HTTP source. */
    SUMO
}
