package com.foobar.web.page;

import com.foobar.web.observability.RequestFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The answer to what failed outside the controllers: in a filter, or while a page was written. */
@Controller
class ErrorPage {

    private final ErrorAnswers answers;

    ErrorPage(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping(RequestFilter.ERROR_PATH)
    Object error(HttpServletRequest request, HttpServletResponse response)
            throws NoResourceFoundException {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            throw new NoResourceFoundException(
                    HttpMethod.valueOf(request.getMethod()), request.getRequestURI(), "error");
        }
        Object path = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        ProblemDetail problem =
                ProblemDetail.forStatus(
                        status == null || !status.isError()
                                ? HttpStatus.INTERNAL_SERVER_ERROR
                                : status);
        return answers.answer(request, response, String.valueOf(path), problem, HttpHeaders.EMPTY);
    }
}
