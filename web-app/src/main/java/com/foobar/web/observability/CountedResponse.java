package com.foobar.web.observability;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * Counts the body's bytes, and keeps {@code sendError} from leaving the filters: the error is
 * rendered by {@link RequestFilter}, so that it gets its headers and its line in the log.
 */
class CountedResponse extends HttpServletResponseWrapper {

    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;
    private long bytes;
    private boolean failed;

    CountedResponse(HttpServletResponse response) {
        super(response);
    }

    long bytes() {
        return bytes;
    }

    /** Whether an error was sent that has no body yet. */
    boolean failed() {
        return failed && !isCommitted();
    }

    /** Ready for the error's body. */
    void restart() {
        failed = false;
        resetBuffer();
        stream = null;
        writer = null;
        bytes = 0;
    }

    @Override
    public void sendError(int status) {
        setStatus(status);
        failed = true;
    }

    @Override
    public void sendError(int status, String message) {
        sendError(status);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream counted = stream;
        if (counted == null) {
            counted = new CountedStream(super.getOutputStream());
            stream = counted;
        }
        return counted;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter counted = writer;
        if (counted == null) {
            Charset charset = Charset.forName(getCharacterEncoding());
            counted = new PrintWriter(new OutputStreamWriter(getOutputStream(), charset));
            writer = counted;
        }
        return counted;
    }

    @Override
    public void flushBuffer() throws IOException {
        finish();
        super.flushBuffer();
    }

    /** Hands what is still in the writer to the stream. */
    void finish() {
        if (writer != null) {
            writer.flush();
        }
    }

    private class CountedStream extends ServletOutputStream {

        private final ServletOutputStream body;

        CountedStream(ServletOutputStream body) {
            this.body = body;
        }

        @Override
        public void write(int one) throws IOException {
            body.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            body.write(buffer, offset, length);
            bytes += length;
        }

        @Override
        public void flush() throws IOException {
            body.flush();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            body.setWriteListener(listener);
        }
    }
}
