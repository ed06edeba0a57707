package org.creditconnector.delivery.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.delivery.CursorRefusedException;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.Utf8;
import org.creditconnector.delivery.file.FilePlace.Found;
import org.jspecify.annotations.Nullable;

/**
 * Feedback out of a directory, the oldest first: by the time at which a file was complete, then by name. Names alone would not do,
 * since the answer to an earlier file may come after the answer to a later one. A pass that has come to the end goes back a little,
 * so that a file which another one overtook while it was finished is not missed; what was seen before is stored once.
 */
public final class FeedbackFiles {
    /** How far a file may be overtaken. Times come from the place's own clock and are whole seconds. */
    static final long OVERLAP_SECONDS = 60;

    private static final Comparator<Complete> OLDEST_FIRST = Comparator.comparingLong(Complete::since)
            .thenComparing(complete -> complete.found().name(), Utf8.ORDER);

    private final FilePlace place;
    private final FileSettings settings;
    private final FileProtocol protocol;
    private final TargetEndpoint.Limits limits;

    /** @param place reached before each page */
    public FeedbackFiles(FilePlace place, FileSettings settings, FileProtocol protocol, TargetEndpoint.Limits limits) {
        this.place = place;
        this.settings = settings;
        this.protocol = protocol;
        this.limits = limits;
    }

    /** One file that is complete since a time. */
    private record Complete(Found found, long since) {}

    /** One page after a cursor of an earlier one; null begins with the oldest. */
    public FeedbackPage page(@Nullable String after) throws IOException {
        String directory = Objects.requireNonNull(settings.feedback(), "feedback");
        Position position = Position.of(after);
        List<Complete> waiting = complete(place.list(directory)).stream()
                .filter(position::isBefore)
                .sorted(OLDEST_FIRST)
                .toList();
        List<Complete> taken = waiting.subList(0, Math.min(limits.feedbackPage(), waiting.size()));
        List<FeedbackPage.Entry> entries = new ArrayList<>();
        for (Complete one : taken) {
            entries.addAll(read(directory, one.found()));
        }
        boolean more = taken.size() < waiting.size();
        Position reached = taken.isEmpty() ? position : Position.at(taken.get(taken.size() - 1));
        return new FeedbackPage(entries, (more ? reached : reached.overlapping()).cursor(), more);
    }

    private List<Complete> complete(List<Found> files) {
        Map<String, Found> byName = new HashMap<>();
        files.forEach(file -> byName.put(file.name(), file));
        List<Complete> complete = new ArrayList<>();
        String marker = settings.feedbackMarker();
        for (Found file : files) {
            boolean unfinished = file.name().endsWith(settings.temporarySuffix());
            Found mark = marker == null ? file : byName.get(file.name() + marker);
            if (!unfinished && mark != null && protocol.isFeedback(file.name())) {
                complete.add(new Complete(file, Math.max(file.modified(), mark.modified())));
            }
        }
        return complete;
    }

    private List<FeedbackPage.Entry> read(String directory, Found file) throws IOException {
        String name = file.name();
        if (file.size() > limits.answerBytes()) {
            return List.of(new FeedbackPage.Entry(
                    name,
                    "",
                    null,
                    "the file " + name + " has " + file.size() + " bytes, expected at most " + limits.answerBytes()
                            + "; it was left there"));
        }
        byte[] came;
        try (InputStream in = place.read(directory + "/" + name)) {
            came = in.readNBytes(Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, limits.answerBytes())));
        }
        try {
            byte[] content = settings.wrapping()
                    .unwrap(new ByteArrayInputStream(came), limits.answerBytes())
                    .readAllBytes();
            return protocol.readFeedback(name, content);
        } catch (UnreadableAnswerException | IOException e) {
            return List.of(new FeedbackPage.Entry(
                    name, Utf8.textOrDataUri(came), null, "the file " + name + ": " + e.getMessage()));
        }
    }

    /**
     * How far was read: everything up to this time, and of its second up to this name.
     *
     * @param second since 1970
     * @param name empty for none of that second
     */
    private record Position(long second, String name) {
        private static final Pattern CURSOR = Pattern.compile("files (-?\\d{1,18}) (.*)");
        private static final Position BEGINNING = new Position(-999_999_999_999L, "");

        static Position of(@Nullable String cursor) {
            if (cursor == null) {
                return BEGINNING;
            }
            Matcher written = CURSOR.matcher(cursor);
            if (!written.matches()) {
                throw new CursorRefusedException("the cursor '" + cursor
                        + "' is of another channel, which the target had before; expected files, seconds and a name");
            }
            return new Position(Long.parseLong(written.group(1)), written.group(2));
        }

        boolean isBefore(Complete file) {
            return file.since() > second
                    || (file.since() == second
                            && Utf8.ORDER.compare(file.found().name(), name) > 0);
        }

        static Position at(Complete file) {
            return new Position(file.since(), file.found().name());
        }

        /** Where the next pass begins; also behind what earlier pages of this pass have passed. A beginning is left as it is. */
        Position overlapping() {
            return name.isEmpty() ? this : new Position(second - OVERLAP_SECONDS, "");
        }

        String cursor() {
            return "files " + second + " " + name;
        }
    }
}
