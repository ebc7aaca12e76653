package dev.ringfence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.1, 10.0.0.1", "0.0.0.0, 0.0.0.0", "255.255.255.255, 255.255.255.255", "::, ::",
            "::1, ::1",
            "1::, 1::", "FD00:0:0:0:0:0:0:1, fd00::1", "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
            "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
            "::ffff:10.0.0.1, ::ffff:a00:1", "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304"})
    void anAddressIsWrittenInItsCanonicalForm(String text, String canonical) {
        assertThat(Address.parse(text)).as(text).hasToString("Optional[" + canonical + "]");
        assertThat(Address.parse(canonical)).as(canonical).isEqualTo(Address.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.0.0.1", "1.2.3.-4", "1.2.3.4 ",
            ":", ":::",
            "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7::8", "12345::", "g::",
            "fe80::1%eth0",
            "1.2.3.4::", "::1.2.3.4:5", "1:2:3:4:5:6:7:1.2.3.4", "١.2.3.4"})
    void whatIsNoAddressIsRefused(String text) {
        assertThat(Address.parse(text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "0.0.0.0/0, 0.0.0.0/0", "1.2.3.4/32, 1.2.3.4",
            "fd00::1/64, fd00::/64", "::/0, ::/0",
            "::1/128, ::1", "fd00::/65, fd00::/65", "128.0.0.0/1, 128.0.0.0/1"})
    void aCidrIsReadWithoutItsHostBits(String text, String canonical) {
        assertThat(AddressRange.parseCidr(text)).as(text).hasToString("Optional[" + canonical + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "::/129",
            "/8", "a/8",
            "10.0.0.0/8/8", "10.0.0.0/9999999999"})
    void whatIsNoCidrIsRefused(String text) {
        assertThat(AddressRange.parseCidr(text)).as(text).isEmpty();
    }

    @Test
    void touchingRangesAreOneAndFamiliesNeverTouch() {
        var halves = new AddressSet(List.of(cidr("10.128.0.0/9"), cidr("10.0.0.0/9"), cidr("10.0.0.0/24")));
        assertThat(halves).isEqualTo(AddressSet.of(cidr("10.0.0.0/8")));
        assertThat(new AddressSet(List.of(cidr("::/0"), cidr("0.0.0.0/0")))).isEqualTo(AddressSet.ALL);
        assertThat(AddressSet.ALL.ranges()).hasSize(2);
        assertThat(AddressSet.of(cidr("10.0.0.0/31")).minus(AddressSet.of(cidr("10.0.0.0/32"))))
                .hasToString("AddressSet[ranges=[10.0.0.1]]");
    }

    private static AddressRange cidr(String text) {
        return AddressRange.parseCidr(text).orElseThrow();
    }
}
