package org.creditconnector.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which peers are measured: the value of {@code --peers}.
 *
 * @param peers in the order in which they run
 */
record PeerChoice(Set<Peer> peers) {
    static final PeerChoice NONE = new PeerChoice(Set.of());

    /** What {@code --peers} without names means: all that needs no download. */
    static final String USUAL = "tutorial,paged,duckdb,python";

    private static final String ALL = "all";

    /** Reads names with commas between them, or {@code all}. */
    static final class Names implements ITypeConverter<PeerChoice> {
        @Override
        public PeerChoice convert(String names) {
            EnumSet<Peer> peers = EnumSet.noneOf(Peer.class);
            for (String name : names.split(",", -1)) {
                peers.addAll(named(name.strip()));
            }
            return new PeerChoice(Collections.unmodifiableSet(peers));
        }

        private static Set<Peer> named(String name) {
            if (name.equals(ALL)) {
                return EnumSet.allOf(Peer.class);
            }
            return Arrays.stream(Peer.values())
                    .filter(peer -> peer.label().equals(name))
                    .findFirst()
                    .<Set<Peer>>map(EnumSet::of)
                    .orElseThrow(() -> new TypeConversionException("BENCH-PEERS --peers: no peer is called '" + name
                            + "', expected "
                            + Arrays.stream(Peer.values()).map(Peer::label).collect(Collectors.joining(", "))
                            + " or " + ALL + "; name one of these"));
        }
    }
}
