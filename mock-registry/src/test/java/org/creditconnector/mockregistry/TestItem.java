package org.creditconnector.mockregistry;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;

/**
 * An item as a client might write it, by a schema of this test's own: only the fields that the rules read, in another order than
 * any real client's. That the registry understands it proves that it goes by the schema that travels in the file.
 */
final class TestItem {
    static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"RegistryItem","namespace":"test.other","fields":[
              {"name":"subject","type":"string"},
              {"name":"itemId","type":"string"},
              {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["REPORT","CORRECTION","DELETION","ID_CHANGE","GUESS"]}},
              {"name":"sequence","type":"long"},
              {"name":"reportDate","type":{"type":"int","logicalType":"date"}},
              {"name":"supersedes","type":["null","string"]},
              {"name":"record","type":["null",{"type":"record","name":"CreditRecord","fields":[
                {"name":"report","type":{"type":"record","name":"Report","fields":[
                  {"name":"lenderCode","type":"string"},{"name":"accountKey","type":"string"},
                  {"name":"asOf","type":{"type":"int","logicalType":"date"}}]}},
                {"name":"account","type":{"type":"record","name":"Account","fields":[
                  {"name":"currency","type":"string"},
                  {"name":"principal","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]},
                  {"name":"creditLimit","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]},
                  {"name":"openedOn","type":["null",{"type":"int","logicalType":"date"}]},
                  {"name":"formerKeys","type":{"type":"array","items":{"type":"record","name":"FormerKey","fields":[
                    {"name":"accountKey","type":"string"}]}}}]}},
                {"name":"parties","type":{"type":"array","items":{"type":"record","name":"Party","fields":[
                  {"name":"role","type":"string"},{"name":"documents","type":{"type":"array","items":"string"}}]}}},
                {"name":"repayments","type":{"type":"array","items":{"type":"record","name":"Repayment","fields":[
                  {"name":"amount","type":{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}},
                  {"name":"kind","type":"string"},{"name":"reversed","type":"boolean"}]}}},
                {"name":"state","type":{"type":"record","name":"State","fields":[
                  {"name":"status","type":{"type":"record","name":"Status","fields":[{"name":"value","type":"string"}]}}]}},
                {"name":"months","type":{"type":"array","items":{"type":"record","name":"Month","fields":[
                  {"name":"paid","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]}]}}},
                {"name":"position","type":["null",{"type":"record","name":"Position","fields":[
                  {"name":"balance","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]},
                  {"name":"overdueTotal","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]},
                  {"name":"overduePrincipal","type":["null",{"type":"bytes","logicalType":"decimal","precision":24,"scale":6}]},
                  {"name":"daysPastDue","type":["null","int"]}]}]}
              ]}]}
            ]}
            """);
    static final GenericData MODEL = new GenericData();

    static {
        MODEL.addLogicalTypeConversion(new Conversions.DecimalConversion());
        MODEL.addLogicalTypeConversion(new TimeConversions.DateConversion());
    }

    final GenericData.Record datum = new GenericData.Record(SCHEMA);

    private TestItem() {}

    /** A report that every rule likes: 1000 CNY lent, 600 owed, 400 paid. */
    static TestItem report(String id, String key, String date, long sequence) {
        var item = new TestItem();
        item.set("itemId", id).set("subject", "account:" + key).set("kind", "REPORT");
        item.set("reportDate", date).set("sequence", sequence);
        item.datum.put("record", empty(record("record")));
        item.set("record.report.lenderCode", "BANK1").set("record.report.accountKey", key);
        item.set("record.report.asOf", date);
        item.set("record.account.currency", "CNY").set("record.account.principal", "1000.00");
        item.set("record.account.openedOn", "2020-01-15");
        item.set("record.state.status.value", "OPEN");
        item.set("record.position.balance", "600.00").set("record.position.overdueTotal", "0");
        item.set("record.position.overduePrincipal", "0").set("record.position.daysPastDue", 0);
        return item.party("BORROWER", "N-1").repayment("400.00", "REPAYMENT", false);
    }

    static TestItem correction(String id, String key, String date, long sequence, String supersedes) {
        return report(id, key, date, sequence).set("kind", "CORRECTION").set("supersedes", supersedes);
    }

    static TestItem deletion(String id, String key, String date, long sequence, String supersedes) {
        return correction(id, key, date, sequence, supersedes)
                .set("kind", "DELETION")
                .set("record", null);
    }

    TestItem former(String key) {
        return add("record.account.formerKeys", "accountKey", key);
    }

    TestItem party(String role, String... documents) {
        GenericData.Record party = element("record.parties");
        party.put("role", role);
        party.put("documents", List.of(documents));
        return this;
    }

    TestItem repayment(String amount, String kind, boolean reversed) {
        GenericData.Record repayment = element("record.repayments");
        repayment.put("amount", amount(amount));
        repayment.put("kind", kind);
        repayment.put("reversed", reversed);
        return this;
    }

    TestItem month(String paid) {
        return add("record.months", "paid", paid == null ? null : amount(paid));
    }

    TestItem without(String list) {
        list(list).clear();
        return this;
    }

    private TestItem add(String list, String field, Object value) {
        element(list).put(field, value);
        return this;
    }

    /** Sets a field by path; text becomes a decimal, a date or an enum symbol as the schema asks. */
    TestItem set(String path, Object value) {
        String[] names = path.split("\\.");
        GenericData.Record here = datum;
        for (int i = 0; i < names.length - 1; i++) {
            here = (GenericData.Record) here.get(names[i]);
        }
        String last = names[names.length - 1];
        here.put(last, converted(here.getSchema().getField(last).schema(), value));
        return this;
    }

    Object get(String path) {
        Object here = datum;
        for (String name : path.split("\\.")) {
            here = here == null ? null : ((GenericData.Record) here).get(name);
        }
        return here;
    }

    private static Object converted(Schema schema, Object value) {
        Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
        if (!(value instanceof String text) || type.getType() == Schema.Type.STRING) {
            return value;
        }
        return switch (type.getType()) {
            case BYTES -> amount(text);
            case INT -> LocalDate.parse(text);
            default -> new GenericData.EnumSymbol(type, text);
        };
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text).setScale(6);
    }

    private GenericData.Record element(String list) {
        Schema schema = record(list).getElementType();
        var element = new GenericData.Record(schema);
        list(list).add(element);
        return element;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(String path) {
        return (List<Object>) get(path);
    }

    private static Schema record(String path) {
        Schema here = SCHEMA;
        for (String name : path.split("\\.")) {
            here = here.getField(name).schema();
            here = here.isUnion() ? here.getTypes().get(1) : here;
        }
        return here;
    }

    private static GenericData.Record empty(Schema schema) {
        var empty = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            Schema type = field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
            switch (type.getType()) {
                case RECORD -> empty.put(field.pos(), empty(type));
                case ARRAY -> empty.put(field.pos(), new ArrayList<>());
                default -> empty.put(field.pos(), null);
            }
        }
        return empty;
    }
}
