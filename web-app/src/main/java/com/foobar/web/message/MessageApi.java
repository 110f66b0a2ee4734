package com.foobar.web.message;

import com.foobar.web.csrf.CsrfProtection;
import com.foobar.web.database.RecentWriter;
import com.foobar.web.idempotency.IdempotencyKey;
import com.foobar.web.idempotency.Outcome;
import com.foobar.web.message.NewMessage.Checked;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board for programs. Errors are problem details (RFC 9457). */
@RestController
@RequestMapping(path = "/api/messages", produces = MediaType.APPLICATION_JSON_VALUE)
class MessageApi {

    private static final int MAX_PAGE = 100;

    private final MessageBoard board;
    private final CsrfProtection csrf;

    MessageApi(MessageBoard board, CsrfProtection csrf) {
        this.board = board;
        this.csrf = csrf;
    }

    record PostedMessage(long id, String author, String text, Instant createdAt) {

        static PostedMessage of(Message message) {
            return new PostedMessage(
                    message.id(), message.author(), message.text(), message.createdAt());
        }
    }

    /** A page; {@code next} is the {@code before} of the following one, null on the last. */
    record Page(List<PostedMessage> messages, @Nullable Long next) {}

    record Draft(@Nullable String author, @Nullable String text) {}

    record Created(long id) {}

    @GetMapping
    ResponseEntity<Page> list(
            @RequestParam(defaultValue = "" + MessageBoard.NEWEST) long before,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(defaultValue = "") String q) {
        int size = Math.clamp(limit, 1, MAX_PAGE);
        MessagePage page = q.isBlank() ? board.page(before, size) : board.search(q, before, size);
        List<PostedMessage> messages = page.messages().stream().map(PostedMessage::of).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new Page(messages, page.next()));
    }

    @GetMapping("/{id:\\d{1,18}}")
    ResponseEntity<PostedMessage> message(@PathVariable long id) {
        Message message = board.find(id).orElseThrow(() -> new MessageNotFoundException(id));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(PostedMessage.of(message));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Created> post(
            @RequestBody Draft draft,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            HttpServletRequest request,
            HttpServletResponse response) {
        csrf.checkOrigin(request);
        NewMessage message =
                switch (NewMessage.check(draft.author(), draft.text())) {
                    case Checked.Valid(NewMessage valid) -> valid;
                    case Checked.Invalid(var problems) ->
                            throw new InvalidMessageException(problems);
                };
        Outcome outcome = board.post(message, IdempotencyKey.of(key));
        RecentWriter.mark(response);
        var answer = ResponseEntity.created(URI.create("/api/messages/" + outcome.resource()));
        if (outcome.replayed()) {
            answer.header(IdempotencyKey.REPLAYED_HEADER, "true");
        }
        return answer.body(new Created(outcome.resource()));
    }
}
