package com.foobar.system;

import com.foobar.system.client.Tls;
import com.foobar.system.deployment.LocalDeployment;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/**
 * One of the site's two entrances.
 *
 * @param name as in {@code X-Served-By} of its own answers
 * @param https where browsers go
 * @param http where they are redirected
 */
record Edge(String name, InetSocketAddress https, InetSocketAddress http, SSLContext tls) {

    static Edge gateway(LocalDeployment site) {
        return of("gateway", site.edge(), site.redirect(), site);
    }

    static Edge haproxy(LocalDeployment site) {
        return of("haproxy", site.secondEdge(), site.secondRedirect(), site);
    }

    private static Edge of(
            String name, InetSocketAddress https, InetSocketAddress http, LocalDeployment site) {
        return new Edge(name, https, http, Tls.anonymous(site.caCertificate()));
    }

    /** What it answers to these bytes over TLS until it hangs up; nothing if it only hangs up. */
    RawHttp send(String request) {
        try {
            return RawHttp.send(tls, https, request);
        } catch (IOException hungUp) {
            return new RawHttp("");
        }
    }

    /** The same without TLS. */
    RawHttp sendPlain(String request) {
        try {
            return RawHttp.sendPlain(http, request);
        } catch (IOException hungUp) {
            return new RawHttp("");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
