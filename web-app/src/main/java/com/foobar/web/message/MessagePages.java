package com.foobar.web.message;

import com.foobar.web.csrf.CsrfProtection;
import com.foobar.web.database.RecentWriter;
import com.foobar.web.idempotency.IdempotencyKey;
import com.foobar.web.idempotency.Outcome;
import com.foobar.web.message.NewMessage.Checked;
import com.foobar.web.message.NewMessage.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board for people. Works without scripts: links, one search form, one form to post. */
@Controller
class MessagePages {

    private static final int PAGE = 20;

    private final MessageBoard board;
    private final CsrfProtection csrf;
    private final Clock clock;

    MessagePages(MessageBoard board, CsrfProtection csrf, Clock clock) {
        this.board = board;
        this.csrf = csrf;
        this.clock = clock;
    }

    @GetMapping("/")
    String list(
            @RequestParam(defaultValue = "" + MessageBoard.NEWEST) long before,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long posted,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("posted", posted);
        model.addAttribute("author", "");
        model.addAttribute("text", "");
        model.addAttribute("key", IdempotencyKey.random().value());
        model.addAttribute("errors", Map.of());
        return show(before, q, model, request, response);
    }

    @PostMapping(path = "/", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object post(
            @RequestParam(defaultValue = "") String author,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(name = CsrfProtection.FIELD, required = false) @Nullable String token,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        csrf.check(request, token);
        IdempotencyKey checkedKey = IdempotencyKey.of(key);
        return switch (NewMessage.check(author, text)) {
            case Checked.Valid(NewMessage message) -> {
                Outcome outcome = board.post(message, checkedKey);
                RecentWriter.mark(response);
                String confirmation = "/?posted=%1$d#message-%1$d".formatted(outcome.resource());
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(confirmation))
                        .build();
            }
            case Checked.Invalid(var problems) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("author", author);
                model.addAttribute("text", text);
                model.addAttribute("key", checkedKey.value());
                model.addAttribute("errors", byField(problems));
                yield show(MessageBoard.NEWEST, "", model, request, response);
            }
        };
    }

    @GetMapping("/messages/{id:\\d{1,18}}")
    String message(@PathVariable long id, Model model) {
        Message message = board.find(id).orElseThrow(() -> new MessageNotFoundException(id));
        model.addAttribute("message", new MessageView(message, clock.instant()));
        return "message";
    }

    private String show(
            long before,
            String q,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String query = q.strip();
        boolean tooLong = query.length() > SearchWords.MAX_INPUT;
        MessagePage page =
                tooLong
                        ? MessagePage.EMPTY
                        : query.isEmpty()
                                ? board.page(before, PAGE)
                                : board.search(query, before, PAGE);
        Instant now = clock.instant();
        model.addAttribute(
                "messages",
                page.messages().stream().map(message -> new MessageView(message, now)).toList());
        model.addAttribute("next", page.next());
        model.addAttribute("q", tooLong ? query.substring(0, SearchWords.MAX_INPUT) : query);
        model.addAttribute("first", before == MessageBoard.NEWEST);
        model.addAttribute("token", csrf.issue(request, response));
        return "messages";
    }

    private static Map<String, String> byField(List<FieldProblem> problems) {
        return problems.stream()
                .collect(
                        Collectors.toMap(
                                FieldProblem::field,
                                FieldProblem::message,
                                (one, other) -> one + " " + other));
    }
}
