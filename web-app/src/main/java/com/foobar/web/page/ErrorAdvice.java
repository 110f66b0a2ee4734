package com.foobar.web.page;

import com.foobar.web.container.UnreadableRequest;
import com.foobar.web.database.DatabaseUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns everything that a controller, or the way to it, throws into an answer. */
@ControllerAdvice
class ErrorAdvice {

    private static final Logger log = LoggerFactory.getLogger(ErrorAdvice.class);

    private final ErrorAnswers answers;

    ErrorAdvice(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable Object handle(
            Exception problem, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            log.debug("after the answer had begun", problem);
            return null;
        }
        ProblemDetail detail;
        HttpHeaders headers = HttpHeaders.EMPTY;
        if (problem instanceof ErrorResponse known) {
            detail = known.getBody();
            headers = known.getHeaders();
        } else {
            detail = describe(problem);
        }
        if (problem instanceof DatabaseUnavailableException unavailable) {
            // The monitor logs the outage once; each request's share of it is in the access log.
            log.debug("{}", unavailable.getMessage());
        } else if (detail.getStatus() >= 500) {
            log.error("failed: {} {}", request.getMethod(), request.getRequestURI(), problem);
        }
        return answers.answer(request, response, request.getRequestURI(), detail, headers);
    }

    private static ProblemDetail describe(Exception problem) {
        return switch (problem) {
            case HttpMessageNotReadableException unreadable
                    when BodyLimitFilter.isCauseOf(unreadable) ->
                    detail(HttpStatus.CONTENT_TOO_LARGE, "The request's body is too large.");
            case HttpMessageNotReadableException unreadable ->
                    detail(HttpStatus.BAD_REQUEST, "The request's body is not valid JSON.");
            case TypeMismatchException mismatch ->
                    detail(HttpStatus.BAD_REQUEST, "A parameter has the wrong type.");
            case RuntimeException unreadable
                    when UnreadableRequest.status(unreadable).isPresent() ->
                    ProblemDetail.forStatusAndDetail(
                            HttpStatusCode.valueOf(UnreadableRequest.status(unreadable).getAsInt()),
                            "The request's parameters cannot be read.");
            case IOException broken when BodyLimitFilter.isCauseOf(broken) ->
                    detail(HttpStatus.CONTENT_TOO_LARGE, "The request's body is too large.");
            case IOException broken -> detail(HttpStatus.BAD_REQUEST, "The request broke off.");
            default -> ProblemDetail.forStatus(HttpStatus.INTERNAL_SERVER_ERROR);
        };
    }

    private static ProblemDetail detail(HttpStatus status, String text) {
        return ProblemDetail.forStatusAndDetail(status, text);
    }
}
