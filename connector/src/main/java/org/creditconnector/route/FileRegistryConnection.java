package org.creditconnector.route;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.delivery.RegistryUnavailableException;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.file.FeedbackFiles;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.delivery.file.FilePlace.Found;
import org.jspecify.annotations.Nullable;

/**
 * A target over the channels {@code sftp} and {@code directory}: each call is one exchange through one of its two routes, one at a
 * time, because they share a connection.
 */
final class FileRegistryConnection implements RegistryConnection {
    private final TargetEndpoint endpoint;
    private final FileSettings settings;
    private final FileProtocol protocol;
    private final FilePlace place;
    private final FeedbackFiles feedback;
    private final Exchanges exchanges;

    FileRegistryConnection(TargetEndpoint endpoint, FileProtocol protocol, FilePlace place, Exchanges exchanges) {
        this.endpoint = endpoint;
        this.settings = Objects.requireNonNull(endpoint.files(), "files");
        this.protocol = protocol;
        this.place = place;
        this.feedback = new FeedbackFiles(place, settings, protocol, endpoint.limits());
        this.exchanges = exchanges;
    }

    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file) {
        return deliver(manifest, file, () -> {});
    }

    /**
     * As its contract says, with one more check right before the file gets its name: what was written before that is passed over by
     * the registry.
     */
    @Override
    public DeliveryOutcome deliver(SubmissionPackage manifest, Path file, Runnable lastCheck) {
        synchronized (place) {
            try {
                FileOnTheWay onTheWay = new FileOnTheWay(endpoint, place, fileName(manifest), file, lastCheck);
                return exchanges.through("direct:deliver-" + endpoint.name(), onTheWay, DeliveryOutcome.class);
            } catch (IOException | ExchangeFailedException e) {
                throw new IllegalStateException(
                        "package " + manifest.getPackageId() + " to " + endpoint.name() + ": nothing was sent, "
                                + e.getMessage(),
                        e);
            }
        }
    }

    @Override
    public PackageKnowledge packageKnowledge(String packageId) {
        throw unavailable("package " + packageId, "over files a package is known by its file's name and digest", null);
    }

    @Override
    public PackageKnowledge packageKnowledge(SubmissionPackage manifest, String sha256) {
        String name = fileName(manifest);
        return ask("file " + name, PackageKnowledge.class, (there, reached) -> knowledge(name, sha256));
    }

    /** Where it lies under its name with its bytes, and with its marker as long as nobody took it, the registry has it. */
    private PackageKnowledge knowledge(String name, String sha256) throws IOException {
        String marker = settings.marker();
        String upload = settings.upload() + "/" + name;
        Set<String> paths = new LinkedHashSet<>();
        paths.add(upload);
        if (settings.taken() != null) {
            paths.add(settings.taken() + "/" + name);
        }
        for (String path : paths) {
            Optional<Found> found = place.find(path);
            boolean unmarked = path.equals(upload)
                    && marker != null
                    && place.find(upload + marker).isEmpty();
            if (found.isPresent() && !unmarked && FileOnTheWay.isSame(place, path, found.get(), -1, sha256)) {
                // Nobody sends it again, so that nobody else would take away what a process left that died between two
                // names.
                FileOnTheWay.sweepBehind(place, upload + settings.temporarySuffix());
                return new PackageKnowledge(
                        PackageKnowledge.State.RECEIVED,
                        name + " sha256=" + sha256 + " bytes=" + found.get().size());
            }
        }
        return new PackageKnowledge(PackageKnowledge.State.UNKNOWN, null);
    }

    @Override
    public FeedbackPage feedback(@Nullable String after) {
        if (settings.feedback() == null) {
            throw unavailable("feedback", "no feedback directory is configured", null);
        }
        return ask("feedback", FeedbackPage.class, (there, reached) -> feedback.page(after));
    }

    @Override
    public Statement statement(LocalDate date) {
        throw unavailable("statement of " + date, "over files it states nothing", null);
    }

    @Override
    public HoldingsPage holdings(LocalDate date, @Nullable String after) {
        throw unavailable("holdings of " + date, "over files it lists nothing", null);
    }

    @Override
    public String check() {
        return ask("check", String.class, (there, reached) -> {
            requireDirectory("upload", settings.upload());
            requireDirectory("taken", settings.taken());
            requireDirectory("feedback", settings.feedback());
            return endpoint.url() + " answers (" + reached + "), its directories are there";
        });
    }

    private void requireDirectory(String key, @Nullable String path) throws IOException {
        if (path != null && place.find(path).filter(Found::directory).isEmpty()) {
            throw new IOException("the directory " + key + " (" + path + ") is not there");
        }
    }

    private String fileName(SubmissionPackage manifest) {
        String given = manifest.getFileName();
        return FileOnTheWay.checked(given == null ? protocol.fileName(manifest) : given);
    }

    private <T> T ask(String what, Class<T> kind, FileQuestion.Answering answering) {
        synchronized (place) {
            try {
                return exchanges.through("direct:ask-" + endpoint.name(), new FileQuestion(place, answering), kind);
            } catch (UnreadableAnswerException e) {
                throw unavailable(what, e.getMessage(), e);
            } catch (ExchangeFailedException e) {
                throw unavailable(what, PlaceFailures.sentence(e.failure()), e);
            }
        }
    }

    private RegistryUnavailableException unavailable(String what, @Nullable String came, @Nullable Exception cause) {
        return RegistryUnavailableException.noUsableAnswer(endpoint, what, came, cause);
    }
}
