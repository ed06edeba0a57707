package org.creditconnector.mapping;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;
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

    /**
     * Makes new records of a type, every field empty. The constructor is linked once, like a method reference in the code: nothing is
     * reflected upon when a record is made.
     */
    @SuppressWarnings("unchecked") // the lambda is made of this very constructor
    static Supplier<IndexedRecord> maker(Schema type) {
        Class<? extends IndexedRecord> generated = of(type).asSubclass(IndexedRecord.class);
        try {
            MethodHandles.Lookup here = MethodHandles.lookup();
            MethodHandle constructor = here.findConstructor(generated, MethodType.methodType(void.class));
            return (Supplier<IndexedRecord>) LambdaMetafactory.metafactory(
                            here,
                            "get",
                            MethodType.methodType(Supplier.class),
                            MethodType.methodType(Object.class),
                            constructor,
                            MethodType.methodType(generated))
                    .getTarget()
                    .invoke();
        } catch (Throwable broken) {
            throw new IllegalStateException("no constructor in the class of " + type.getFullName(), broken);
        }
    }
}
