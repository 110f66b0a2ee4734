package com.foobar.web.message;

import com.foobar.web.csrf.CsrfProtection;
import com.foobar.web.database.DatabaseUnavailableException;
import com.foobar.web.database.RecentWriter;
import com.foobar.web.idempotency.IdempotencyKey;
import com.foobar.web.idempotency.Outcome;
import com.foobar.web.message.NewMessage.Checked;
import com.foobar.web.message.NewMessage.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The board for people. Works without scripts: links, one search form, one form to post. */
@Controller
class MessagePages {

    private static final Logger log = LoggerFactory.getLogger(MessagePages.class);
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
        fill(model, "", "", IdempotencyKey.random(), Map.of());
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
            case Checked.Valid(NewMessage message) ->
                    store(message, checkedKey, model, request, response);
            case Checked.Invalid(var problems) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                fill(model, author, text, checkedKey, byField(problems));
                yield show(MessageBoard.NEWEST, "", model, request, response);
            }
        };
    }

    private Object store(
            NewMessage message,
            IdempotencyKey key,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Outcome outcome = board.post(message, key);
            RecentWriter.mark(response);
            String confirmation = "/?posted=%1$d#message-%1$d".formatted(outcome.resource());
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(confirmation))
                    .build();
        } catch (DatabaseUnavailableException unavailable) {
            return postponed(message, key, unavailable, model, request, response);
        }
    }

    /**
     * The form again, with all that was written, and the same key: should the message have been
     * stored all the same, sending it again does no harm. Reads nothing, since that may fail, too.
     */
    private String postponed(
            NewMessage message,
            IdempotencyKey key,
            DatabaseUnavailableException unavailable,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        log.debug("{}", unavailable.getMessage());
        response.setStatus(unavailable.getStatusCode().value());
        unavailable
                .getHeaders()
                .forEach((name, values) -> response.setHeader(name, values.getFirst()));
        model.addAttribute("postponed", unavailable.getBody().getDetail());
        fill(model, message.author(), message.text(), key, Map.of());
        return form(MessagePage.EMPTY, "", true, model, request, response);
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
        String shown = tooLong ? query.substring(0, SearchWords.MAX_INPUT) : query;
        return form(page, shown, before == MessageBoard.NEWEST, model, request, response);
    }

    private String form(
            MessagePage page,
            String query,
            boolean first,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Instant now = clock.instant();
        model.addAttribute(
                "messages",
                page.messages().stream().map(message -> new MessageView(message, now)).toList());
        model.addAttribute("newest", first ? null : address(query, null));
        model.addAttribute("older", page.next() == null ? null : address(query, page.next()));
        model.addAttribute("q", query);
        model.addAttribute("first", first);
        model.addAttribute("token", csrf.issue(request, response));
        return "messages";
    }

    private static String address(String query, @Nullable Long before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/");
        if (!query.isEmpty()) {
            address.queryParam("q", UriUtils.encode(query, StandardCharsets.UTF_8));
        }
        if (before != null) {
            address.queryParam("before", before);
        }
        return address.build(true).toUriString();
    }

    private static void fill(
            Model model,
            String author,
            String text,
            IdempotencyKey key,
            Map<String, String> errors) {
        model.addAttribute("author", author);
        model.addAttribute("text", text);
        model.addAttribute("key", key.value());
        model.addAttribute("errors", errors);
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
