package com.foobar.web.message;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * The stored messages. Pages go by key, not by offset, so that the last page costs as the first.
 */
interface MessageRepository extends Repository<Message, Long> {

    Message save(Message message);

    Optional<Message> findById(long id);

    @Query("from Message where id < :before order by id desc")
    List<Message> newestBefore(long before, Limit limit);

    @NativeQuery(
            """
            SELECT * FROM message
            WHERE MATCH (author, text) AGAINST (:words IN BOOLEAN MODE) AND id < :before
            ORDER BY id DESC LIMIT :limit""")
    List<Message> newestWithWordsBefore(String words, long before, int limit);
}
