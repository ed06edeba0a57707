package org.creditconnector.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.creditconnector.delivery.DeliveryOutcome;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.TargetEndpoint;
import org.creditconnector.delivery.file.FilePlace;
import org.creditconnector.delivery.file.FilePlace.Found;
import org.creditconnector.digest.Sha256;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange body of a package file on its way to a place, and how far it has come. */
final class FileOnTheWay {
    private static final Logger LOG = LoggerFactory.getLogger(FileOnTheWay.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** What a failure means depends on how far it was. */
    enum Stage {
        /** Nothing was written. */
        OUTSIDE,
        /** Written under a temporary name, which the registry passes over. */
        WRITING,
        /** It is getting its name: nobody knows whether it has it. */
        NAMING
    }

    private final TargetEndpoint endpoint;
    private final FilePlace place;
    private final String name;
    private final Path file;
    private final Runnable lastCheck;
    private final long size;
    private final String sha256;
    private Stage stage = Stage.OUTSIDE;
    private @Nullable DeliveryOutcome outcome;

    FileOnTheWay(TargetEndpoint endpoint, FilePlace place, String name, Path file, Runnable lastCheck)
            throws IOException {
        this.endpoint = endpoint;
        this.place = place;
        this.name = checked(name);
        this.file = file;
        this.lastCheck = lastCheck;
        this.size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            this.sha256 = Sha256.hex(in);
        }
    }

    /** A name that cannot lead anywhere else. */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    "a package's file name has characters beyond letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    static FileOnTheWay in(Exchange exchange) {
        return Objects.requireNonNull(exchange.getMessage().getBody(FileOnTheWay.class), "no file is on its way");
    }

    FilePlace place() {
        return place;
    }

    FileSettings settings() {
        return Objects.requireNonNull(endpoint.files(), "files");
    }

    String target() {
        return endpoint.name();
    }

    String name() {
        return name;
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    String path() {
        return settings().upload() + "/" + name;
    }

    String temporaryPath() {
        return path() + settings().temporarySuffix();
    }

    /** Empty where the name itself says that the file is complete. */
    Optional<String> markerPath() {
        return Optional.ofNullable(settings().marker()).map(marker -> path() + marker);
    }

    Stage stage() {
        return stage;
    }

    /** Whoever holds the target must still hold it; throws otherwise. */
    void checkAndEnter(Stage next) {
        lastCheck.run();
        stage = next;
    }

    /** Writes the empty file that says that the other one is complete, where there is to be one. */
    void mark() throws IOException {
        Optional<String> marker = markerPath();
        if (marker.isPresent() && place.find(marker.get()).isEmpty()) {
            place.create(marker.get()).close();
        }
    }

    /** Takes away what lies under the temporary name. */
    void sweep() throws IOException {
        sweep(place, temporaryPath());
    }

    private static void sweep(FilePlace place, String temporaryPath) throws IOException {
        if (place.find(temporaryPath).isPresent()) {
            place.remove(temporaryPath);
        }
    }

    /** The same where the file has its name already: then it changes nothing whether that succeeds. */
    static void sweepBehind(FilePlace place, String temporaryPath) {
        try {
            sweep(place, temporaryPath);
        } catch (IOException e) {
            LOG.warn(
                    "what lies under {} could not be taken away; nobody reads it, delete it by hand", temporaryPath, e);
        }
    }

    /** Whether a file at a path has the same bytes. One of another size need not be read. */
    boolean isSame(String path, Found found) throws IOException {
        return isSame(place, path, found, size, sha256);
    }

    static boolean isSame(FilePlace place, String path, Found found, long size, String sha256) throws IOException {
        return (size < 0 || found.size() == size) && digest(place, path).equals(sha256);
    }

    static String digest(FilePlace place, String path) throws IOException {
        try (InputStream in = place.read(path)) {
            return Sha256.hex(in);
        }
    }

    boolean isOpen() {
        return outcome == null;
    }

    void settle(DeliveryOutcome settled) {
        outcome = settled;
    }

    void received(String how) {
        settle(new DeliveryOutcome.Received(target() + ": " + how, name + " sha256=" + sha256 + " bytes=" + size));
    }

    DeliveryOutcome outcome() {
        return Objects.requireNonNull(outcome, "the file came to no end");
    }
}
