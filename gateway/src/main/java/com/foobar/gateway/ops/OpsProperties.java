package com.foobar.gateway.ops;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The management port as a place for people.
 *
 * @param hosts names under which the port may be opened in a browser, without port; literal
 *     addresses always work. A name that others can point somewhere must not be among them.
 */
@ConfigurationProperties("foobar.gateway.ops")
record OpsProperties(@DefaultValue({"localhost", "gateway"}) Set<String> hosts) {}
