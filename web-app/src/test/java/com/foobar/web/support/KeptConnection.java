package com.foobar.web.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One TLS connection, used as the gateway does: by the server's name, for the site's host. */
public final class KeptConnection implements AutoCloseable {

    private final SSLSocket socket;
    private final BufferedReader answers;

    KeptConnection(SSLContext tls, int port) {
        try {
            socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName("server-1")));
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            answers =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Of the certificate that the server showed. */
    public BigInteger serial() {
        try {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Status line and headers of the answer to HEAD; empty if the server has closed. */
    public List<String> head(String path) {
        String request = "HEAD %s HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n".formatted(path);
        return exchange(request);
    }

    /** Sends it as it is; returns the lines up to the empty one, or all there are. */
    public List<String> exchange(String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            List<String> lines = new ArrayList<>();
            @Nullable String line = answers.readLine();
            while (line != null && !line.isEmpty()) {
                lines.add(line);
                line = answers.readLine();
            }
            return lines;
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** All that is still to come until the server closes. */
    public String rest() {
        StringBuilder rest = new StringBuilder();
        try {
            for (int one = answers.read(); one >= 0; one = answers.read()) {
                rest.append((char) one);
            }
            return rest.toString();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
