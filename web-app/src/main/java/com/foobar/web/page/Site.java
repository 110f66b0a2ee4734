package com.foobar.web.page;

import com.foobar.web.database.Answered;
import com.foobar.web.database.TopologyMonitor;
import com.foobar.web.database.WriteMode;
import com.foobar.web.observability.RequestId;
import com.foobar.web.server.ServerProperties;
import jakarta.servlet.ServletContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** What the frame around every page shows. */
@Component
public class Site {

    private final ServerProperties server;
    private final ServletContext container;
    private final ResourceUrlProvider resources;
    private final TopologyMonitor monitor;
    private final Map<String, String> assets = new ConcurrentHashMap<>();

    Site(
            ServerProperties server,
            ServletContext container,
            ResourceUrlProvider resources,
            TopologyMonitor monitor) {
        this.server = server;
        this.container = container;
        this.resources = resources;
        this.monitor = monitor;
    }

    public String getServer() {
        return server.name();
    }

    public String getContainer() {
        return StringUtils.capitalize(container.getServerInfo());
    }

    public String getRequestId() {
        return RequestId.current();
    }

    public WriteMode getWriteMode() {
        return monitor.writeMode();
    }

    /** Null while this request has needed no member. */
    public @Nullable Answered getAnswered() {
        return Answered.forThisRequest().orElse(null);
    }

    /** The address of a static file with its content's hash in it. */
    public String asset(String file) {
        return assets.computeIfAbsent(
                file,
                name ->
                        Objects.requireNonNull(
                                resources.getForLookupPath("/assets/" + name),
                                () -> "no static file " + name));
    }
}
