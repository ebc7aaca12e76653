package dev.ringfence.connectivity;

import dev.ringfence.fixture.Algebra;
import dev.ringfence.fixture.Effort;
import dev.ringfence.model.Address;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.PortSet;
import dev.ringfence.model.Protocol;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What may be used at each address keeps the laws of sets of pairs of an address and a port.
class AddressMapLawsTest {
    private static final int ROUNDS = Effort.times(2_000);
    private static final List<String> CIDRS = List.of("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8",
            "10.0.0.0/9", "255.255.255.255/32", "0.0.0.0/32", "::/0", "::/1", "8000::/1", "fd00::/8");
    /// The borders of the blocks, and an address between each two.
    private static final List<Address> PROBES = Stream.concat(
            CIDRS.stream().map(AddressMapLawsTest::range)
                    .flatMap(range -> Stream.of(range.first(), range.last())),
            Stream.of("5.0.0.0", "10.1.0.0", "10.128.0.0", "10.200.0.0", "20.0.0.0", "200.0.0.0", "1::",
                    "9000::",
                    "fd01::", "fe00::").map(text -> Address.parse(text).orElseThrow()))
            .distinct().toList();
    private static final List<Traffic> TRAFFIC = List.of(Traffic.ALL, Traffic.NONE, tcp(80, 90), tcp(85, 100),
            tcp(91, 91));

    @Test
    void mapsOfAddressesKeepTheLawsOfSets() {
        var algebra = new Algebra<>(AddressMap.NOTHING, AddressMap.anywhere(Traffic.ALL), AddressMap::union,
                AddressMap::intersect, (one, other) -> one.minus(other, Bound.LEAST), AddressMap::isEmpty,
                AddressMapLawsTest::isAlike);
        for (var seed = 0L; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            algebra.check(map(random), map(random), map(random), "seed " + seed);
        }
    }

    private static boolean isAlike(AddressMap one, AddressMap other) {
        return one.unaddressed().equals(other.unaddressed())
                && PROBES.stream().allMatch(address -> one.at(address).equals(other.at(address)));
    }

    private static AddressMap map(Random random) {
        var map = random.nextInt(4) == 0 ? AddressMap.anywhere(pick(TRAFFIC, random)) : AddressMap.NOTHING;
        for (var i = random.nextInt(4); i > 0; i--) {
            map = map.union(
                    AddressMap.of(AddressSet.of(range(pick(CIDRS, random))), pick(TRAFFIC, random)));
        }
        return map;
    }

    private static <T> T pick(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }

    private static AddressRange range(String cidr) {
        return AddressRange.parseCidr(cidr).orElseThrow();
    }

    private static Traffic tcp(int first, int last) {
        return Traffic.of(PortSet.of(Protocol.TCP, first, last));
    }
}
