package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the central bank's registry holds of one subject.
 *
 * @param subject report record and identifier, e.g. {@code 210/Z99999999H0001LN1}; a digest for persons and enterprises
 * @param versions what stands, by report date
 * @param events special events (215) in force, as {@code kind month}, in the order they came
 */
public record PbcrcHolding(String subject, List<Version> versions, List<String> events) {
    public PbcrcHolding {
        versions = List.copyOf(versions);
        events = List.copyOf(events);
    }

    /** The version of a report date. */
    public Optional<Version> at(String reportDate) {
        return versions.stream()
                .filter(version -> version.reportDate().equals(reportDate))
                .findFirst();
    }

    /** Report date and time point of each version, e.g. {@code 2024-04-30 30}. */
    public List<String> brief() {
        return versions.stream()
                .map(version -> (version.reportDate() + " " + version.point()).strip())
                .toList();
    }

    /**
     * What stands at a report date.
     *
     * @param reportDate {@code 2024-04-30}
     * @param point time point code with which it was told; empty when only a correction told of the date
     * @param segments values by tag of the segment, then by tag of the field; a field of a repeated group is {@code Group[1].Field}
     */
    public record Version(String reportDate, String point, Map<String, Map<String, String>> segments) {
        public Version {
            segments = Map.copyOf(segments);
        }

        /** A value; empty when the segment or the field is not there. */
        public Optional<String> value(String segment, String field) {
            return Optional.ofNullable(segments.getOrDefault(segment, Map.of()).get(field));
        }

        /** Date, point and tags: values may be personal. */
        @Override
        public String toString() {
            return reportDate + " " + point + " "
                    + segments.keySet().stream().sorted().toList();
        }
    }
}
