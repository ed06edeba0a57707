package org.creditconnector.delivery.kafka;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.creditconnector.delivery.CursorRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * How far the answers topic was read.
 *
 * @param topicId of the topic that the offsets belong to: made anew under the same name it begins anew
 * @param offsets the next one to read, by partition; a partition that came later is not there and is read from its beginning
 */
record AnswerPosition(String topicId, SortedMap<Integer, Long> offsets) {
    private static final Pattern CURSOR = Pattern.compile("kafka (\\S{1,40})((?: \\d{1,4}:\\d{1,19})*)");

    /** A cursor of an earlier page; null for none. */
    static AnswerPosition of(@Nullable String cursor, String topicId) {
        if (cursor == null) {
            return new AnswerPosition(topicId, new TreeMap<>());
        }
        Matcher written = CURSOR.matcher(cursor);
        if (!written.matches()) {
            throw new CursorRefusedException("the cursor '" + cursor
                    + "' is of another channel, which the target had before; expected kafka, a topic id and offsets");
        }
        if (!written.group(1).equals(topicId)) {
            throw new CursorRefusedException(
                    "the answers topic is another one than the one that was read before, although it may have its name");
        }
        TreeMap<Integer, Long> offsets = new TreeMap<>();
        for (String one : written.group(2).strip().split(" ")) {
            int colon = one.indexOf(':');
            if (colon > 0) {
                offsets.put(Integer.parseInt(one.substring(0, colon)), Long.parseLong(one.substring(colon + 1)));
            }
        }
        return new AnswerPosition(topicId, offsets);
    }

    /**
     * Where a partition is read on.
     *
     * @param begin offset of its oldest record
     * @param end offset behind its newest one
     */
    long offset(String topic, int partition, long begin, long end) {
        Long next = offsets.get(partition);
        if (next == null) {
            return begin;
        }
        if (next < begin) {
            throw new CursorRefusedException("topic " + topic + " begins with offset " + begin + " of partition "
                    + partition + ", read was up to " + next
                    + ": answers were deleted before they were read; have the topic keep them longer");
        }
        if (next > end) {
            throw new CursorRefusedException("topic " + topic + " ends at offset " + end + " of partition " + partition
                    + ", read was up to " + next + ": it was set back");
        }
        return next;
    }

    String cursor() {
        return "kafka " + topicId
                + offsets.entrySet().stream()
                        .map(one -> " " + one.getKey() + ":" + one.getValue())
                        .collect(Collectors.joining());
    }
}
