package dev.ringfence.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DocumentsTest {

    static List<Document> documents() {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndToAHeadingInIt(Document document) {
        var folder = Objects.requireNonNullElse(document.path().getParent(), Path.of(""));
        assertThat(document.links()).allSatisfy(link -> {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? document.path() : folder.resolve(parts[0]).normalize();
            assertThat(target).as("where %s of %s leads", link, document).exists();
            if (parts.length > 1) {
                assertThat(Document.read(target).anchors()).as("headings of " + target).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyExampleIsYaml(Document document) {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        assertThat(document.examples()).allSatisfy(example -> assertThatCode(
                () -> new Load(settings).loadAllFromString(example)
                        .forEach(tree -> assertThat(tree).isNotNull()))
                .as(example).doesNotThrowAnyException());
    }
}
