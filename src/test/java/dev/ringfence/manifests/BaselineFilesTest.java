package dev.ringfence.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.baseline.BaselineObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFilesTest {
    private static final String BASELINE = """
            apiVersion: ringfence.dev/v1alpha1
            kind: IsolationBaseline
            metadata:
              name: %s
            spec:
              scope:
                namespaces:
                  names: [ai]
            """;

    @TempDir
    Path folder;

    @Test
    void baselinesOfADirectoryAreLoadedWithTheirSource() throws IOException {
        var one = write("one.yaml", BASELINE.formatted("a"));
        var two = write("two.yaml", BASELINE.formatted("b") + "---\n" + BASELINE.formatted("c"));

        var objects = BaselineFiles.load(folder);

        assertThat(objects).extracting(BaselineObject::name).containsExactly("a", "b", "c");
        assertThat(objects).extracting(object -> object.source().file())
                .containsExactly(one.toString(), two + "#1", two + "#2");
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.uid()).isEmpty();
            assertThat(object.generation()).isZero();
            assertThat(object.approvedPeers()).isEqualTo(Optional.empty());
        });
    }

    @Test
    void sameNameTwiceIsRefusedAcrossFiles() throws IOException {
        var one = write("one.yaml", BASELINE.formatted("a"));
        var two = write("two.yaml", BASELINE.formatted("b") + "---\n" + BASELINE.formatted("a"));

        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> BaselineFiles.load(List.of(one, two)))
                .withMessage(two
                        + ":13 (document 2) metadata.name: expected a name that no other baseline has, found \"a\", as in "
                        + one);
    }

    @Test
    void placeWithoutBaselinesIsRefused() {
        refuses(folder, ": expected at least one IsolationBaseline, found none");
    }

    @Test
    void otherKindIsRefused() throws IOException {
        refuses(write("pod.yaml", "apiVersion: v1\nkind: Pod\n"),
                ":2 kind: expected IsolationBaseline (ringfence.dev/v1alpha1), found \"Pod\"");
        refuses(write("none.yaml", "spec: {}\n"),
                ":1 kind: expected IsolationBaseline (ringfence.dev/v1alpha1), found nothing");
    }

    @Test
    void otherVersionIsRefused() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a").replace("v1alpha1", "v2")),
                ":1 apiVersion: expected ringfence.dev/v1alpha1, found \"ringfence.dev/v2\"");
    }

    @Test
    void missingNameIsRefused() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("")),
                ":4 metadata.name: expected a name of lower case letters, "
                        + "digits, inner dashes and dots, up to 253, found nothing");
    }

    @Test
    void wrongValueIsRefusedWithItsLine() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a") + "  mode: repair\n"),
                ":9 spec.mode: expected one of Observe, Repair, found \"repair\"");
    }

    @Test
    void unknownFieldIsRefusedWithItsOwnLine() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a") + "      nmes: [ai]\n"),
                ":9 spec.scope.namespaces.nmes: expected only the fields names, selector, create, labels, "
                        + "found the unknown field \"nmes\"");
    }

    @Test
    void missingFieldIsRefusedWithTheLineOfWhatLacksIt() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a").replace("    namespaces:\n      names: [ai]\n", "")),
                ":6 spec.scope: expected an object, found nothing");
    }

    @Test
    void wrongPolicyIsRefusedWithItsLine() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a") + """
                  policies:
                    - apiVersion: networking.k8s.io/v1
                      kind: NetworkPolicy
                      metadata:
                        name: isolation
                      spec:
                        ingress:
                          - ports:
                              - port: http_
                """),
                ":17 spec.policies[0].spec.ingress[0].ports[0].port: expected a whole number from 1 to 65535, "
                        + "or a port name (lower case letters, digits and single inner dashes up to 15, with a letter), "
                        + "found \"http_\"");
    }

    @Test
    void textThatIsNoYamlIsRefused() throws IOException {
        refuses(write("a.yaml", BASELINE.formatted("a") + "spec: {}\n"),
                ":9 spec: expected each key once, found it a second time");
    }

    private static void refuses(Path place, String message) {
        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> BaselineFiles.load(place))
                .withMessage(place + message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
