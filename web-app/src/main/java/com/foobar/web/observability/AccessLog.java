package com.foobar.web.observability;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One line per request, to the logger {@code access}. No query string (it may hold what somebody
 * searched for), no address, no cookie, nothing of a body. Field names: Elastic Common Schema.
 */
@Component
class AccessLog {

    static final String LOGGER = "access";
    private static final Logger log = LoggerFactory.getLogger(LOGGER);

    void write(HttpServletRequest request, String route, int status, long bytes, long nanos) {
        if (!log.isInfoEnabled()) {
            return;
        }
        String path = request.getRequestURI();
        log.atInfo()
                .addKeyValue("event.duration", nanos)
                .addKeyValue("http.request.method", request.getMethod())
                .addKeyValue("http.response.body.bytes", bytes)
                .addKeyValue("http.response.status_code", status)
                .addKeyValue("http.route", route)
                .addKeyValue("http.version", request.getProtocol().replace("HTTP/", ""))
                .addKeyValue("url.path", path.length() > 200 ? path.substring(0, 200) : path)
                .addKeyValue(
                        "user_agent.class",
                        UserAgentClass.of(request.getHeader("User-Agent")).label())
                .log(
                        "{} {} {} {}B {}ms",
                        request.getMethod(),
                        route,
                        status,
                        bytes,
                        nanos / 1_000_000);
    }
}
