package com.foobar.gateway.limit;

import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What a request's head says about its body. */
public final class RequestBodies {

    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private RequestBodies() {}

    /**
     * False if the head announces no body. Over h2 a body needs no announcement; a GET that brings
     * one all the same loses it, see {@link BodyLimitFilter}.
     */
    public static boolean mayExist(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        long length = headers.getContentLength();
        if (length >= 0) {
            return length > 0;
        }
        return headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                || !BODILESS.contains(request.getMethod());
    }
}
