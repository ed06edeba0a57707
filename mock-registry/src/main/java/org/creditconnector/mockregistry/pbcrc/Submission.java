package org.creditconnector.mockregistry.pbcrc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submitted file, read: name, header, lines, and what is wrong with it as a whole.
 *
 * @param name null when it is malformed
 * @param header null when it is malformed
 * @param lines of records, without the header
 */
record Submission(
        @Nullable SubmissionName name, @Nullable SubmissionHeader header, List<String> lines, List<Refusal> refusals) {
    static final int LONGEST_LINE = 10_000_000;
    private static final Set<String> VERSIONS = Set.of("2.0.0", "2.0.1");
    private static final Set<String> TEMPLATES = Set.of("10", "90");
    private static final Set<String> WITH_TEMPLATE = Set.of("110", "310");
    private static final String NO_TEMPLATE = "  ";

    /** A file that cannot be opened. */
    static Submission closed(String name, String code) {
        SubmissionName read = SubmissionName.read(name);
        return new Submission(read, null, List.of(), List.of(Refusal.of(read == null ? "ABN003" : code)));
    }

    static Submission read(PbcrcFile file) {
        List<Refusal> refusals = new ArrayList<>();
        SubmissionName name = SubmissionName.read(file.name());
        if (name == null) {
            refusals.add(Refusal.of("ABN003"));
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.content()))
                    .toString();
        } catch (CharacterCodingException e) {
            refusals.add(Refusal.of("ABF011"));
            return new Submission(name, null, List.of(), refusals);
        }
        List<String> parts = List.of(text.split("\r\n", -1));
        String first = parts.get(0);
        List<String> lines = parts.subList(1, parts.size());
        boolean separated = parts.stream().noneMatch(part -> part.indexOf('\r') >= 0 || part.indexOf('\n') >= 0)
                && lines.stream().noneMatch(String::isEmpty);
        if (!separated) {
            refusals.add(Refusal.of("ABF010"));
        }
        if (lines.stream().anyMatch(line -> line.length() > LONGEST_LINE)) {
            refusals.add(Refusal.of("ABF008"));
        }
        SubmissionHeader header = SubmissionHeader.read(first);
        if (header == null) {
            refusals.add(Refusal.of("ABH005"));
            return new Submission(name, null, lines, refusals);
        }
        if (header.count() != lines.size()) {
            refusals.add(Refusal.of("ABH005"));
        }
        boolean template = WITH_TEMPLATE.contains(header.type())
                ? TEMPLATES.contains(header.template())
                : header.template().equals(NO_TEMPLATE);
        if (!VERSIONS.contains(header.version()) || !template) {
            refusals.add(Refusal.of("ABH006"));
        }
        if (name != null
                && !(name.provider().equals(header.provider())
                        && header.madeAt().startsWith(name.day())
                        && name.type().equals(header.type()))) {
            refusals.add(Refusal.of("ABF007"));
        }
        return new Submission(name, header, lines, refusals);
    }

    /** Whether fields outside the base may be missing. */
    boolean relaxed() {
        return header != null && header.template().equals("90");
    }
}
