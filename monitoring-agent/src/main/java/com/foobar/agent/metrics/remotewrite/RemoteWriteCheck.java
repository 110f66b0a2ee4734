package com.foobar.agent.metrics.remotewrite;

import com.foobar.agent.check.Check;
import com.foobar.agent.tls.OutwardHttp;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether the receiver of the metrics answers. */
@Component
record RemoteWriteCheck(RemoteWriteProperties properties, OutwardHttp http) implements Check {

    @Override
    public String subject() {
        return properties.url() == null
                ? "metrics: none are sent"
                : "metrics to " + properties.url();
    }

    @Override
    public List<String> problems() {
        URI url = properties.url();
        return url == null
                ? List.of()
                : http.unreachable(url, "/-/ready", properties.timeout()).stream().toList();
    }
}
