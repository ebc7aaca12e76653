package dev.ringfence.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.cluster.translate.EndpointAddresses;
import dev.ringfence.daemon.Change;
import dev.ringfence.daemon.Change.ServiceChange;
import dev.ringfence.model.Address;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Service;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceAddressesTest {
    private final ServiceAddresses addresses = new ServiceAddresses();

    @Test
    void aServiceIsToldWithTheAddressesThatAreListedForIt() {
        assertThat(addresses.put(service("db"))).containsExactly(told("db"));
        assertThat(addresses.put(listed("a", "db", "192.0.2.2"))).containsExactly(told("db", "192.0.2.2"));
        assertThat(addresses.put(listed("b", "db", "192.0.2.1", "192.0.2.2")))
                .containsExactly(told("db", "192.0.2.1", "192.0.2.2"));
    }

    @Test
    void theOrderOfTheTwoKindsDoesNotMatter() {
        assertThat(addresses.put(listed("a", "db", "192.0.2.2"))).isEmpty();
        assertThat(addresses.put(service("db"))).containsExactly(told("db", "192.0.2.2"));
    }

    @Test
    void whatIsListedNoLongerIsGone() {
        addresses.put(service("db"));
        addresses.put(listed("a", "db", "192.0.2.2"));

        assertThat(addresses.put(listed("a", "db", "192.0.2.3"))).containsExactly(told("db", "192.0.2.3"));
        assertThat(addresses.removeEndpoints("shop", "a")).containsExactly(told("db"));
        assertThat(addresses.removeEndpoints("shop", "a")).isEmpty();
    }

    @Test
    void addressesCanPassToAnotherService() {
        addresses.put(service("db"));
        addresses.put(service("web"));
        addresses.put(listed("a", "db", "192.0.2.2"));

        assertThat(addresses.put(listed("a", "web", "192.0.2.2")))
                .containsExactly(told("db"), told("web", "192.0.2.2"));
        assertThat(addresses.put(listed("a", "", "192.0.2.2"))).containsExactly(told("web"));
    }

    @Test
    void aServiceThatIsGoneIsToldOnce() {
        addresses.put(service("db"));

        assertThat(addresses.removeService("shop", "db"))
                .containsExactly(new ServiceChange("shop", "db", Optional.empty()));
        assertThat(addresses.put(listed("a", "db", "192.0.2.2"))).isEmpty();
    }

    private static Service service(String name) {
        return new Service("shop", name, Labels.EMPTY, Optional.empty(), List.of());
    }

    private static EndpointAddresses listed(String name, String service, String... texts) {
        return new EndpointAddresses("shop", name, service, parsed(texts));
    }

    private static Change told(String name, String... texts) {
        return new ServiceChange("shop", name, Optional
                .of(new Service("shop", name, Labels.EMPTY, Optional.empty(), parsed(texts))));
    }

    private static List<Address> parsed(String... texts) {
        return Stream.of(texts).map(text -> Address.parse(text).orElseThrow()).toList();
    }
}
