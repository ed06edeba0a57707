package org.creditconnector.delivery;

import java.util.List;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;

/**
 * How one kind of registry is spoken to by files that are put down and fetched. Pure: the channel does the moving, the configured
 * wrapping is undone before anything is read here.
 */
public interface FileProtocol {
    /**
     * Name under which a package's file is put down where the manifest names none: letters, digits, dots, hyphens and underscores,
     * always the same for the same package and never the same for two.
     */
    String fileName(SubmissionPackage manifest);

    /** Name of the package's file before it was wrapped, for forms that hold one. */
    default String plainName(SubmissionPackage manifest) {
        return fileName(manifest);
    }

    /** Whether a file in the feedback directory is feedback for us, by its name. Others are left. */
    boolean isFeedback(String fileName);

    /**
     * Reads one feedback file.
     *
     * @return one entry for each feedback in it, each with its raw text; what is unreadable in one is a problem of that entry alone
     * @throws UnreadableAnswerException when the file as a whole cannot be used
     */
    List<FeedbackPage.Entry> readFeedback(String fileName, byte[] content);
}
