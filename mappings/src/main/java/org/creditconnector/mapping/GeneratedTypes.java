package org.creditconnector.mapping;

import java.lang.reflect.Constructor;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.record.CreditRecord;

/**
 * Finds generated classes by the schema's names. Avro can do it too, but only after the package was declared trusted for the whole
 * process; these names come from our own schema and never from data.
 */
final class GeneratedTypes {
    private GeneratedTypes() {}

    /** The class generated for a record or enum of the credit record's schema. */
    static Class<?> of(Schema type) {
        try {
            return Class.forName(type.getFullName(), true, CreditRecord.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException("no generated class for the schema type " + type.getFullName(), absent);
        }
    }

    /** The constructor of a record class without arguments. */
    static Constructor<? extends IndexedRecord> constructor(Schema type) {
        try {
            return of(type).asSubclass(IndexedRecord.class).getConstructor();
        } catch (NoSuchMethodException absent) {
            throw new IllegalStateException("no constructor in the class of " + type.getFullName(), absent);
        }
    }

    /** A new record with every field empty. */
    static IndexedRecord create(Constructor<? extends IndexedRecord> constructor) {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(
                    "cannot make a " + constructor.getDeclaringClass().getName(), broken);
        }
    }
}
