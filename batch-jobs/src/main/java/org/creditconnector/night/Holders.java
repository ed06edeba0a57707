package org.creditconnector.night;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of processes that hold leases, {@code pid@host/machine/start}: for people, and to see for certain that a process of this
 * machine is gone. The start tells it from a later process of the same number. The machine is the running kernel with its set of
 * process numbers, so that two containers of one host name do not judge each other, nor a machine what ran before it was started
 * anew; where that cannot be told, nobody is ever called dead and the lease's time decides.
 */
final class Holders {
    private static final Pattern NAME = Pattern.compile("(\\d+)@([^/]*)/([^/]*)/(\\d+)");
    private static final String UNREADABLE = "unreadable";
    private static final Path PROCESSES = Path.of("/proc");

    private Holders() {}

    static String self() {
        long pid = ProcessHandle.current().pid();
        return name(pid, start(pid).orElse("0"));
    }

    /** The name of a process of this machine. */
    static String name(long pid, String start) {
        return pid + "@" + host() + "/" + machine() + "/" + start;
    }

    /** The part that people read. */
    static String shown(String holder) {
        return holder.replaceFirst("/.*", "");
    }

    /** Whether the holder was a process of this machine and is certainly gone. Says nothing of other machines. */
    static boolean isDead(String holder) {
        Matcher name = NAME.matcher(holder);
        if (!name.matches()
                || name.group(3).isEmpty()
                || !name.group(2).equals(host())
                || !name.group(3).equals(machine())) {
            return false;
        }
        String start = start(Long.parseLong(name.group(1))).orElse("gone");
        return !start.equals(name.group(4)) && !start.equals(UNREADABLE);
    }

    private static boolean hasProcessFiles() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** Empty where processes of others are hidden or the parts are not there. */
    private static String machine() {
        if (!hasProcessFiles()) {
            return System.getProperty("os.name", "").replaceAll("[^A-Za-z0-9]", "");
        }
        try {
            // With hidepid, what others run looks like something that is not there; so does the first process.
            if (!Files.isReadable(PROCESSES.resolve("1/stat"))) {
                return "";
            }
            String boot = Files.readString(PROCESSES.resolve("sys/kernel/random/boot_id"))
                    .strip();
            String numbers =
                    Files.readSymbolicLink(PROCESSES.resolve("self/ns/pid")).toString();
            return boot + "-" + numbers.replaceAll("\\D", "");
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * When a process that runs was started: on Linux in ticks of the kernel since its own start, which no change of the clock
     * moves. Empty when there is no such process, or only its remains that nobody took away.
     */
    private static Optional<String> start(long pid) {
        if (!hasProcessFiles()) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .map(process -> process.info()
                            .startInstant()
                            .map(instant -> Long.toString(instant.toEpochMilli()))
                            .orElse("0"));
        }
        try {
            String all = Files.readString(PROCESSES.resolve(pid + "/stat"));
            // The name of the program stands in brackets and may hold anything; state and numbers come after it.
            String[] fields = all.substring(all.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X") ? Optional.empty() : Optional.of(fields[19]);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // It went away while it was read (ESRCH), or cannot be read; only the first is certain.
            return Files.exists(PROCESSES.resolve(Long.toString(pid))) ? Optional.of(UNREADABLE) : Optional.empty();
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace('/', '-');
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has a loopback.
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
