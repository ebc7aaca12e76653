package dev.ringfence.policy.cilium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.fixture.Manifests;
import dev.ringfence.model.AddressRange;
import dev.ringfence.model.AddressSet;
import dev.ringfence.model.CidrGroup;
import dev.ringfence.model.LabelSelector;
import dev.ringfence.model.Labels;
import dev.ringfence.model.Service;
import dev.ringfence.model.ValueSet;
import dev.ringfence.connectivity.Traffic;
import dev.ringfence.model.request.Authentication;
import dev.ringfence.model.tree.Field;
import dev.ringfence.model.tree.InvalidFieldException;
import dev.ringfence.policy.CiliumProfile;
import dev.ringfence.policy.CiliumProfile.Option;
import dev.ringfence.policy.CiliumVersion;
import dev.ringfence.policy.DecodingContext;
import dev.ringfence.policy.EnforcementProfile;
import dev.ringfence.policy.LabelFilter;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.References;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CiliumPolicyDecoderTest {
    private static final PolicyKey KEY = new PolicyKey(CiliumPolicyDecoder.KIND, "ai", "isolation");
    private static final PolicyKey CLUSTERWIDE = new PolicyKey(CiliumPolicyDecoder.CLUSTERWIDE_KIND, "",
            "isolation");
    private static final References REFERENCES = new References(
            List.of(new Service("storage", "bucket", Labels.EMPTY,
                    Optional.of(LabelSelector.EVERYTHING.and("app", ValueSet.of("bucket"))), List.of())),
            List.of(new CidrGroup("partners", Labels.of(Map.of("x", "y")), AddressSet
                    .of(AddressRange.parseCidr("192.0.2.0/24").orElseThrow()))),
            List.of(), Optional.empty());

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void goldenCaseReadsAsWritten(String name, PolicyKey key, Field document, DecodingContext context,
            String reads) {
        assertThat(CiliumText.of(CiliumPolicyDecoder.decode(key, document, context))).as(name)
                .isEqualTo(reads);
    }

    static Stream<Arguments> goldenCaseReadsAsWritten() throws IOException {
        return cases("accepted.yaml").map(golden -> Arguments.of(golden.get("case").text(), key(golden),
                document(golden), context(golden), golden.get("reads").text()));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void whatTheAgentRefusesIsRefusedWithItsPlace(PolicyKey key, Field document, String message) {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> CiliumPolicyDecoder
                .decode(key, document, DecodingContext.of(EnforcementProfile.CILIUM))).withMessage(message);
    }

    static Stream<Arguments> whatTheAgentRefusesIsRefusedWithItsPlace() throws IOException {
        return cases("refused.yaml").map(refused -> Arguments.of(key(refused), document(refused),
                refused.get("refused").text()));
    }

    @Test
    void whatARuleAsksForBeyondPortsIsSaidOfThem() {
        var document = Manifests.document("""
                spec:
                  endpointSelector: {}
                  egress:
                    - toFQDNs: [{matchPattern: '*.example.com'}]
                      authentication: {mode: required}
                      toPorts:
                        - ports: [{port: '443', protocol: TCP}]
                          serverNames: [api.example.com]
                        - ports: [{port: '80', protocol: TCP}]
                          rules: {http: [{method: GET, path: /v1/.*}]}
                """);

        var rules = CiliumPolicyDecoder
                .decode(KEY, Field.root(document), DecodingContext.of(EnforcementProfile.CILIUM)).getFirst()
                .rules();

        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.said().authentication()).hasValue(Authentication.REQUIRED);
            assertThat(rule.peers().names().contains("api.example.com.")).isTrue();
            assertThat(rule.peers().names().contains("example.com.")).isFalse();
        });
        assertThat(rules).extracting(rule -> Traffic.of(rule).toString()).containsExactly(
                "TCP 443 for everything with server name api.example.com, authentication mutual",
                "TCP 80 for HTTP with authentication mutual, method GET, path /v1/.*");
    }

    @ParameterizedTest
    @CsvSource({"app,true", "app.kubernetes.io/name,true", "kubernetes.io/arch,false",
            "io.kubernetes.pod.namespace,true", "io.kubernetes.container.name,false",
            "pod-template-hash,false", "apps.kubernetes.io/pod-index,false", "example.com/x,true",
            "foo.beta.kubernetes.io/x,false",
            "io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name,true"})
    void defaultFilterDropsWhatChangesWithEveryPod(String key, boolean admitted) {
        assertThat(LabelFilter.DEFAULT.admits(key)).isEqualTo(admitted);
    }

    @Test
    void filterThatListsLabelsTakesNoOthers() {
        var filter = LabelFilter.parse("k8s:team k8s:!team-internal");

        assertThat(filter.admits("team")).isTrue();
        assertThat(filter.admits("team-internal")).isFalse();
        assertThat(filter.admits("app")).isFalse();
        assertThat(filter.admits("io.kubernetes.pod.namespace")).isTrue();
    }

    @Test
    void versionIsReadFromTheTagOfAnImage() {
        assertThat(CiliumVersion.parse("v1.18.6-rc.0@sha256:abc")).hasValue(new CiliumVersion(1, 18, 6));
        assertThat(CiliumVersion.parse("1.19")).hasValue(new CiliumVersion(1, 19, 0));
        assertThat(CiliumVersion.parse("latest")).isEmpty();
        assertThat(CiliumProfile.of(new CiliumVersion(1, 17, 1)).options())
                .contains(Option.NODE_SELECTORS_MAY_MATCH_PODS, Option.EMPTY_GROUPS_MAY_MEAN_EVERYONE,
                        Option.REQUIREMENTS)
                .doesNotContain(Option.DEFAULT_LOCAL_CLUSTER);
        assertThat(CiliumProfile.CURRENT.options()).containsExactlyInAnyOrder(Option.NON_DEFAULT_DENY,
                Option.ICMP_RULES, Option.L7_PROXY, Option.DEFAULT_LOCAL_CLUSTER, Option.DEEP_NAME_PATTERNS,
                Option.SERVER_NAME_PATTERNS);
    }

    @Test
    void groupOfAddressesIsReadWithItsLabels() {
        var group = Manifests.document("{kind: CiliumCIDRGroup, metadata: {name: partners, labels: {x: y}}, "
                + "spec: {externalCIDRs: [192.0.2.0/25, 192.0.2.128/25]}}");

        assertThat(CidrGroupDecoder.decode(Field.root(group))).isEqualTo(REFERENCES.cidrGroups().getFirst());
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> CidrGroupDecoder.decode(Field.root(Manifests
                        .document("{metadata: {name: a}, spec: {externalCIDRs: [nowhere]}}"))))
                .withMessage("spec.externalCIDRs[0]: expected a CIDR such as 10.0.0.0/8 or 2001:db8::/32, "
                        + "or an address, found \"nowhere\"");
    }

    private static Stream<Field> cases(String file) throws IOException {
        try (var stream = CiliumPolicyDecoderTest.class.getResourceAsStream("/policy/cilium/" + file)) {
            var tree = new Load(LoadSettings.builder().build())
                    .loadFromInputStream(Objects.requireNonNull(stream, file));
            return Field.root(tree).items().stream();
        }
    }

    private static PolicyKey key(Field golden) {
        return golden.get("clusterwide").flag(false) ? CLUSTERWIDE : KEY;
    }

    private static DecodingContext context(Field golden) {
        var version = golden.get("version").optionalText().flatMap(CiliumVersion::parse)
                .map(CiliumProfile::of).orElse(CiliumProfile.CURRENT);
        for (var option : golden.get("options").texts()) {
            version = version.with(Option.valueOf(option));
        }
        return new DecodingContext(EnforcementProfile.of(version), REFERENCES);
    }

    private static Field document(Field golden) {
        var document = new HashMap<String, Object>();
        for (var name : List.of("spec", "specs")) {
            document.put(name, golden.get(name).raw());
        }
        return Field.root(document);
    }
}
