package com.foobar.web.page;

import com.foobar.web.observability.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** One error, told in the caller's language: problem details (RFC 9457) under /api, else a page. */
@Component
class ErrorAnswers {

    Object answer(
            HttpServletRequest request,
            HttpServletResponse response,
            String path,
            ProblemDetail problem,
            HttpHeaders headers) {
        BodyLimitFilter.swallow(request);
        if (path.equals("/api") || path.startsWith("/api/")) {
            return json(path, problem, headers);
        }
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page(problem);
    }

    private static ResponseEntity<ProblemDetail> json(
            String path, ProblemDetail problem, HttpHeaders headers) {
        problem.setInstance(instance(path));
        problem.setProperty("requestId", RequestId.current());
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ModelAndView page(ProblemDetail problem) {
        HttpStatusCode status = HttpStatus.valueOf(problem.getStatus());
        ModelAndView page = new ModelAndView("error", status);
        page.addObject("error", ErrorText.of(problem.getStatus()));
        page.addObject("detail", problem.getDetail());
        return page;
    }

    private static @Nullable URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
