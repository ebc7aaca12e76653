package dev.ringfence.oracle;

import dev.ringfence.oracle.Party.OfAddress;
import dev.ringfence.oracle.Party.OfPod;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// The points at which random clusters are asked: both sides of every border that their policies can have.
final class Probes {
    static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP", "ICMP");
    static final List<Integer> PORTS = ports();
    static final List<OfAddress> ADDRESSES = addresses();

    private Probes() {}

    private static List<Integer> ports() {
        var ports = new TreeSet<>(List.of(9090, 31_337));
        RandomPolicies.PORTS.forEach(port -> ports.addAll(List.of(port - 1, port, port + 1)));
        ports.removeIf(port -> port < 1 || port > 65_535);
        return List.copyOf(ports);
    }

    private static List<OfAddress> addresses() {
        var cidrs = new TreeSet<String>();
        RandomPolicies.BLOCKS.forEach((cidr, exceptions) -> {
            cidrs.add(cidr);
            cidrs.addAll(exceptions);
        });
        var addresses = new TreeSet<String>();
        cidrs.forEach(cidr -> addresses.addAll(around(cidr)));
        return addresses.stream().map(OfAddress::new).toList();
    }

    /// The first and the last address of a block, and their neighbours.
    private static List<String> around(String cidr) {
        var slash = cidr.indexOf('/');
        var network = InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress();
        var size = BigInteger.ONE.shiftLeft(network.length * 8 - Integer.parseInt(cidr.substring(slash + 1)));
        var first = new BigInteger(1, network).divide(size).multiply(size);
        var after = first.add(size);
        var end = BigInteger.ONE.shiftLeft(network.length * 8);
        return List.of(first.subtract(BigInteger.ONE), first, after.subtract(BigInteger.ONE), after).stream()
                .filter(number -> number.signum() >= 0 && number.compareTo(end) < 0)
                .map(number -> text(number, network.length)).toList();
    }

    private static String text(BigInteger number, int length) {
        var bytes = new byte[length];
        var digits = number.toByteArray();
        for (var i = 0; i < Math.min(length, digits.length); i++) {
            bytes[length - 1 - i] = digits[digits.length - 1 - i];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("4 or 16 bytes must be an address", impossible);
        }
    }

    /// Pods that do not exist, in namespaces that do or do not.
    static List<OfPod> imagined(RandomCluster cluster, long seed) {
        var random = new Random(seed);
        var generator = new RandomPolicies(random);
        var pods = new ArrayList<OfPod>();
        for (var i = 0; i < 4; i++) {
            var namespace = generator.chance(50) ? generator.pick(RandomPolicies.NAMESPACES) : "unborn";
            var namespaceLabels = namespace.equals("unborn")
                    ? RandomCluster.labels(generator, RandomPolicies.NAMESPACE_LABELS)
                    : cluster.namespaceLabels(namespace);
            List<Map<String, Object>> ports = generator.chance(50)
                    ? List.of(Map.of("name", generator.pick(RandomPolicies.PORT_NAMES), "containerPort",
                            generator.pick(PORTS), "protocol", generator.pick(RandomPolicies.PROTOCOLS)))
                    : List.of();
            pods.add(new OfPod(namespace, namespaceLabels,
                    RandomCluster.labels(generator, RandomPolicies.POD_LABELS),
                    List.of("10.0.1." + random.nextInt(4)), ports));
        }
        return pods;
    }
}
