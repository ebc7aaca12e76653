package dev.ringfence.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringfence.grafana.Selector.Matcher;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromqlTest {

    @Test
    void aSelectorHasMatchersARangeAndAFunction() {
        assertThat(
                Promql.of("sum by (a, b) (rate(x_total{p=\"1\", q=~\"$q|{},\\\"\"}[$__rate_interval])) > 2"))
                .isEqualTo(
                        new Promql(List.of(new Selector("x_total",
                                List.of(new Matcher("p", "=", "1"), new Matcher("q", "=~", "$q|{},\\\"")),
                                Optional.of("$__rate_interval"), "rate")), List.of("a", "b")));
    }

    @Test
    void joinsAndComparisonsAreNoSelectors() {
        var promql = Promql
                .of("1000 * a > bool 0 and on (c) b or (d unless ignoring(e) f offset 5m) * group_left g");

        assertThat(promql.selectors()).extracting(Selector::metric).containsExactly("a", "b", "d", "f", "g");
        assertThat(promql.groupingLabels()).containsExactly("c", "e");
    }

    @Test
    void theFunctionIsTheInnermostOne() {
        var promql = Promql
                .of("histogram_quantile(0.9, sum(increase(a[5m])) by (le)) - max without (x) (b) - c");

        assertThat(promql.selectors()).extracting(Selector::function).containsExactly("increase", "max", "");
        assertThat(promql.groupingLabels()).containsExactly("le", "x");
    }

    @Test
    void aSubqueryIsNoRangeOfASelector() {
        assertThat(Promql.of("max_over_time((a > 0)[1h:1m]) + b").selectors()).extracting(Selector::range)
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void aSelectorMayHaveNoName() {
        assertThat(Promql.of("count({job=\"a\"})").selectors()).containsExactly(
                new Selector("", List.of(new Matcher("job", "=", "a")), Optional.empty(), "count"));
    }
}
