package com.foobar.web.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Refuses a body of more than {@value #LIMIT} bytes with 413: at once where the length is
 * announced, else where the limit is passed. (A form's body is read by the container, which has the
 * same limit.)
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimitFilter extends HttpFilter {

    static final long LIMIT = 256 * 1024;

    private static final Logger log = LoggerFactory.getLogger(BodyLimitFilter.class);

    /** Twice what the edge lets through. */
    private static final long SWALLOWED = 2 * 1024 * 1024;

    /** More bytes came than are allowed. */
    private static class BodyTooLargeException extends IOException {}

    static boolean isCauseOf(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getContentLengthLong() > LIMIT) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new CountedRequest(request), response);
        }
    }

    /**
     * Reads what nobody has read of a body, and drops it. To be done before an error is told:
     * whoever still sends when the connection closes sees a broken connection instead of the
     * answer; and an edge that refuses bodies of more than its own limit would do so or not,
     * whichever is faster.
     */
    static void swallow(HttpServletRequest request) {
        if (!hasBody(request) || request.getHeader(HttpHeaders.EXPECT) != null) {
            return;
        }
        CountedRequest counted = WebUtils.getNativeRequest(request, CountedRequest.class);
        try {
            (counted == null ? request : counted.getRequest()).getInputStream().skip(SWALLOWED);
        } catch (IOException broken) {
            log.debug("the rest of a body did not come", broken);
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static class CountedRequest extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream counted;

        CountedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = counted;
            if (body == null) {
                body = new CountedBody(super.getInputStream());
                counted = body;
            }
            return body;
        }
    }

    private static class CountedBody extends ServletInputStream {

        private final ServletInputStream body;
        private long read;

        CountedBody(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int some = body.read(buffer, offset, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > LIMIT) {
                throw new BodyTooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
