package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A request that is refused and changes nothing. Becomes a problem document of RFC 9457. */
final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String title;
    private final @Nullable Long expectedSequence;

    private RefusalException(int status, String type, String title, String detail, @Nullable Long expectedSequence) {
        super(detail);
        this.status = status;
        this.type = type;
        this.title = title;
        this.expectedSequence = expectedSequence;
    }

    static RefusalException badRequest(String detail) {
        return new RefusalException(400, "about:blank", "Bad request", detail, null);
    }

    static RefusalException unauthorised() {
        return new RefusalException(
                401,
                "unauthorised",
                "Unauthorised",
                "A valid bearer token is needed in the header Authorization.",
                null);
    }

    static RefusalException notFound(String path) {
        return new RefusalException(404, "about:blank", "Not found", "Nothing is at " + path + ".", null);
    }

    static RefusalException methodNotAllowed(String method, String path) {
        return new RefusalException(
                405, "about:blank", "Method not allowed", method + " is not possible on " + path + ".", null);
    }

    static RefusalException otherBytes(String detail) {
        return new RefusalException(409, "other-bytes", "Known with other bytes", detail, null);
    }

    static RefusalException tooLarge(long bytes, long limit) {
        return new RefusalException(
                413,
                "too-large",
                "Too large",
                "The package has " + bytes + " bytes, at most " + limit + " are taken.",
                null);
    }

    static RefusalException mediaType(@Nullable String got) {
        return new RefusalException(
                415,
                "about:blank",
                "Unsupported media type",
                "Content-Type is " + got + ", expected application/vnd.apache.avro without Content-Encoding.",
                null);
    }

    static RefusalException digestMismatch(String detail) {
        return new RefusalException(422, "digest-mismatch", "Digest does not match", detail, null);
    }

    static RefusalException unreadable(String detail) {
        return new RefusalException(422, "unreadable-container", "Unreadable container", detail, null);
    }

    static RefusalException incompleteMetadata(String detail) {
        return new RefusalException(422, "incomplete-metadata", "Incomplete metadata", detail, null);
    }

    static RefusalException outOfOrder(long got, long expected) {
        return new RefusalException(
                422,
                "out-of-order",
                "Out of order",
                "The package has sequence " + got + ", the next one is " + expected + ".",
                expected);
    }

    int status() {
        return status;
    }

    String detail() {
        String detail = getMessage();
        return detail == null ? title : detail;
    }

    /** The problem document. */
    Answer answer() {
        ObjectNode problem = Json.object().put("type", type).put("title", title).put("status", status);
        problem.put("detail", detail());
        if (expectedSequence != null) {
            problem.put("expectedSequence", expectedSequence.longValue());
        }
        return Answer.problem(status, problem);
    }
}
