package com.foobar.gateway.error;

import com.foobar.gateway.observability.RequestId;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
        boolean html = wantsHtml(exchange.getRequest().getHeaders());
        String id = RequestId.of(exchange);
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
        return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static boolean wantsHtml(HttpHeaders headers) {
        String accept = headers.getFirst(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
