package org.creditconnector.registry;

import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;

/** Avro's view of our classes with the conversions that generated code keeps to itself: decimals and dates also inside unions and lists. */
public final class WireData {
    /** To be shared; thread-safe once made. */
    public static final SpecificData DATA = make();

    private WireData() {}

    /** Lets Avro read into the generated classes of a package: it reads into classes of trusted packages only. */
    public static void trust(Class<?> one) {
        synchronized (ClassSecurityValidator.class) {
            ClassSecurityValidator.ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
            String trusted = one.getPackageName();
            ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                    before, type -> type.getPackageName().equals(trusted)));
        }
    }

    private static SpecificData make() {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        return data;
    }
}
