package org.creditconnector.delivery;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.creditconnector.wrapping.Wrapping;
import org.jspecify.annotations.Nullable;

/**
 * Where files of a target are put down and fetched, and how both sides know that one is complete.
 *
 * @param upload directory that packages are put into
 * @param taken directory into which the registry moves what it took; the upload directory where it leaves them; null where files
 *     vanish, so that nothing can be asked about a package
 * @param feedback directory that feedback is fetched from; null where there is none
 * @param temporarySuffix follows the name of a file that is not complete, ours or theirs
 * @param marker follows the name of an empty file that says that the package is complete; null where the name itself says so
 * @param feedbackMarker the same for feedback; null where the name itself says so
 * @param proof how a file is checked before it gets its name
 * @param login for {@code sftp}; null for {@code directory}
 * @param wrapping undone before feedback is read
 */
public record FileSettings(
        String upload,
        @Nullable String taken,
        @Nullable String feedback,
        String temporarySuffix,
        @Nullable String marker,
        @Nullable String feedbackMarker,
        Proof proof,
        @Nullable Login login,
        Wrapping wrapping) {
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9._-]{1,20}");

    /** @throws IllegalArgumentException in one sentence: what, got, expected */
    public FileSettings {
        requireSuffix("temporary-suffix", temporarySuffix);
        if (marker != null) {
            requireSuffix("marker", marker);
        }
        if (feedbackMarker != null) {
            requireSuffix("feedback-marker", feedbackMarker);
        }
        if (temporarySuffix.equals(marker) || temporarySuffix.equals(feedbackMarker)) {
            throw new IllegalArgumentException(
                    "marker: '" + temporarySuffix
                            + "' is the temporary suffix too, expected another ending; a file would be complete and incomplete");
        }
    }

    /** The plain form: names only, nothing taken away, read back before it counts. */
    public static FileSettings of(String upload, @Nullable String feedback) {
        return new FileSettings(upload, upload, feedback, ".part", null, null, Proof.READ_BACK, null, Wrapping.NONE);
    }

    private static void requireSuffix(String key, String suffix) {
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new IllegalArgumentException(key + ": '" + suffix
                    + "', expected at most 20 letters, digits, dots, hyphens and underscores, e.g. .part");
        }
    }

    /** How a file is checked before it gets its name. */
    public enum Proof {
        /** It is read back and its digest compared. */
        READ_BACK,
        /** The size that the other side states is compared; for places that cannot be read. */
        SIZE
    }

    /**
     * Who we are at an SFTP server, and whom we trust to be it. Shows no secret.
     *
     * @param user name there
     * @param password null where a key is used
     * @param privateKey in PEM or OpenSSH form; null where a password is used
     * @param keyPassword of the private key; null where it has none
     * @param hostKeys SHA-256 fingerprints of the server's keys as OpenSSH shows them, {@code SHA256:…}; one of them must be met
     */
    public record Login(
            String user,
            @Nullable Supplier<String> password,
            @Nullable Supplier<String> privateKey,
            @Nullable Supplier<String> keyPassword,
            List<String> hostKeys) {
        private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

        /** @throws IllegalArgumentException in one sentence: what, got, expected */
        public Login {
            if (hostKeys.isEmpty()) {
                throw new IllegalArgumentException("host-key: none, expected the server's fingerprint, e.g. of"
                        + " ssh-keyscan HOST | ssh-keygen -lf -, compared with what the registry's operator says");
            }
            for (String key : hostKeys) {
                if (!FINGERPRINT.matcher(key).matches()) {
                    throw new IllegalArgumentException(
                            "host-key: '" + key + "', expected SHA256: and 43 characters of Base64");
                }
            }
            if ((password == null) == (privateKey == null)) {
                throw new IllegalArgumentException("expected either password or key, got "
                        + (password == null ? "neither" : "both") + "; write one of them as a reference");
            }
        }
    }
}
