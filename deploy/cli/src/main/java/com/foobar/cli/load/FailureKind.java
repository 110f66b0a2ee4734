package com.foobar.cli.load;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What sort of failure a client saw. */
public enum FailureKind {
    /** An answer of the 4xx class. */
    CLIENT_ERROR("HTTP 4xx"),
    /** An answer of the 5xx class. */
    SERVER_ERROR("HTTP 5xx"),
    /** No connection could be made. */
    CONNECT("connect"),
    /** The handshake failed: wrong name, unknown authority, no common version. */
    TLS("TLS"),
    /** No complete answer in time. */
    TIME_OUT("time-out"),
    /** The connection ended before the answer was complete. */
    RESET("reset"),
    /** Not sent, because too many were under way. */
    DROPPED("dropped"),
    /** Something else, such as an answer that is not HTTP. */
    OTHER("other");

    private final String label;

    FailureKind(String label) {
        this.label = label;
    }

    /** As people read it. */
    public String label() {
        return label;
    }

    /** By the nearest cause that tells. */
    static FailureKind of(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ConnectException _, NoRouteToHostException _ -> {
                    return CONNECT;
                }
                case TimeoutException _ -> {
                    return TIME_OUT;
                }
                case ClosedChannelException _, SocketException _, EOFException _ -> {
                    return RESET;
                }
                case SSLException _ -> {
                    return TLS;
                }
                default -> {
                    String text = String.valueOf(cause.getMessage());
                    if (text.contains("Connection reset") || text.contains("Broken pipe")) {
                        return RESET; // Netty's own type for it is not public.
                    }
                }
            }
        }
        return OTHER;
    }
}
