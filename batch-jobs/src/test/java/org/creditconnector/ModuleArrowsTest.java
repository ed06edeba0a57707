package org.creditconnector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows between modules and the one framework each may use; what the poms cannot say. */
class ModuleArrowsTest {
    private static final String[] MAPPINGS = {
        "org.creditconnector.record..",
        "org.creditconnector.source..",
        "org.creditconnector.mapping..",
        "org.creditconnector.history..",
        "org.creditconnector.identifier..",
        "org.creditconnector.rules..",
        "org.creditconnector.totals..",
        "org.creditconnector.masking..",
        "org.creditconnector.yaml.."
    };
    private static final String[] CONNECTOR = {
        "org.creditconnector.registry..",
        "org.creditconnector.delivery..",
        "org.creditconnector.route..",
        "org.creditconnector.wrapping.."
    };
    private static final String[] BATCH_JOBS = {
        "org.creditconnector.night..",
        "org.creditconnector.ledger..",
        "org.creditconnector.broker..",
        "org.creditconnector.extract..",
        "org.creditconnector.command..",
        "org.creditconnector.config..",
        "org.creditconnector.notify..",
        "org.creditconnector.calendar.."
    };
    private static final String MOCK = "org.creditconnector.mockregistry..";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.creditconnector");

    @Test
    void mappingsKnowNobody() {
        forbid(MAPPINGS, CONNECTOR);
        forbid(MAPPINGS, BATCH_JOBS);
        forbid(MAPPINGS, "org.apache.camel..", "org.springframework..", "java.sql..", "javax.sql..", "java.net.http..");
    }

    @Test
    void theConnectorKnowsMappingsOnly() {
        forbid(CONNECTOR, BATCH_JOBS);
        forbid(CONNECTOR, "org.springframework..", "java.sql..", "javax.sql..");
    }

    @Test
    void jobsLeaveTheWireToTheConnector() {
        forbid(BATCH_JOBS, "org.apache.camel..");
    }

    @Test
    void nobodyKnowsTheMockAndTheMockKnowsNobody() {
        forbid(MAPPINGS, MOCK);
        forbid(CONNECTOR, MOCK);
        forbid(BATCH_JOBS, MOCK);
        forbid(new String[] {MOCK}, MAPPINGS);
        forbid(new String[] {MOCK}, CONNECTOR);
        forbid(new String[] {MOCK}, BATCH_JOBS);
    }

    @Test
    void meaningAndMovementReadNoClock() {
        String[] both = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(MAPPINGS), java.util.Arrays.stream(CONNECTOR))
                .toArray(String[]::new);
        for (Class<?> time : new Class<?>[] {
            java.time.LocalDate.class,
            java.time.LocalDateTime.class,
            java.time.Instant.class,
            java.time.ZonedDateTime.class
        }) {
            ArchRule rule = noClasses().that().resideInAnyPackage(both).should().callMethod(time, "now");
            rule.check(OURS);
        }
    }

    /** A mapping is compiled once: no row is mapped by reflection. */
    @Test
    void rowsAreMappedWithoutReflection() {
        forbid(
                new String[] {
                    "org.creditconnector.mapping..", "org.creditconnector.history..", "org.creditconnector.rules.."
                },
                "java.lang.reflect..");
    }

    @Test
    void commandsAreAtTheTop() {
        forbid(
                new String[] {
                    "org.creditconnector.ledger..",
                    "org.creditconnector.broker..",
                    "org.creditconnector.extract..",
                    "org.creditconnector.calendar.."
                },
                "org.creditconnector.command..",
                "org.creditconnector.night..");
    }

    private static void forbid(String[] from, String... to) {
        noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to)
                .check(OURS);
    }
}
