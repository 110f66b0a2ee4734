package com.foobar.web.message;

import com.foobar.web.database.Database;
import com.foobar.web.idempotency.Fingerprint;
import com.foobar.web.idempotency.IdempotencyKey;
import com.foobar.web.idempotency.OnceOnly;
import com.foobar.web.idempotency.Outcome;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** What can be done with messages: read a page, read one, search, post. */
@Service
class MessageBoard {

    static final long NEWEST = Long.MAX_VALUE;

    private final MessageRepository messages;
    private final Database database;
    private final OnceOnly onceOnly;
    private final Clock clock;

    MessageBoard(MessageRepository messages, Database database, OnceOnly onceOnly, Clock clock) {
        this.messages = messages;
        this.database = database;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    MessagePage page(long before, int size) {
        List<Message> found =
                database.read(() -> messages.newestBefore(before, Limit.of(size + 1)));
        return MessagePage.of(found, size);
    }

    MessagePage search(String input, long before, int size) {
        String words = SearchWords.parse(input);
        if (words.isEmpty()) {
            return MessagePage.EMPTY;
        }
        List<Message> found =
                database.read(() -> messages.newestWithWordsBefore(words, before, size + 1));
        return MessagePage.of(found, size);
    }

    Optional<Message> find(long id) {
        return database.read(() -> messages.findById(id));
    }

    /** Stores the message, once however often it is sent with this key. */
    Outcome post(NewMessage draft, IdempotencyKey key) {
        Fingerprint fingerprint = Fingerprint.of("message", draft.author(), draft.text());
        return onceOnly.run(
                key, fingerprint, () -> messages.save(new Message(draft, clock.instant())).id());
    }
}
