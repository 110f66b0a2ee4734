package com.foobar.web.observability;

import com.foobar.web.server.ServerProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The outermost filter: names the request, has the last word on errors, and counts and logs what
 * came of it. Everything else happens inside.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestFilter extends HttpFilter {

    /** Errors from outside the controllers are forwarded here. */
    public static final String ERROR_PATH = "/error";

    private static final Logger log = LoggerFactory.getLogger(RequestFilter.class);

    private static final String NO_ROUTE = "NONE";

    private final transient ServerProperties server;
    private final transient AccessLog accessLog;
    private final transient RequestMetrics metrics;

    RequestFilter(ServerProperties server, AccessLog accessLog, RequestMetrics metrics) {
        this.server = server;
        this.accessLog = accessLog;
        this.metrics = metrics;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        String id = RequestId.of(request.getHeader(RequestId.HEADER));
        CountedResponse counted = new CountedResponse(response);
        counted.setHeader(RequestId.HEADER, id);
        counted.setHeader("X-Served-By", server.name());
        MDC.put(RequestId.FIELD, id);
        String route = NO_ROUTE;
        metrics.begin();
        try {
            handle(request, counted, chain);
            route = route(request);
            renderError(request, counted);
            counted.finish();
        } finally {
            long nanos = System.nanoTime() - start;
            metrics.end(request.getMethod(), route, counted.getStatus(), nanos);
            accessLog.write(request, route, counted.getStatus(), counted.bytes(), nanos);
            MDC.remove(RequestId.FIELD);
        }
    }

    private static void handle(
            HttpServletRequest request, CountedResponse response, FilterChain chain) {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException problem) {
            fail(request, response, problem);
        }
    }

    private static void renderError(HttpServletRequest request, CountedResponse response) {
        if (!response.failed()) {
            return;
        }
        response.restart();
        try {
            request.getRequestDispatcher(ERROR_PATH).forward(request, response);
        } catch (IOException | ServletException | RuntimeException problem) {
            fail(request, response, problem);
        }
    }

    private static void fail(
            HttpServletRequest request, CountedResponse response, Exception problem) {
        if (response.isCommitted()) {
            // Most often the client went away in the middle of the answer.
            log.debug("{} broke off", request.getRequestURI(), problem);
            return;
        }
        log.error("failed: {} {}", request.getMethod(), request.getRequestURI(), problem);
        response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    /** The pattern that matched, so that the number of different values stays small. */
    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? NO_ROUTE : pattern.toString();
    }
}
