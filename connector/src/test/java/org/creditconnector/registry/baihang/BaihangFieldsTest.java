package org.creditconnector.registry.baihang;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.creditconnector.registry.FieldOrigins;
import org.creditconnector.registry.RegistryField;
import org.junit.jupiter.api.Test;

/** What each field of the agency's records is made from, for {@code target check}. */
class BaihangFieldsTest {
    private static final BaihangPack PACK = BaihangPack.shipped();

    private static Set<String> names(boolean mustOnly) {
        Set<String> names = new TreeSet<>();
        PACK.layouts(LocalDate.of(2024, 3, 31)).values().stream()
                .filter(BaihangPack.Layout::told)
                .forEach(layout -> layout.fields().stream()
                        .filter(field -> field.must() || !mustOnly)
                        .forEach(field -> names.add(layout.kind() + " " + field.name())));
        return names;
    }

    @Test
    void everyRowNamesAFieldAndEveryFieldThatMustBeThereHasARow() {
        Set<String> rows = FieldOrigins.of(BaihangProfile.CODE).keySet();
        assertThat(names(false)).containsAll(rows);
        assertThat(rows).containsAll(names(true));
    }

    @Test
    void theFieldsOfEachKindThatIsToldAreListedUnderTheirTags() {
        assertThat(new BaihangProfile()
                        .fields().stream().map(RegistryField::record).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("X2", "D2", "D3", "CL1", "CL2");
        assertThat(new BaihangProfile().fields())
                .filteredOn(field -> field.record().equals("D2") && field.name().equals("loanAmount"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.required()).isTrue();
                    assertThat(field.requirement()).isEqualTo("must");
                    assertThat(field.from()).containsExactly("account.principal");
                    assertThat(field.meaning()).isEqualTo("amount lent");
                });
    }
}
