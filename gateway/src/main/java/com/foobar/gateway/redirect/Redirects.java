package com.foobar.gateway.redirect;

import com.foobar.gateway.edge.Hosts;
import java.util.List;

/** Where a plain http request is sent. Pure. */
final class Redirects {

    private final Hosts hosts;
    private final String port;

    Redirects(Hosts hosts, int publicPort) {
        this.hosts = hosts;
        this.port = publicPort == 443 ? "" : ":" + publicPort;
    }

    /**
     * @param method of the request
     * @param hostHeaders every Host header of the request
     * @param uri the request target as it came: path and query
     */
    Answer answer(String method, List<String> hostHeaders, String uri) {
        if (hostHeaders.size() != 1 || !uri.startsWith("/")) {
            return new Answer.Refused(400);
        }
        boolean plain = method.equals("GET") || method.equals("HEAD");
        return hosts.allowed(hostHeaders.getFirst())
                .<Answer>map(
                        name ->
                                // 308 keeps method and body; 301 is what everything understands.
                                new Answer.Moved(plain ? 301 : 308, "https://" + name + port + uri))
                .orElseGet(() -> new Answer.Refused(421));
    }

    /** Either a redirect or a refusal. */
    sealed interface Answer {
        int status();

        record Moved(int status, String location) implements Answer {}

        record Refused(int status) implements Answer {}
    }
}
