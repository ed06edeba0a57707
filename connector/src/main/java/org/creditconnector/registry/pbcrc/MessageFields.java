package org.creditconnector.registry.pbcrc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.creditconnector.registry.FieldOrigins;
import org.creditconnector.registry.RegistryField;
import org.creditconnector.registry.pbcrc.message.FieldLayout;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.RecordLayout;

/** The tags of the pack with what the profile makes each from. */
final class MessageFields {
    private MessageFields() {}

    /** The fields of all records that have origins, in the order of the pack; those that are never told are left out. */
    static List<RegistryField> of(MessagePack pack, String template) {
        Map<String, FieldOrigins.Origin> origins = FieldOrigins.of(PbcrcProfile.CODE);
        List<RegistryField> fields = new ArrayList<>();
        for (RecordLayout layout : pack.records()) {
            if (!layout.template().isEmpty() && !layout.template().equals(template)) {
                continue;
            }
            for (RecordLayout.FieldPlace place : layout.fields()) {
                FieldLayout field = place.field();
                FieldOrigins.Origin origin = origins.get(layout.type() + " " + field.tag());
                if (origin != null) {
                    fields.add(new RegistryField(
                            layout.type(),
                            place.segment(),
                            field.tag(),
                            field.meaning(),
                            field.requirement(),
                            field.isRequired(),
                            origin.from(),
                            origin.place()));
                }
            }
        }
        return fields;
    }
}
