package com.foobar.gateway.edge;

import com.foobar.gateway.GatewayProperties;
import com.foobar.gateway.observability.RequestId;
import java.net.InetSocketAddress;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers that go on to an upstream. What a client says about where it comes from is dropped;
 * the gateway tells what it sees itself.
 */
@Component("headersToUpstream")
final class HeadersToUpstream implements HttpHeadersFilter {

    private static final Set<String> CLAIMS =
            Set.of(
                    "forwarded",
                    "x-real-ip",
                    "x-client-ip",
                    "x-cluster-client-ip",
                    "true-client-ip",
                    "x-original-url",
                    "x-rewrite-url",
                    "x-request-id");

    private final String publicPort;

    HeadersToUpstream(GatewayProperties gateway) {
        this.publicPort = String.valueOf(gateway.publicPort());
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        HttpHeaders kept = ConnectionHeaders.strip(headers, HeadersToUpstream::isClaim);
        InetSocketAddress client = exchange.getRequest().getRemoteAddress();
        if (client != null && client.getAddress() != null) {
            kept.set("X-Forwarded-For", client.getAddress().getHostAddress());
        }
        String host = headers.getFirst(HttpHeaders.HOST);
        if (host != null) {
            kept.set("X-Forwarded-Host", host);
        }
        kept.set("X-Forwarded-Proto", "https");
        kept.set("X-Forwarded-Port", publicPort);
        kept.set(RequestId.HEADER, RequestId.of(exchange));
        return kept;
    }

    private static boolean isClaim(String name) {
        return CLAIMS.contains(name) || name.startsWith("x-forwarded-");
    }
}
