package org.creditconnector.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.registry.SubjectHistory.Open;

/**
 * The history of a subject that changed its key: until the registry knows it under the new one, what is on file under the last key that
 * it knew, with what is on its way under either.
 */
public final class FormerSubjects {
    private FormerSubjects() {}

    /**
     * @param subject the subject as it is called now
     * @param former what it was called before, the newest first
     * @param onFile what is on file, by subject
     * @return a history whose subject is the one under which something is on file; that of {@code subject} where nothing is
     */
    public static SubjectHistory history(String subject, List<String> former, Map<String, SubjectHistory> onFile) {
        SubjectHistory now = onFile.getOrDefault(subject, SubjectHistory.none(subject));
        if (now.accepted() != null) {
            return now;
        }
        for (String name : former) {
            SubjectHistory before = onFile.getOrDefault(name, SubjectHistory.none(name));
            if (before.accepted() != null) {
                List<Open> open = new ArrayList<>(before.open());
                open.addAll(now.open());
                return new SubjectHistory(
                        before.subject(),
                        Math.max(before.lastSequence(), now.lastSequence()),
                        before.accepted(),
                        open,
                        now.rejected() != null ? now.rejected() : before.rejected(),
                        before.standing());
            }
        }
        return now;
    }
}
