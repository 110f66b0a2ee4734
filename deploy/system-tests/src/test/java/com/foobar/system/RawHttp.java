package com.foobar.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Deployment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Bytes that no decent client would send, and whatever comes back until the server hangs up. */
record RawHttp(String text) {

    private static final int TIME_OUT_MILLIS = 20_000;
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})");

    /** To the site's entrance, over TLS. */
    static RawHttp send(Deployment site, String request) throws IOException {
        return send(Tls.anonymous(site.caCertificate()), site.edge(), request);
    }

    static RawHttp send(SSLContext tls, InetSocketAddress address, String request)
            throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(TIME_OUT_MILLIS);
            return exchange(socket, request);
        }
    }

    /** Without TLS. */
    static RawHttp sendPlain(InetSocketAddress address, String request) throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(TIME_OUT_MILLIS);
            return exchange(socket, request);
        }
    }

    private static RawHttp exchange(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        var received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (IOException e) {
            // A server may hang up in any way it likes once it has answered.
            if (received.size() == 0) {
                throw e;
            }
        }
        return new RawHttp(received.toString(ISO_8859_1));
    }

    /** 0 if that is no HTTP. */
    int status() {
        Matcher status = STATUS.matcher(text);
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }
}
