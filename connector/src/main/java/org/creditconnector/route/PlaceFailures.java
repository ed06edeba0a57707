package org.creditconnector.route;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.creditconnector.delivery.file.PlaceUnreachableException;

/** What a failure of a place is called in a sentence. */
final class PlaceFailures {
    private PlaceFailures() {}

    static String sentence(Exception failure) {
        String said = failure.getMessage() == null ? "" : ", " + failure.getMessage();
        if (failure instanceof PlaceUnreachableException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof SocketTimeoutException) {
            return "time-out" + said;
        }
        if (failure instanceof SftpException refused) {
            return refused.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED
                    ? "permission denied by the server"
                    : "refused by the server (" + SftpConstants.getStatusName(refused.getStatus()) + said + ")";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied" + said;
        }
        if (failure instanceof FileSystemException refused) {
            return "refused by the file system" + said
                    + (refused.getReason() == null ? " (" + failure.getClass().getSimpleName() + ")" : "");
        }
        if (failure instanceof IOException && failure.getCause() == null && failure.getMessage() != null) {
            return failure.getMessage();
        }
        return "connection broken (" + failure.getClass().getSimpleName() + said + ")";
    }
}
