package org.creditconnector.registry.pbcrc.message;

import org.jspecify.annotations.Nullable;

/** The key by which the registry tells the same record from another one. */
public final class MessageKey {
    private static final char BETWEEN = '\u001f';

    private MessageKey() {}

    /**
     * Record type and the values of the key fields of the pack; holds personal values for basic information.
     *
     * @return null when a key field is missing in the message
     */
    public static @Nullable String of(MessagePack pack, Message message) {
        RecordLayout layout = pack.record(message.record());
        StringBuilder key = new StringBuilder(message.record());
        for (String tag : layout.key()) {
            String value = message.value(tag);
            boolean optional = layout.kind() == RecordKind.SEGMENT_DELETION;
            if (value == null && !optional) {
                return null;
            }
            key.append(BETWEEN).append(value == null ? "" : value);
        }
        return key.toString();
    }
}
