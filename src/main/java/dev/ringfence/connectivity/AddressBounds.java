package dev.ringfence.connectivity;

import dev.ringfence.model.Address;

/// What may be used at each address, as far as it can be told: surely, and at most.
///
/// @param certain what is allowed however the open questions are answered
/// @param possible what is allowed under some answer; never less than `certain`
public record AddressBounds(AddressMap certain, AddressMap possible) {
    public static final AddressBounds NOTHING = exactly(AddressMap.NOTHING);

    /// Bounds without doubt.
    public static AddressBounds exactly(AddressMap addresses) {
        return new AddressBounds(addresses, addresses);
    }

    /// What may be used at one address, and what may be said there.
    public TrafficBounds traffic(Address address) {
        return new TrafficBounds(certain.at(address), possible.at(address));
    }

    /// What may be used at every address, and at some.
    public TrafficBounds anywhere() {
        return new TrafficBounds(certain.everywhere(), possible.somewhere());
    }

    /// What may be used at one address.
    public PortBounds at(Address address) {
        return new PortBounds(certain.at(address).ports(), possible.at(address).ports());
    }
}
