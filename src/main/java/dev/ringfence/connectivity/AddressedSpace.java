package dev.ringfence.connectivity;

/// Peers that differ in their addresses alone.
interface AddressedSpace extends PeerSpace<AddressMap> {

    @Override
    default AddressMap nothing() {
        return AddressMap.NOTHING;
    }

    @Override
    default AddressMap union(AddressMap left, AddressMap right) {
        return left.union(right);
    }

    @Override
    default AddressMap intersect(AddressMap left, AddressMap right) {
        return left.intersect(right);
    }

    @Override
    default AddressMap minus(AddressMap left, AddressMap right) {
        return left.minus(right, Bound.LEAST);
    }
}
