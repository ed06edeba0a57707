package org.creditconnector.command;

import picocli.CommandLine.Command;

/** The loop of somebody who writes a source folder; a file for each of its commands. */
@Command(
        name = "mapping",
        description = "Source folders: from the lender's rows to credit records.",
        subcommands = {
            MappingGuessCommand.class,
            MappingCheckCommand.class,
            MappingPreviewCommand.class,
            MappingExplainCommand.class,
            MappingSampleCommand.class,
            MappingTestCommand.class,
            MappingFuzzCommand.class,
            MappingCoverageCommand.class,
            MappingDiffCommand.class,
            MappingPublishCommand.class,
            MappingRestoreCommand.class,
            MappingLineageCommand.class,
            MappingDocCommand.class,
            MappingSchemaCommand.class
        })
final class MappingCommand extends Group {}
