package org.creditconnector.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration: one YAML file, checked in one pass before anything runs. Paths are absolute; relative ones in the file
 * start at the file's directory.
 *
 * @param file the file it was read from
 * @param home directory of everything the connector keeps on disk
 * @param lender who reports
 * @param store where the ledger lives
 * @param sourceFolders directories in which source folders are looked for besides the built-in ones
 * @param sources by name, in the file's order
 * @param targets by name, in the file's order
 * @param notices who hears of the end of a run
 * @param disk room on the disk of the home directory
 * @param log the log file
 * @param broker over which ranges are handed to workers on other machines; null for none
 */
public record ConnectorConfig(
        Path file,
        Path home,
        LenderConfig lender,
        StoreConfig store,
        List<Path> sourceFolders,
        Map<String, SourceConfig> sources,
        Map<String, TargetConfig> targets,
        NotifyConfig notices,
        DiskConfig disk,
        LogConfig log,
        @Nullable BrokerConfig broker) {
    /** Names of the sources that a target takes, in the file's order. */
    public List<String> sourcesOf(TargetConfig target) {
        return sources.keySet().stream()
                .filter(source -> target.sources().isEmpty() || target.sources().contains(source))
                .toList();
    }

    /**
     * Room on the disk of the home directory.
     *
     * @param leastMegabytes left free whatever a night needs
     */
    public record DiskConfig(int leastMegabytes) {
        /** The same in bytes. */
        public long leastBytes() {
            return (long) leastMegabytes << 20;
        }
    }

    /**
     * The log file.
     *
     * @param level level of our own packages: TRACE, DEBUG, INFO, WARN, ERROR
     * @param megabytes size at which a file is rolled
     * @param days days that rolled files are kept
     */
    public record LogConfig(String level, int megabytes, int days) {}
}
