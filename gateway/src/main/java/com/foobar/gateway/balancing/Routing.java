package com.foobar.gateway.balancing;

import com.foobar.gateway.upstream.UpstreamClient;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * One route for everything, and Spring Cloud Gateway's Netty filter set up with what it needs here
 * and nothing else: our client, whose certificate can change, and our headers filters.
 */
@Configuration(proxyBeanMethods = false)
class Routing {

    @Bean
    RouteLocator everythingToTheUpstreams() {
        Route route =
                Route.async()
                        .id("upstreams")
                        // Required, but the balancing filter sets the real address.
                        .uri("https://upstreams")
                        .asyncPredicate(exchange -> Mono.just(true))
                        .build();
        return () -> Flux.just(route);
    }

    /** Only keeps Spring Cloud Gateway from making a client of its own. */
    @Bean
    HttpClient httpClient(UpstreamClient client) {
        return client.traffic();
    }

    @Bean
    NettyRoutingFilter nettyRoutingFilter(
            UpstreamClient client,
            @Qualifier("headersToUpstream") HttpHeadersFilter toUpstream,
            @Qualifier("headersToClient") HttpHeadersFilter toClient,
            HttpClientProperties properties) {
        return new NettyRoutingFilter(client.traffic(), only(toUpstream, toClient), properties) {
            @Override
            protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
                return client.traffic();
            }
        };
    }

    private static ObjectProvider<List<HttpHeadersFilter>> only(HttpHeadersFilter... filters) {
        return new ObjectProvider<>() {
            @Override
            public List<HttpHeadersFilter> getObject() {
                return List.of(filters);
            }
        };
    }
}
