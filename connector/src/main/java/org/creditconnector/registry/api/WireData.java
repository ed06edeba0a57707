package org.creditconnector.registry.api;

import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/** Avro's view of our classes with the conversions that generated code keeps to itself: decimals and dates also inside unions and lists. */
final class WireData {
    static final SpecificData DATA = make();

    private WireData() {}

    private static SpecificData make() {
        SpecificData data = new SpecificData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        return data;
    }
}
