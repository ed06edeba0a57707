package org.creditconnector.night;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names of processes that hold leases: {@code pid@host}, for people and to see that a process of this machine is gone. */
final class Holders {
    private Holders() {}

    static String self() {
        return ProcessHandle.current().pid() + "@" + host();
    }

    /** Whether the holder was a process of this machine that is no longer there. Says nothing of other machines. */
    static boolean isDead(String holder) {
        int at = holder.indexOf('@');
        if (holder.isEmpty()) {
            return true;
        }
        if (at < 1 || !holder.substring(at + 1).equals(host())) {
            return false;
        }
        try {
            return ProcessHandle.of(Long.parseLong(holder.substring(0, at)))
                    .map(process -> !process.isAlive())
                    .orElse(true);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has a loopback.
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
