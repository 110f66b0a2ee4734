package com.foobar.web.observability;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps access lines off the console, which is for people; the file gets them. */
@Component
class QuietConsole {

    QuietConsole() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            Appender<ILoggingEvent> console =
                    logback.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
            if (console != null) {
                console.addFilter(new NoAccessLines());
            }
        }
    }

    private static class NoAccessLines extends Filter<ILoggingEvent> {

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLoggerName().equals(AccessLog.LOGGER)
                    ? FilterReply.DENY
                    : FilterReply.NEUTRAL;
        }
    }
}
