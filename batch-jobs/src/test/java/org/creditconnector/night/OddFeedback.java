package org.creditconnector.night;

import java.util.List;
import org.creditconnector.delivery.RegistryConnection;
import org.creditconnector.faults.ChangedWay;
import org.jspecify.annotations.Nullable;

/** Ways to a registry that gives feedback as no registry should. */
final class OddFeedback {
    private OddFeedback() {}

    /** Its first page that holds something comes without it, and the cursor is past it. */
    static final class Forgetful extends ChangedWay {
        private boolean forgot;

        Forgetful(RegistryConnection real) {
            super(real);
        }

        @Override
        public FeedbackPage feedback(@Nullable String after) {
            FeedbackPage page = real.feedback(after);
            if (forgot || page.entries().isEmpty()) {
                return page;
            }
            forgot = true;
            return new FeedbackPage(List.of(), page.next(), page.more());
        }
    }

    /** Knows no package. */
    static final class Amnesiac extends ChangedWay {
        Amnesiac(RegistryConnection real) {
            super(real);
        }

        @Override
        public PackageKnowledge packageKnowledge(String packageId) {
            return new PackageKnowledge(PackageKnowledge.State.UNKNOWN, null);
        }
    }

    /** Gives its whole list whatever the cursor. */
    static final class FromTheBeginning extends ChangedWay {
        FromTheBeginning(RegistryConnection real) {
            super(real);
        }

        @Override
        public FeedbackPage feedback(@Nullable String after) {
            return real.feedback(null);
        }
    }

    /** Always says that more is waiting. */
    static final class Circular extends ChangedWay {
        Circular(RegistryConnection real) {
            super(real);
        }

        @Override
        public FeedbackPage feedback(@Nullable String after) {
            FeedbackPage page = real.feedback(after);
            return new FeedbackPage(page.entries(), page.next(), true);
        }
    }
}
