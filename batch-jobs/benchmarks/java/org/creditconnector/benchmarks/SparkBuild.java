package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Builds the Spark job when it is asked for: no other build resolves Spark. */
final class SparkBuild {
    private SparkBuild() {}

    /** Whether the job was built from the sources as they are. */
    static boolean isDone(Path checkout) throws IOException {
        Path jar = jar(checkout);
        if (!Files.exists(jar)) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(jar);
        try (Stream<Path> files = Files.walk(checkout.resolve("batch-jobs/benchmarks/spark"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Builds with the checkout's own Maven. */
    static void run(Path checkout) throws IOException, InterruptedException {
        Path log = checkout.resolve("batch-jobs/target/spark-build.log");
        Files.createDirectories(log.getParent());
        Files.deleteIfExists(jar(checkout));
        Process build = new ProcessBuilder(List.of(
                        checkout.resolve("mvnw").toString(),
                        "-B",
                        "-ntp",
                        "-f",
                        checkout.resolve("batch-jobs/benchmarks/spark/pom.xml").toString(),
                        "package"))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (build.waitFor() != 0) {
            throw new IOException("BENCH-SPARK " + log + ": the Spark job was not built, expected a JDK 17+ and Maven Central;"
                    + " see the log, or leave spark out of --peers");
        }
    }

    /** The job, with its libraries in a folder beside it. */
    static Path jar(Path checkout) {
        return checkout.resolve("batch-jobs/target/spark/spark-night.jar");
    }
}
