package org.creditconnector.registry;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.creditconnector.delivery.FileSettings;
import org.creditconnector.delivery.KafkaSettings;
import org.jspecify.annotations.Nullable;

/** What a kind of registry can do over HTTP and cannot over files or over a log. */
public final class ChannelPowers {
    private ChannelPowers() {}

    /**
     * The powers a target lacks because of its channel.
     *
     * @param files where its files lie; null for {@code http}, which takes nothing away
     */
    public static Set<Power> lackedBy(@Nullable FileSettings files) {
        Set<Power> lacked = EnumSet.noneOf(Power.class);
        if (files != null) {
            lacked.add(Power.STATEMENT);
            lacked.add(Power.LISTING);
            if (files.taken() == null) {
                // A file that is gone was taken or was never there.
                lacked.add(Power.STATUS_QUERY);
            }
            if (files.feedback() == null) {
                lacked.add(Power.FEEDBACK);
            }
        }
        return Collections.unmodifiableSet(lacked);
    }

    /** The powers a target lacks because it is spoken to over Kafka: nothing can be asked, and answers may not be there either. */
    public static Set<Power> lackedBy(KafkaSettings kafka) {
        Set<Power> lacked = EnumSet.of(Power.STATEMENT, Power.LISTING, Power.STATUS_QUERY);
        if (kafka.answers() == null) {
            lacked.add(Power.FEEDBACK);
        }
        return Collections.unmodifiableSet(lacked);
    }
}
