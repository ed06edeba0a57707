package org.creditconnector.config;

import java.util.Locale;

/** How packages travel, spelled in small letters. */
enum Channel {
    HTTP,
    SFTP,
    DIRECTORY,
    KAFKA;

    /** As the connector knows it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
