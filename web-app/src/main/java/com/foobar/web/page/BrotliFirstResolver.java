package com.foobar.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Prefers brotli wherever it is accepted. Browsers list gzip first, out of habit, and Spring takes
 * the first of theirs that it has.
 */
class BrotliFirstResolver extends EncodedResourceResolver {

    private static final Pattern ACCEPTS_BROTLI = Pattern.compile("(^|[,\\s])br\\s*(,|$)");

    @Override
    protected @Nullable Resource resolveResourceInternal(
            @Nullable HttpServletRequest request,
            String path,
            List<? extends Resource> locations,
            ResourceResolverChain chain) {
        return super.resolveResourceInternal(
                request == null ? null : new BrotliFirst(request), path, locations, chain);
    }

    private static class BrotliFirst extends HttpServletRequestWrapper {

        BrotliFirst(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            String value = super.getHeader(name);
            boolean preferred =
                    name.equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING)
                            && value != null
                            && ACCEPTS_BROTLI.matcher(value).find();
            return preferred ? "br" : value;
        }
    }
}
