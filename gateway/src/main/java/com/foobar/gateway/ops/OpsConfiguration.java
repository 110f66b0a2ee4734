package com.foobar.gateway.ops;

import com.foobar.gateway.upstream.UpstreamRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import org.webjars.WebJarVersionLocator;

/** Adds the page to the management port, and to that one only. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class OpsConfiguration {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter managementFilter(OpsProperties properties) {
        return new ManagementFilter(new OriginGuard(properties.hosts()));
    }

    @Bean
    RouterFunction<ServerResponse> ops(Painter painter, UpstreamRegistry upstreams) {
        OpsHandler handler = new OpsHandler(painter, upstreams);
        return RouterFunctions.route()
                .GET("/ops", handler::show)
                .POST("/ops/{upstream}/drain", handler::drain)
                .POST("/ops/{upstream}/restore", handler::restore)
                .resources("/ops/assets/**", new ClassPathResource("assets/", getClass()))
                .resources("/ops/uplot/**", new ClassPathResource(uplot()))
                // Else the gateway's own route, which everything matches, could be next.
                .route(RequestPredicates.all(), request -> ServerResponse.notFound().build())
                .build();
    }

    private static String uplot() {
        String version = new WebJarVersionLocator().version("uplot");
        if (version == null) {
            throw new IllegalStateException("The chart library uPlot is not on the class path");
        }
        return WebJarVersionLocator.WEBJARS_PATH_PREFIX + "/uplot/" + version + "/dist/";
    }
}
