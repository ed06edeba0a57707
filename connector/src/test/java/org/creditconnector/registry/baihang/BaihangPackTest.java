package org.creditconnector.registry.baihang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.stream.Stream;
import org.creditconnector.registry.baihang.BaihangPack.Field;
import org.creditconnector.registry.pack.BrokenPackException;
import org.creditconnector.registry.pack.PackFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaihangPackTest {
    private static final LocalDate NOW = LocalDate.of(2024, 3, 31);

    @TempDir
    Path folder;

    private BaihangPack changed(String file, String what, String by) throws IOException {
        Path shipped = Path.of("registries/baihang");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path one : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = folder.resolve(shipped.relativize(one).toString());
                Files.createDirectories(copy.getParent());
                String text = Files.readString(one);
                assertThat(!one.endsWith(file) || text.contains(what)).as(what).isTrue();
                Files.writeString(copy, one.endsWith(file) ? text.replace(what, by) : text);
            }
        }
        return new BaihangPack(PackFolder.at(folder));
    }

    private static String tag(BaihangPack pack, LocalDate date) {
        return pack.layout("D2", date).fields().stream()
                .filter(field -> field.name().equals("graceDays"))
                .map(Field::tag)
                .findFirst()
                .orElse("");
    }

    @Test
    void kindsGoInAnOrderInWhichNothingNamesWhatIsNotThere() {
        assertThat(BaihangPack.shipped().layouts(NOW).values().stream()
                        .sorted(Comparator.comparingInt(BaihangPack.Layout::order)))
                .extracting(BaihangPack.Layout::kind)
                .containsExactly("C1", "X2", "D2", "CL1", "D4", "D3", "CL2", "X3", "X4");
    }

    @Test
    void whatIsToldHasFieldsAndAPathAndWhatNamesAPersonTravelsEnciphered() {
        assertThat(BaihangPack.shipped().layouts(NOW).values())
                .filteredOn(BaihangPack.Layout::told)
                .hasSize(5)
                .allSatisfy(layout -> {
                    assertThat(layout.path()).startsWith("/api/");
                    assertThat(layout.fields().stream().filter(Field::encrypted).map(Field::tag))
                            .containsExactly("name", "pid", "mobile");
                });
    }

    @Test
    void aRowIsInForceFromItsFirstDayUntilItsLastIsOver() throws Exception {
        BaihangPack pack = changed(
                "fields.csv",
                "D2,graceDays,gracePeriod,count,,may,omit,,yes,days of grace,internal,,,S5",
                "D2,graceDays,gracePeriod,count,,may,omit,,yes,days of grace,internal,,2024-04-01,S5\n"
                        + "D2,graceDays,graceDays,count,,may,omit,,yes,days of grace,internal,2024-04-01,,S5");
        assertThat(tag(pack, NOW)).isEqualTo("gracePeriod");
        assertThat(tag(pack, NOW.plusDays(1))).isEqualTo("graceDays");
    }

    @Test
    void aBrokenPackNamesEachProblemWithItsLine() throws Exception {
        BaihangPack pack = changed("fields.csv", "C1,name,name,text 1-100,,must,", "C1,name,name,txt,,must,");
        assertThatThrownBy(() -> pack.layouts(NOW))
                .isInstanceOf(BrokenPackException.class)
                .hasMessageContaining("fields.csv:5: type 'txt', expected text 1-100 or one of");
    }
}
