package com.foobar.web.page;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;

/**
 * A page, sent whole: with its length, or, if its template fails, not at all. Every template knows
 * the {@code site}.
 */
record Page(TemplateEngine templates, String template, Site site) implements View {

    private static final String HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8).toString();

    @Override
    public String getContentType() {
        return HTML;
    }

    @Override
    public void render(
            @Nullable Map<String, ?> model,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, Object> parameters = new HashMap<>(model == null ? Map.of() : model);
        parameters.put("site", site);
        Utf8ByteOutput page = new Utf8ByteOutput();
        templates.render(template, parameters, page);
        response.setContentType(HTML);
        response.setContentLength(page.getContentLength());
        page.writeTo(response.getOutputStream());
    }
}
