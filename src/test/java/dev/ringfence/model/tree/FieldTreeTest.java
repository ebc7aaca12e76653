package dev.ringfence.model.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldTreeTest {

    @Test
    void treeLeavesNullMembersOutAtEveryDepth() {
        var inner = new HashMap<String, Object>();
        inner.put("a", 1);
        inner.put("b", null);

        assertThat(Field.root(Map.of("list", List.of(inner), "empty", Map.of())).tree())
                .isEqualTo(Map.of("list", List.of(Map.of("a", 1)), "empty", Map.of()));
    }

    @Test
    void treeDoesNotChangeWithWhatItWasTakenFrom() {
        var origin = new HashMap<String, Object>(Map.of("a", 1));
        var tree = Field.root(origin).tree();

        origin.put("a", 2);

        assertThat(tree).isEqualTo(Map.of("a", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> tree.put("b", 1));
    }

    @Test
    void treeCannotHoldAListWithNothingInAPlace() {
        var tree = Field.root(Map.of("list", Arrays.asList("a", null)));

        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(tree::tree)
                .withMessage("list[1]: expected a value, found nothing");
    }

    @Test
    void treeOfAnythingButAnObjectIsRefused() {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> Field.root(List.of()).tree())
                .withMessage("document: expected an object, found an empty list");
    }
}
