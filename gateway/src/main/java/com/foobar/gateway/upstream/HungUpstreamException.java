package com.foobar.gateway.upstream;

import java.io.IOException;

/** An upstream stopped answering its checks while it still had the request. */
public final class HungUpstreamException extends IOException {

    private static final long serialVersionUID = 1L;

    HungUpstreamException(String upstream) {
        super(upstream + " does not answer its checks any more");
    }
}
