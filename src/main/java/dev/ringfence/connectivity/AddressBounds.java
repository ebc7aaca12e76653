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

    /// What may be used at one address.
    public PortBounds at(Address address) {
        return new PortBounds(certain.at(address).ports(), possible.at(address).ports());
    }
}
