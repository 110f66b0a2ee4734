package com.foobar.web.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A posted message. It never changes; newer ones have larger ids. */
@Entity
@Immutable
class Message {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String author = "";

    private String text = "";

    @Column(name = "created_at")
    private Instant createdAt = Instant.EPOCH;

    /** For JPA. */
    protected Message() {}

    Message(NewMessage draft, Instant createdAt) {
        this.author = draft.author();
        this.text = draft.text();
        this.createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Of a message that is stored. */
    long id() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    String author() {
        return author;
    }

    String text() {
        return text;
    }

    Instant createdAt() {
        return createdAt;
    }
}
