package com.foobar.gateway.error;

import com.foobar.gateway.observability.RequestId;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes a problem as a page for people who ask for HTML, as problem+json (RFC 9457) for others.
 */
@Component
final class ProblemWriter {

    private final ProblemJson json;
    private final ProblemPage page;

    ProblemWriter(ProblemJson json, ProblemPage page) {
        this.json = json;
        this.page = page;
    }

    Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = prepare(exchange.getRequest(), response, problem, RequestId.of(exchange));
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** Sets status and headers, and returns the body that belongs to them. */
    byte[] prepare(
            ServerHttpRequest request, ServerHttpResponse response, Problem problem, String id) {
        boolean html = wantsHtml(request.getHeaders());
        byte[] body =
                (html ? page.render(problem, id) : json.render(problem, id))
                        .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.clear();
        OwnHeaders.forEach(headers::set);
        headers.setContentType(
                html
                        ? new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8)
                        : MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLength(body.length);
        headers.set("Content-Security-Policy", page.contentSecurityPolicy());
        if (problem.isTransient()) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        if (problem.endsConnection()) {
            // What is left of the body is on its way, or will never come.
            headers.setConnection("close");
        }
        return body;
    }

    private static boolean wantsHtml(HttpHeaders headers) {
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
