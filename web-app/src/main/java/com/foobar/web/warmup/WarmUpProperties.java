package com.foobar.web.warmup;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How this server visits itself before it says that it is ready.
 *
 * @param requests how many requests it sends to itself; 0 for none. After a hundred a page takes
 *     less than half of the first ones' processor time, and a further three hundred save little
 *     more
 * @param paths what it asks for, in turn: only what may be read by anybody and changes nothing
 * @param requestsPerConnection after as many it connects anew, so that handshakes are warm, too
 * @param timeout after this time it is ready, however far it came
 */
@Validated
@ConfigurationProperties("foobar.warm-up")
record WarmUpProperties(
        @PositiveOrZero @DefaultValue("100") int requests,
        @NotEmpty @DefaultValue({"/", "/api/messages", "/", "/?q=foobar", "/", "/about"})
                List<String> paths,
        @Positive @DefaultValue("5") int requestsPerConnection,
        @DefaultValue("10s") Duration timeout) {}
