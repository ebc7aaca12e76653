package dev.ringfence.connectivity;

/// A single peer, where what may be used with it is all there is to a function.
interface TrafficSpace extends PeerSpace<Traffic> {

    @Override
    default Traffic nothing() {
        return Traffic.NONE;
    }

    @Override
    default Traffic everything() {
        return Traffic.ALL;
    }

    @Override
    default Traffic union(Traffic left, Traffic right) {
        return left.union(right);
    }

    @Override
    default Traffic intersect(Traffic left, Traffic right) {
        return left.intersect(right);
    }

    @Override
    default Traffic minus(Traffic left, Traffic right) {
        return left.minus(right, Bound.LEAST);
    }
}
