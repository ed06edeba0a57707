package org.creditconnector.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.creditconnector.extract.SourceFaultException;
import org.creditconnector.mapping.MappingSamples;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.CommandException;
import org.creditconnector.night.ExitCode;
import org.creditconnector.yaml.InvalidDocumentException;
import org.creditconnector.yaml.Problem;
import org.jspecify.annotations.Nullable;

/**
 * {@code mapping preview --watch}: shows the accounts again after each save. The rows of a real source are read once and again only
 * when a query changes. A save that is broken shows its problems, and says that what was shown before is stale.
 *
 * <p>It looks at times and sizes of the folder's files instead of waiting for events of the file system, which shared folders do not
 * give and editors that write a new file confuse.
 */
final class PreviewWatch {
    private static final long LOOK_MILLIS = 100;

    private final MappingPreviewCommand command;
    private final CreditConnector app;

    PreviewWatch(MappingPreviewCommand command, CreditConnector app) {
        this.command = command;
        this.app = app;
    }

    /** What is shown now. */
    private record Shown(SourceMapping mapping, RowsAtHand rows, LocalTime at) {}

    /** Shows and looks until the process or the thread is told to end. */
    Answer until() {
        Path directory;
        Shown shown;
        String state;
        try (MappingSubject subject = MappingSubject.of(app, command.source, command.date)) {
            Path of = subject.mapping().folder().directory();
            if (of == null) {
                throw command.usage("--watch needs a directory; " + command.source + " comes from the application");
            }
            directory = of;
            state = state(directory);
            shown = show(subject.mapping(), rows(subject));
        }
        app.remark("watching " + directory + "; Ctrl-C ends");
        int saves = 0;
        while (sleep()) {
            String now = state(directory);
            if (!now.equals(state)) {
                state = now;
                saves++;
                shown = again(directory, shown);
            }
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("command", command.command());
        json.put("saves", saves);
        return new Answer(ExitCode.DONE, json, "");
    }

    private RowsAtHand rows(MappingSubject subject) {
        return RowsAtHand.of(command, subject, command.key, command.accounts);
    }

    private Shown show(SourceMapping mapping, RowsAtHand rows) {
        app.print(command.shown(mapping, rows));
        tests(mapping);
        return new Shown(mapping, rows, clock());
    }

    /** How the sample fares: a save that mends one account may break another. */
    private void tests(SourceMapping mapping) {
        if (MappingSamples.exists(mapping)) {
            MappingSamples.Result result = MappingSamples.run(mapping);
            app.remark("tests: " + result.passed() + " of " + result.files() + " passed"
                    + (result.differences().isEmpty()
                            ? ""
                            : "; " + result.differences().get(0).render()
                                    + (result.differences().size() > 1
                                            ? " and " + (result.differences().size() - 1) + " more"
                                            : "")));
        }
    }

    private LocalTime clock() {
        Clock clock = app.surroundings().clock();
        return LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
    }

    private Shown again(Path directory, Shown before) {
        try {
            SourceMapping mapping = SourceMapping.load(SourceFolder.of(directory));
            app.remark("\n" + clock() + "  saved, version " + mapping.version().substring(0, 8));
            if (before.rows().real() && readsTheSame(mapping, before.mapping())) {
                return show(mapping, before.rows());
            }
            try (MappingSubject subject = MappingSubject.of(app, command.source, command.date)) {
                return show(subject.mapping(), rows(subject));
            }
        } catch (InvalidDocumentException broken) {
            stale(broken.problems().stream().map(Problem::toString).toList(), before);
        } catch (SourceFaultException | CommandException broken) {
            // A sample that an editor is just replacing is none for a moment.
            stale(List.of(String.valueOf(broken.getMessage())), before);
        } catch (UncheckedIOException halfSaved) {
            // An editor replaces a file: the next look sees the new one.
            stale(List.of(String.valueOf(halfSaved.getMessage())), before);
        }
        return before;
    }

    private void stale(List<String> problems, Shown before) {
        app.surroundings().err().println("\n" + clock() + "  saved, but it cannot be used:");
        problems.forEach(app.surroundings().err()::println);
        app.surroundings()
                .err()
                .println("STALE: what is shown above is of " + before.at() + ", version "
                        + before.mapping().version().substring(0, 8) + "; mend it and save again");
    }

    private static boolean readsTheSame(SourceMapping one, SourceMapping other) {
        return one.queries().equals(other.queries())
                && one.rangeKey().equals(other.rangeKey())
                && one.accountKey().equals(other.accountKey())
                && one.asOfRule().equals(other.asOfRule())
                && one.tables().equals(other.tables());
    }

    /** Names, times and sizes of all files. */
    private static String state(Path directory) {
        StringBuilder state = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append(file)
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append('\n');
            }
        } catch (NoSuchFileException | UncheckedIOException vanished) {
            // A file went between two looks: the next one sees what came of it.
            return "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot look at " + directory, unreadable);
        }
        return state.toString();
    }

    private static boolean sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException end) {
            return false;
        }
    }
}
