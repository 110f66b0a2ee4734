package com.foobar.web.database;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The member that answered the current request last.
 *
 * @param member its name
 * @param role {@code PRIMARY} or {@code REPLICA}, as we knew it then
 */
public record Answered(String member, String role) {

    private static final String ATTRIBUTE = Answered.class.getName();

    /** Empty outside a request, and while no member was asked. */
    public static Optional<Answered> forThisRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request == null
                ? Optional.empty()
                : Optional.ofNullable((Answered) attribute(request));
    }

    void remember() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(ATTRIBUTE, this, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static @Nullable Object attribute(RequestAttributes request) {
        return request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    }
}
