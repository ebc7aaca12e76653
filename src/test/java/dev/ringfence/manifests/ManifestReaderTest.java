package dev.ringfence.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringfence.model.tree.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
    @TempDir
    Path folder;

    @Test
    void documentsOfAFileAreReadInOrderAndEmptyOnesLeftOut() throws IOException {
        var file = write("a.yaml", "# first\n---\nkind: A\n---\n\n---\nkind: B\n---\nkind: C\n");

        var manifests = ManifestReader.read(file);

        assertThat(manifests).extracting(Manifest::tree).containsExactly(Map.of("kind", "A"),
                Map.of("kind", "B"),
                Map.of("kind", "C"));
        assertThat(manifests).extracting(manifest -> manifest.lines().of("kind")).containsExactly(3, 7, 9);
        assertThat(manifests).extracting(Manifest::source).containsExactly(file + "#1", file + "#3",
                file + "#4");
    }

    @Test
    void onlyDocumentOfAFileNeedsNoNumber() throws IOException {
        var file = write("a.yaml", "kind: A");

        assertThat(ManifestReader.read(file)).singleElement().extracting(Manifest::source)
                .isEqualTo(file.toString());
    }

    @Test
    void fileWithoutDocumentsHasNoObjects() throws IOException {
        assertThat(ManifestReader.read(write("a.yaml", ""))).isEmpty();
        assertThat(ManifestReader.read(write("b.yaml", "# nothing\n---\n"))).isEmpty();
    }

    @Test
    void jsonIsReadAlsoWithTabsAndEscapes() throws IOException {
        var file = write("a.json",
                "{\r\n\t\"kind\": \"A\",\r\n\t\"list\": [1, true, null, \"\\u00e4\\/\\n\"]\r\n}");

        var tree = YamlDocuments.read("a.json", Files.readString(file)).getFirst();

        assertThat(String.valueOf(tree.value())).isEqualTo("{kind=A, list=[1, true, null, ä/\n]}");
        assertThat(tree.lines().of("list[1]")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"y,y", "n,n", "'\"yes\"',yes", "yEs,yEs", "'\"010\"',010", "'\"80\"',80", "!!str 80,80",
            "2026-12-01T00:00:00Z,2026-12-01T00:00:00Z",
            "10.0.0.0/8,10.0.0.0/8", "1_000,1_000", "12:30,12:30"})
    void textIsText(String written, String read) throws IOException {
        assertThat(value(written)).isEqualTo(read);
    }

    @Test
    void otherScalarsAreThoseOfTheCoreSchema() throws IOException {
        assertThat(value("80")).isEqualTo(80);
        assertThat(value("089")).isEqualTo(89);
        assertThat(value("True")).isEqualTo(true);
        assertThat(value("1.5")).isEqualTo(1.5);
        assertThat(ManifestReader.read(write("a.yaml", "kind: ~\nother:\n"))).singleElement()
                .extracting(Manifest::tree).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "On,true", "NO,false", "off,false"})
    void wordsThatKubectlTakesForBooleansAreBooleans(String written, boolean read) throws IOException {
        assertThat(value(written)).isEqualTo(read);
    }

    @Test
    void numbersThatBeginWithZeroAreOctalAsForKubectl() throws IOException {
        assertThat(value("010")).isEqualTo(8);
        assertThat(value("0644")).isEqualTo(420);
        assertThat(value("0o17")).isEqualTo(15);
    }

    @Test
    void mergedMembersGiveWayToThoseThatAreWritten() throws IOException {
        var manifest = ManifestReader.read(write("a.yaml", """
                base: &base {a: 1, b: 2}
                one:
                  <<: *base
                  b: 3
                several:
                  <<: [*base, {b: 4, c: 5}]
                """)).getFirst();

        assertThat(manifest.tree().get("one")).isEqualTo(Map.of("a", 1, "b", 3));
        assertThat(manifest.tree().get("several")).isEqualTo(Map.of("a", 1, "b", 2, "c", 5));
        assertThat(manifest.lines().of("one.a")).isEqualTo(1);
        assertThat(manifest.lines().of("one.b")).isEqualTo(4);
    }

    @Test
    void nullStandsForTheEmptyValueWhereTheApiServerReadsItSo() throws IOException {
        var manifest = ManifestReader.read(write("a.yaml", """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {labels: {a: }, name: }
                spec:
                  podSelector: {matchLabels: {app: }}
                  policyTypes: ~
                  ingress:
                  - from:
                  -
                """)).getFirst();

        assertThat(manifest.tree()).isEqualTo(Map.of("apiVersion", "networking.k8s.io/v1", "kind",
                "NetworkPolicy", "metadata", Map.of("labels", Map.of("a", "")), "spec",
                Map.of("podSelector", Map.of("matchLabels", Map.of("app", "")), "ingress",
                        List.of(Map.of(), Map.of()))));
    }

    @Test
    void nullStandsForNothingInKindsThatTheApiServerDoesNotKnowItself() throws IOException {
        assertThat(ManifestReader
                .read(write("a.yaml", "apiVersion: cilium.io/v2\nspec: {matchLabels: {app: }}\n")))
                .singleElement().extracting(manifest -> manifest.tree().get("spec"))
                .isEqualTo(Map.of("matchLabels", Map.of()));
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> ManifestReader
                        .read(write("b.yaml", "apiVersion: cilium.io/v2\nspec: {ingress: [~]}\n")))
                .withMessage(
                        folder.resolve("b.yaml") + ":2 spec.ingress[0]: expected a value, found nothing");
    }

    @Test
    void anchorsAreReadWithTheirOwnLines() throws IOException {
        var manifest = ManifestReader.read(write("a.yaml", "a: &x\n  b: 1\nc: *x\n")).getFirst();

        assertThat(manifest.tree()).isEqualTo(Map.of("a", Map.of("b", 1), "c", Map.of("b", 1)));
        assertThat(manifest.lines().of("c")).isEqualTo(3);
        assertThat(manifest.lines().of("c.b")).isEqualTo(2);
    }

    @Test
    void listsAreUnfoldedAlsoWithinLists() throws IOException {
        var manifests = ManifestReader.read(write("a.yaml", """
                kind: List
                items:
                - kind: A
                - kind: BList
                  items:
                  - kind: B
                    spec: {}
                """));

        assertThat(manifests).extracting(manifest -> manifest.tree().get("kind")).containsExactly("A", "B");
        assertThat(manifests.getLast().lines().of("spec.x")).isEqualTo(7);
    }

    @Test
    void placesAreFoundByTheirPath() throws IOException {
        var lines = ManifestReader.read(write("a.yaml", """
                metadata:
                  labels:
                    app: a
                    app.kubernetes.io/name: b
                spec:
                  rules:
                    - ports:
                        - port: 1
                        - port: 2
                """)).getFirst().lines();

        assertThat(lines.of("metadata.labels.app")).isEqualTo(3);
        assertThat(lines.of("metadata.labels.app.kubernetes.io/name")).isEqualTo(4);
        assertThat(lines.of("spec.rules[0].ports[1].port")).isEqualTo(9);
        assertThat(lines.of("spec.rules[0].ports[1].protocol")).isEqualTo(9);
        assertThat(lines.of("spec.rules[7]")).isEqualTo(6);
        assertThat(lines.of("")).isEqualTo(1);
        assertThat(lines.of("nothing")).isEqualTo(1);
    }

    @Test
    void directoryIsReadWithItsSubdirectoriesInOrder() throws IOException {
        for (var name : List.of("b.yml", "a.yaml", "sub/c.json", "notes.txt", ".hidden.yaml",
                "..data/a.yaml")) {
            write(name, "{\"kind\": \"" + name + "\"}");
        }

        assertThat(ManifestReader.read(folder)).extracting(manifest -> manifest.tree().get("kind"))
                .containsExactly("a.yaml", "b.yml", "sub/c.json");
    }

    @Test
    void mountedConfigMapIsReadOnce() throws IOException {
        write("..2026_01_01/a.yaml", "kind: A");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01_01"));
        Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));

        assertThat(ManifestReader.read(folder)).extracting(Manifest::file)
                .containsExactly(folder.resolve("a.yaml").toString());
    }

    @Test
    void linkInACircleIsNotFollowed() throws IOException {
        write("a.yaml", "kind: A");
        Files.createSymbolicLink(folder.resolve("circle"), folder);

        assertThat(ManifestReader.read(folder)).hasSize(1);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void whatIsNoManifestIsRefusedWithItsLine(String text, String message) throws IOException {
        var file = write("a.yaml", text);

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(file))
                .withMessage(file + message);
    }

    static Stream<Arguments> whatIsNoManifestIsRefusedWithItsLine() {
        return Stream.of(
                Arguments.of("kind: A\nkind: B\n", ":2 kind: expected each key once, found it a second time"),
                Arguments.of("spec:\n  a: 1\n  'a': 2\n",
                        ":3 spec.a: expected each key once, found it a second time"),
                Arguments.of("just text", ":1: expected an object, found \"just text\""),
                Arguments.of("kind: A\n---\n- 1\n", ":3 (document 2): expected an object, found a list"),
                Arguments.of("kind: List\nitems:\n- kind: A\n- 7\n", ":4: expected an object, found 7"),
                Arguments.of("list:\n- a\n-\n", ":3 list[1]: expected a value, found nothing"),
                Arguments.of("a: &x {b: 1}\nc:\n  b: 2\n  <<: *x\n",
                        ":4 c: expected the merge key << before b, which it gives, too, found it after that"),
                Arguments.of("c:\n  <<: [{a: 1}, 2]\n",
                        ":2 c: expected an object, or a list of them, to merge, found something else"),
                Arguments.of("a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n  b: 3\n",
                        ":5 c.b: expected each key once, found it a second time"),
                Arguments.of("? [a, b]\n: c\n", ":1: expected keys that are text, found a key that is not"),
                Arguments.of("a: !secret b\n", ":1 a: expected no tag but !!str, found the tag !secret"),
                Arguments.of("a: !!binary aGk=\n",
                        ":1 a: expected no tag but !!str, found the tag tag:yaml.org,2002:binary"),
                Arguments.of("a: !!set {b}\n", ":1 a: expected no tag, found the tag tag:yaml.org,2002:set"),
                Arguments.of("a: *b\n", ":1 a: expected an anchor that was set before, found the alias *b"),
                Arguments.of("a: &x [*x]\n",
                        ":1 a[0]: expected an anchor that was set before, found the alias *x"),
                Arguments.of("kind: A\n  b: c\n",
                        ":2: expected YAML or JSON, found a syntax error (mapping values are not allowed here)"),
                Arguments.of("kind: 'A\n",
                        ":2: expected YAML or JSON, found a syntax error (found unexpected end of stream)"),
                Arguments.of("kind: [a\n",
                        ":2: expected YAML or JSON, found a syntax error (expected ',' or ']', but got <stream end>)"),
                Arguments.of("kind:\n\tA: b\n",
                        ":2: expected YAML or JSON, found a syntax error (found character '\\t(TAB)' that cannot start any token. "
                                + "(Do not use \\t(TAB) for indentation))"));
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        var file = write("a.yaml", "a: " + "[".repeat(200_000));

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(file))
                .withMessage(file + ":1 a" + "[0]".repeat(YamlDocuments.DEPTH_LIMIT)
                        + ": expected at most 100 levels, found one more");
    }

    @Test
    void aliasesThatMultiplyAreRefused() throws IOException {
        var text = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
        for (var i = 1; i < 9; i++) {
            text.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(10) + "]\n");
        }
        var file = write("a.yaml", text.toString());

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(file))
                .withMessage(file + ":4 a3[7]: expected at most 10000 values by aliases, found more");
    }

    @Test
    void whatCannotBeReadIsRefused() throws IOException {
        var missing = folder.resolve("missing");
        var binary = Files.write(folder.resolve("b.yaml"), new byte[]{'a', ':', ' ', (byte) 0xff});

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(missing))
                .withMessage(missing + ": expected a file or a directory, found neither");
        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(binary))
                .withMessage(binary + ": expected UTF-8 text, found other bytes");
    }

    @Test
    void fileBeyondTheLimitIsRefusedUnread() throws IOException {
        var file = folder.resolve("large.yaml");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(ManifestReader.SIZE_LIMIT + 1);
        }

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(file))
                .withMessage(file + ": expected at most 67108864 bytes, found 67108865 bytes");
    }

    @Test
    void controlCharactersAreRefusedAndNotRepeated() throws IOException {
        var file = write("a.yaml", "a: \u0007\n");

        assertThatExceptionOfType(ManifestException.class).isThrownBy(() -> ManifestReader.read(file))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith(file + ": expected YAML or JSON, found ")
                        .doesNotContain("\u0007").doesNotContain("\n"));
    }

    @Test
    void refusalSaysWhereAndWhat() {
        var refused = new ManifestException("a.yaml", 3, new Problem("spec.mode", "Repair", "7"));

        assertThat(refused).hasMessage("a.yaml:3 spec.mode: expected Repair, found 7");
        assertThat(refused.file()).isEqualTo("a.yaml");
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused.problem()).isEqualTo(new Problem("spec.mode", "Repair", "7"));
    }

    private @Nullable Object value(String written) throws IOException {
        return ManifestReader.read(write("value.yaml", "value: " + written + "\n")).getFirst().tree()
                .get("value");
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
