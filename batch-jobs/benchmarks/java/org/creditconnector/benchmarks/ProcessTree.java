package org.creditconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CPU and memory of processes, from Linux's {@code /proc}. */
final class ProcessTree {
    /** Linux has counted in hundredths of a second on every machine of the last twenty years. */
    private static final double TICKS = 100.0;

    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern NOW = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int SYSTEM_OF_CHILDREN = 14;

    private ProcessTree() {}

    /** CPU seconds of a process and, where asked, of the children that it has waited for; zero when it is gone. */
    static double cpu(long pid, boolean children) {
        String[] fields = stat(Path.of("/proc", Long.toString(pid)));
        int last = children ? SYSTEM_OF_CHILDREN : SYSTEM;
        return Arrays.stream(fields).skip(USER).limit(last - USER + 1L).mapToLong(Long::parseLong).sum() / TICKS;
    }

    /** CPU seconds of a server process with all its children, those that have ended included. */
    static double cpuWithChildren(long pid) throws IOException {
        double seconds = cpu(pid, true);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes::iterator) {
                String name = process.getFileName().toString();
                if (name.chars().allMatch(Character::isDigit) && parent(process) == pid) {
                    seconds += cpu(Long.parseLong(name), false);
                }
            }
        }
        return seconds;
    }

    /** The process that started another; -1 when it is gone. */
    static long parent(long pid) {
        return parent(Path.of("/proc", Long.toString(pid)));
    }

    private static long parent(Path process) {
        String[] fields = stat(process);
        return fields.length > PARENT ? Long.parseLong(fields[PARENT]) : -1;
    }

    /** Most resident memory so far in MiB; zero when the process is gone. */
    static long peakMemory(long pid) {
        return status(pid, PEAK);
    }

    /** Resident memory in MiB; zero when the process is gone. */
    static long memory(long pid) {
        return status(pid, NOW);
    }

    private static long status(long pid, Pattern line) {
        try {
            Matcher found = line.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            return found.find() ? Long.parseLong(found.group(1)) / 1024 : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** The fields after the name, which may hold anything; none when the process is gone. */
    private static String[] stat(Path process) {
        try {
            String line = Files.readString(process.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }
}
