package org.creditconnector.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known after a package was handed to a channel. There are four answers, and only {@link NotSent} may be repeated by machine. */
public sealed interface DeliveryOutcome {
    /** One sentence for the ledger and the operator, without personal data. */
    String detail();

    /**
     * No byte of the package took effect: name, connect or TLS failure, or the registry said that it did not take it in.
     *
     * @param detail what happened
     * @param retryAfter how long the registry asks to wait; null when it does not say
     */
    record NotSent(String detail, @Nullable Duration retryAfter) implements DeliveryOutcome {}

    /**
     * The registry refused it for good; sending the same bytes again is pointless.
     *
     * @param detail the registry's reason
     * @param code short machine-readable reason, e.g. {@code out-of-order}; empty when there is none
     * @param expectedSequence number the registry would have taken; null when it does not say
     */
    record Refused(String detail, String code, @Nullable Long expectedSequence) implements DeliveryOutcome {
        /** A refusal that is not about the number. */
        public Refused(String detail, String code) {
            this(detail, code, null);
        }
    }

    /**
     * The registry has it.
     *
     * @param detail one sentence
     * @param receipt the registry's receipt, as it came
     */
    record Received(String detail, String receipt) implements DeliveryOutcome {}

    /**
     * It may or may not have taken effect.
     *
     * @param detail what is not known, and what was deliberately not done
     */
    record Unknown(String detail) implements DeliveryOutcome {}
}
