package dev.ringfence.daemon;

import dev.ringfence.model.Address;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A pod in as few bytes as keep all that is known of it: what it shares with others, and what is its own.
///
/// Nothing is lost: a pod that is packed and unpacked equals what it was.
final class PackedPod {
    private static final int LENGTH_OF_UUID = 36;

    private final Mould mould;
    private final String node;
    /// The name, the addresses, where in the name the values of the labels stand that are parts of it, and the uid.
    private final byte[] own;
    private @Nullable Cohort cohort;

    private PackedPod(Mould mould, String node, byte[] own) {
        this.mould = mould;
        this.node = node;
        this.own = own;
    }

    /// @param mould one that fits the pod
    static PackedPod of(Pod pod, Mould mould) {
        var name = pod.name();
        var bytes = new ByteWriter(name.length() + pod.uid().length() + 32);
        bytes.text(name);
        bytes.number(pod.addresses().size());
        pod.addresses().forEach(address -> write(address, bytes));
        for (var key : mould.shape().keys()) {
            var value = String.valueOf(pod.labels().get(key));
            bytes.number(name.indexOf(value));
            bytes.number(value.length());
        }
        writeUid(pod.uid(), bytes);
        return new PackedPod(mould, pod.node().intern(), bytes.toArray());
    }

    private static void write(Address address, ByteWriter bytes) {
        bytes.flag(address.family() == Address.Family.IPV6);
        if (address.family() == Address.Family.IPV6) {
            bytes.word(address.high());
            bytes.word(address.low());
        } else {
            bytes.half((int) address.low());
        }
    }

    private static Address readAddress(ByteReader bytes) {
        return bytes.flag()
                ? new Address(Address.Family.IPV6, bytes.word(), bytes.word())
                : new Address(Address.Family.IPV4, 0, Integer.toUnsignedLong(bytes.half()));
    }

    private static void writeUid(String uid, ByteWriter bytes) {
        var number = number(uid);
        bytes.flag(number != null);
        if (number == null) {
            bytes.text(uid);
        } else {
            bytes.word(number.getMostSignificantBits());
            bytes.word(number.getLeastSignificantBits());
        }
    }

    /// The number that a uid spells, where it spells it as the API server does.
    private static @Nullable UUID number(String uid) {
        if (uid.length() != LENGTH_OF_UUID) {
            return null;
        }
        try {
            var number = UUID.fromString(uid);
            return number.toString().equals(uid) ? number : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    Mould mould() {
        return mould;
    }

    /// The class to which it belongs; none where policies do not see it by its labels.
    @Nullable
    Cohort cohort() {
        return cohort;
    }

    void join(@Nullable Cohort joined) {
        cohort = joined;
    }

    /// Compares the name with another, as [String#compareTo] does.
    int compareName(String name) {
        return new ByteReader(own).compareText(name);
    }

    String name() {
        return new ByteReader(own).text();
    }

    List<Address> addresses() {
        var bytes = new ByteReader(own);
        bytes.skipText();
        return readAddresses(bytes);
    }

    Labels labels() {
        var bytes = new ByteReader(own);
        var name = bytes.text();
        readAddresses(bytes);
        return readLabels(name, bytes);
    }

    Pod unpack() {
        var bytes = new ByteReader(own);
        var name = bytes.text();
        var addresses = readAddresses(bytes);
        var labels = readLabels(name, bytes);
        var uid = bytes.flag() ? new UUID(bytes.word(), bytes.word()).toString() : bytes.text();
        var shape = mould.shape();
        return new Pod(shape.namespace(), name, uid, labels, shape.workload(name), addresses, shape.ports(),
                node, shape.traits());
    }

    private static List<Address> readAddresses(ByteReader bytes) {
        var count = bytes.number();
        if (count == 1) {
            return List.of(readAddress(bytes));
        }
        var addresses = new ArrayList<Address>(count);
        for (var i = 0; i < count; i++) {
            addresses.add(readAddress(bytes));
        }
        return addresses;
    }

    private Labels readLabels(String name, ByteReader bytes) {
        var shape = mould.shape();
        if (shape.keys().isEmpty()) {
            return shape.labels();
        }
        var all = shape.labels().toMap();
        for (var key : shape.keys()) {
            var from = bytes.number();
            all.put(key, name.substring(from, from + bytes.number()));
        }
        return Labels.of(all);
    }
}
