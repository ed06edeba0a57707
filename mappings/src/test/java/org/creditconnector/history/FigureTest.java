package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.Test;

/** A field that a figure does not name cannot change it. */
class FigureTest {
    private static final List<String> SECTIONS =
            List.of("account", "instalments", "repayments", "events", "state", "report");

    /** A field of one element, and how to put another value there. */
    private record Spot(String path, IndexedRecord owner, Schema.Field field) {}

    @Test
    void everyFieldThatChangesAFigureIsNamedByIt() {
        Random random = new Random(18);
        Set<String> unnamed = new TreeSet<>();
        Set<String> changing = new TreeSet<>();
        for (int seed = 0; seed < 400; seed++) {
            CreditRecord facts = new RandomAccounts(seed).anything();
            List<PeriodState> before = HistoryDerivation.derive(copy(facts)).record().getMonths();
            for (int spot = 0; spot < 12; spot++) {
                CreditRecord other = copy(facts);
                List<Spot> spots = new ArrayList<>();
                collect(other, "", spots);
                Spot chosen = spots.get(random.nextInt(spots.size()));
                if (!change(chosen, random)) {
                    continue;
                }
                List<PeriodState> after = HistoryDerivation.derive(other).record().getMonths();
                for (Figure figure : Figure.values()) {
                    if (!told(before, figure).equals(told(after, figure))) {
                        changing.add(chosen.path());
                        // Which months there are decides whether there is a figure at all.
                        boolean named = names(figure, chosen.path()) || names(Figure.MONTH, chosen.path());
                        if (!named) {
                            unnamed.add(figure + " " + chosen.path());
                        }
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
        assertThat(changing).contains("instalments[].dueOn", "repayments[].amount", "account.openedOn");
    }

    private static boolean names(Figure figure, String path) {
        return figure.reads().stream().anyMatch(read -> path.equals(read) || path.startsWith(read + "."));
    }

    private static List<Object> told(List<PeriodState> months, Figure figure) {
        int position = PeriodState.getClassSchema().getField(figure.field()).pos();
        List<Object> values = new ArrayList<>();
        months.forEach(month -> values.add(String.valueOf(month.get(position))));
        return values;
    }

    private static CreditRecord copy(CreditRecord record) {
        CreditRecordCodec codec = new CreditRecordCodec();
        return codec.decode(codec.encode(record));
    }

    private static void collect(IndexedRecord record, String path, List<Spot> spots) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (path.isEmpty() && !SECTIONS.contains(field.name())) {
                continue;
            }
            String at = path.isEmpty() ? field.name() : path + "." + field.name();
            Object value = record.get(field.pos());
            if (value instanceof IndexedRecord section) {
                collect(section, at, spots);
            } else if (value instanceof List<?> list) {
                for (Object element : list) {
                    if (element instanceof IndexedRecord section) {
                        collect(section, at + "[]", spots);
                    }
                }
            } else if (!at.equals("report.asOf")) {
                spots.add(new Spot(at, record, field));
            }
        }
    }

    /** Puts another value of the same type; false where there is none at hand. */
    private static boolean change(Spot spot, Random random) {
        Object value = spot.owner().get(spot.field().pos());
        Object other;
        if (value instanceof BigDecimal amount) {
            other = amount.add(BigDecimal.valueOf(random.nextInt(50_000_000) - 10_000_000L, 6));
        } else if (value instanceof LocalDate date) {
            other = date.plusDays(random.nextInt(120) - 60L);
        } else if (value instanceof Integer number) {
            other = number + random.nextInt(40);
        } else if (value instanceof Boolean flag) {
            other = !flag;
        } else if (value instanceof Enum<?> symbol) {
            Object[] symbols = symbol.getDeclaringClass().getEnumConstants();
            other = symbols[random.nextInt(symbols.length)];
        } else if (value instanceof String text) {
            other = text.equals("1") ? "2" : "a" + random.nextInt(100);
        } else {
            return false;
        }
        spot.owner().put(spot.field().pos(), other);
        return true;
    }
}
