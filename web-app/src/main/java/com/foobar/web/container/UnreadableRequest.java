package com.foobar.web.container;

import java.util.OptionalInt;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.eclipse.jetty.http.HttpException;

/** A request that the container could not read, which each container says in its own way. */
public final class UnreadableRequest {

    private UnreadableRequest() {}

    /** The status that the container wants for it; empty if the problem is not the container's. */
    public static OptionalInt status(Throwable problem) {
        OptionalInt status = OptionalInt.empty();
        // Jetty says "400, cannot be read" outside and the reason, "413, too large", inside.
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException jetty) {
                status = OptionalInt.of(jetty.getCode());
            } else if (cause instanceof InvalidParameterException tomcat) {
                return OptionalInt.of(tomcat.getErrorCode());
            }
        }
        return status;
    }
}
