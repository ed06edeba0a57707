package org.creditconnector.delivery;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP, whole.
 *
 * @param status status code
 * @param retryAfter header {@code Retry-After} as it came; null when absent
 * @param date header {@code Date} as it came; null when absent
 * @param location header {@code Location} as it came; null when absent
 * @param body the answer's bytes, unpacked; empty when there were none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, compared never
public record WireAnswer(
        int status,
        @Nullable String retryAfter,
        @Nullable String date,
        @Nullable String location,
        byte[] body) {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether there is a {@code Retry-After} that can be read. */
    public boolean hasRetryAfter() {
        return retryAfter != null && (SECONDS.matcher(retryAfter.strip()).matches() || instant(retryAfter) != null);
    }

    /**
     * How long to wait (RFC 9110, 10.2.3). A date is counted from the answer's own {@code Date}, so that the registry's clock is
     * compared with itself.
     *
     * @return null when it is absent or unreadable, or a date in an answer without a date
     */
    public @Nullable Duration waitAsked() {
        if (retryAfter == null) {
            return null;
        }
        if (SECONDS.matcher(retryAfter.strip()).matches()) {
            return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
        }
        Instant until = instant(retryAfter);
        Instant now = date == null ? null : instant(date);
        if (until == null || now == null) {
            return null;
        }
        return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
    }

    private static @Nullable Instant instant(String httpDate) {
        try {
            return ZonedDateTime.parse(httpDate.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Status and size; never the content. */
    @Override
    public String toString() {
        return "HTTP " + status + " with " + body.length + " bytes";
    }
}
