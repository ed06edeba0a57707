package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registry has on file about one subject (account, agreement, collateral contract, person, enterprise, relation), as far as its
 * rules ask for it. No names and no numbers of documents: identities are digests.
 *
 * @param accountType empty where the record has none, or nothing is on file
 * @param versions by report date, ascending
 * @param events special events of an account, in the order they came
 * @param formerIds identifiers the subject had before
 * @param movedTo identifier to which this one was changed away; null while it is in use
 */
public record OnFile(
        String accountType,
        List<Version> versions,
        List<Event> events,
        List<String> formerIds,
        @Nullable String movedTo) {
    /** Nothing is on file. */
    public static final OnFile NOTHING = new OnFile("", List.of(), List.of(), List.of(), null);

    public OnFile {
        versions = List.copyOf(versions);
        events = List.copyOf(events);
        formerIds = List.copyOf(formerIds);
    }

    /**
     * What was told at a report date.
     *
     * @param reportDate {@code 2024-04-30}
     * @param identity digest of kind and number of the borrower's document; empty where the record has none
     * @param segments in the order of the pack
     */
    public record Version(String reportDate, String identity, List<Told> segments) {
        public Version {
            segments = List.copyOf(segments);
        }

        /** A fact of a segment; null when it was not told. */
        @Nullable String fact(String segment, String tag) {
            Told told = told(segment);
            return told == null ? null : told.facts().get(tag);
        }

        /** A segment; null when it was not told. */
        @Nullable Told told(String segment) {
            for (Told told : segments) {
                if (told.segment().equals(segment)) {
                    return told;
                }
            }
            return null;
        }
    }

    /**
     * What is remembered of a segment.
     *
     * @param facts the fields that the pack marks {@code keep}
     * @param repeated keys of the repeated groups that it marks so, values joined by a plus sign
     */
    public record Told(String segment, Map<String, String> facts, List<String> repeated) {
        public Told {
            facts = Map.copyOf(facts);
            repeated = List.copyOf(repeated);
        }
    }

    /**
     * A special event that is in force.
     *
     * @param role what the code list says it is, e.g. {@code no-bill}
     * @param month {@code 2024-05}
     */
    public record Event(String kind, String role, String month, String reportDate) {}

    /** Nothing is on file under this identifier, or it was changed away. */
    boolean isUnknown() {
        return versions.isEmpty() || movedTo != null;
    }

    /** The version of a date; null when there is none. */
    @Nullable Version at(String reportDate) {
        for (Version version : versions) {
            if (version.reportDate().equals(reportDate)) {
                return version;
            }
        }
        return null;
    }

    /** Null when nothing is on file. */
    @Nullable Version newest() {
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }

    /** The newest value of a field in any segment; null when it was never told. */
    @Nullable String fact(String tag) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            for (Told told : versions.get(i).segments()) {
                String value = told.facts().get(tag);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }
}
