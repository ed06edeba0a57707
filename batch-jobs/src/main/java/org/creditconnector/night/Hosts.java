package org.creditconnector.night;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Name of this machine, for people who look who holds a lease. */
final class Hosts {
    private Hosts() {}

    static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine that cannot resolve its own name still has a loopback; the name is only shown.
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
