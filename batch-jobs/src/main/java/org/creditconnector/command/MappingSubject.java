package org.creditconnector.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.creditconnector.calendar.ReportingCalendar;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.config.SourceConfig;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.night.Lender;
import org.jspecify.annotations.Nullable;

/**
 * What a person means by SOURCE: a directory, a configured source, or a source folder by its name. Without a configuration the
 * folders of the application and directories still work, so that a mapping can be written before anything else is set up.
 *
 * @param mapping the checked folder
 * @param lender the way to the real rows; null where SOURCE is only a folder
 */
record MappingSubject(SourceMapping mapping, @Nullable Lender lender) implements AutoCloseable {
    /**
     * Finds it.
     *
     * @param date business date; null for the last complete one
     * @throws org.creditconnector.yaml.InvalidDocumentException with every problem of the folder, or when there is none
     */
    static MappingSubject of(CreditConnector app, String name, @Nullable LocalDate date) {
        Path directory = Path.of(name);
        if (Files.isDirectory(directory) && (name.contains("/") || !app.hasConfig())) {
            return new MappingSubject(SourceMapping.load(SourceFolder.of(directory)), null);
        }
        if (!app.hasConfig()) {
            return new MappingSubject(SourceMapping.shipped(name), null);
        }
        ConnectorConfig config = app.config();
        SourceConfig source = config.sources().get(name);
        if (source == null) {
            return new MappingSubject(Lender.mapping(config, name), null);
        }
        LocalDate businessDate = date == null
                ? ReportingCalendar.of(config.lender())
                        .lastComplete(app.surroundings().clock().instant())
                : date;
        Lender lender = new Lender(config, source, businessDate).patientAsAPerson();
        return new MappingSubject(lender.mapping(), lender);
    }

    @Override
    public void close() {
        if (lender != null) {
            lender.close();
        }
    }
}
