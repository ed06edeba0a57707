package org.creditconnector.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Python that runs the script among the peers. */
final class PythonInterpreter {
    private PythonInterpreter() {}

    /**
     * The first {@code python3} on the path that can import psycopg2. One that cannot may stand before it, as a version manager's
     * does; what is given is the interpreter itself and not what starts it.
     */
    static Optional<Path> withPsycopg2() throws IOException, InterruptedException {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path python = Path.of(directory, "python3");
            if (Files.isExecutable(python)) {
                Process process = new ProcessBuilder(
                                List.of(python.toString(), "-c", "import psycopg2, sys; print(sys.executable)"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() == 0) {
                    return Optional.of(Path.of(said.strip()));
                }
            }
        }
        return Optional.empty();
    }
}
