package org.creditconnector.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.fixture.Leaves;
import org.creditconnector.fixture.RandomAccounts;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.PeriodState;
import org.junit.jupiter.api.Test;

/** A field that a figure does not name cannot change it. */
class FigureTest {
    private static final Set<String> FACTS = Set.of("account", "instalments", "repayments", "events", "state");

    @Test
    void everyFieldThatChangesAFigureIsNamedByIt() {
        Random random = new Random(18);
        CreditRecordCodec codec = new CreditRecordCodec();
        Set<String> unnamed = new TreeSet<>();
        Set<String> changing = new TreeSet<>();
        for (int seed = 0; seed < 400; seed++) {
            byte[] facts = codec.encode(new RandomAccounts(seed).anything());
            List<PeriodState> before =
                    HistoryDerivation.derive(codec.decode(facts)).record().getMonths();
            for (int spot = 0; spot < 12; spot++) {
                CreditRecord other = codec.decode(facts);
                List<Leaves.Leaf> leaves = Leaves.of(other, FACTS);
                Leaves.Leaf chosen = leaves.get(random.nextInt(leaves.size()));
                if (!chosen.change(random.nextInt(1_000))) {
                    continue;
                }
                List<PeriodState> after =
                        HistoryDerivation.derive(other).record().getMonths();
                for (Figure figure : Figure.values()) {
                    if (!told(before, figure).equals(told(after, figure))) {
                        changing.add(chosen.path());
                        // Which months there are decides whether there is a figure at all.
                        if (!names(figure, chosen.path()) && !names(Figure.MONTH, chosen.path())) {
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
}
