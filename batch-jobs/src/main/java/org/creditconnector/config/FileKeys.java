package org.creditconnector.config;

import static org.creditconnector.config.Key.optional;
import static org.creditconnector.config.Key.required;

import java.util.List;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.wrapping.WrappingStep;

/** The keys of targets that take files: part of the definition in {@link ConfigKeys}. */
final class FileKeys {
    static final Key<String> UPLOAD = required("upload", Kinds.TEXT, "Directory that packages are put into.");
    static final Key<String> TAKEN = optional(
            "taken",
            Kinds.TEXT,
            "Directory into which the registry moves what it took, or the upload directory where it leaves files lying; without it nothing can be asked about a package.");
    static final Key<String> FEEDBACK_FILES = optional(
            "feedback", Kinds.TEXT, "Directory that feedback is fetched from; without it there is no feedback.");
    static final Key<String> TEMPORARY_SUFFIX = optional(
            "temporary-suffix", Kinds.TEXT, ".part", ".part", "Follows the name of a file that is not complete.");
    static final Key<String> MARKER =
            optional("marker", Kinds.TEXT, "Follows the name of an empty file that says that a package is complete.");
    static final Key<String> FEEDBACK_MARKER = optional(
            "feedback-marker", Kinds.TEXT, "Follows the name of a file that says that a feedback file is complete.");
    static final Key<FileSettings.Proof> PROOF = optional(
            "proof",
            Kinds.oneOf(FileSettings.Proof.class),
            FileSettings.Proof.READ_BACK,
            "read-back",
            "How a file is checked before it gets its name: read back, or only its size where the place cannot be read.");
    static final Key<Values> FILES = optional(
            "files",
            Kinds.section(UPLOAD, TAKEN, FEEDBACK_FILES, TEMPORARY_SUFFIX, MARKER, FEEDBACK_MARKER, PROOF),
            "Where files lie, for the channels sftp and directory; relative ones of directory start at this file's directory.");

    static final Key<String> LOGIN_USER = required("user", Kinds.TEXT, "User at the server.");
    static final Key<Secret> PRIVATE_KEY = optional(
            "key",
            Kinds.PRIVATE,
            Secret.NONE,
            "none",
            "Private key in PEM or OpenSSH form in place of a password, by reference only.");
    static final Key<Secret> KEY_PASSWORD = optional(
            "key-password", Kinds.SECRET, Secret.NONE, "none", "Password of the private key, by reference only.");
    static final Key<List<String>> HOST_KEY = required(
            "host-key",
            Kinds.list(Kinds.TEXT),
            "SHA-256 fingerprints of the server's keys, one of which it must show, e.g. SHA256:… as ssh-keygen -lf shows it.");
    static final Key<Values> LOGIN = optional(
            "login",
            Kinds.section(LOGIN_USER, ConfigKeys.PASSWORD, PRIVATE_KEY, KEY_PASSWORD, HOST_KEY),
            "Who we are at an SFTP server, and whom we trust to be it.");

    static final Key<Values> BASIC = optional(
            "basic",
            Kinds.section(LOGIN_USER, ConfigKeys.PASSWORD),
            "Name and password at an HTTP registry that asks for them (Basic), in place of a token.");

    static final Key<List<WrappingStep>> WRAPPING = optional(
            "wrapping",
            Kinds.list(new StepKind()),
            List.of(),
            "none",
            "What is done to a package file before it travels, in order, and undone with feedback: gzip, zip, sm4, aes, session-key, digest, sm2, rsa-fields.");

    private FileKeys() {}
}
