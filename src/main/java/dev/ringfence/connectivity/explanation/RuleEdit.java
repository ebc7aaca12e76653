package dev.ringfence.connectivity.explanation;

import dev.ringfence.model.PortSet;
import dev.ringfence.policy.Action;
import dev.ringfence.policy.PolicyKey;
import dev.ringfence.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// One change of the rules of a policy.
sealed interface RuleEdit {

    /// What is done, as an imperative.
    String text(PolicyKey policy);

    /// How far reaching it is, from 0 to 9.
    int weight();

    /// The rules after the change.
    List<Rule> applyTo(List<Rule> rules);

    /// Lets a rule allow more ports.
    record AddPorts(String path, PortSet ports) implements RuleEdit {
        @Override
        public String text(PolicyKey policy) {
            return "add " + ports + " to the ports of " + path + " of " + policy;
        }

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public List<Rule> applyTo(List<Rule> rules) {
            return RuleEdit.replace(rules, path, rule -> new Rule(rule.direction(), path, rule.action(),
                    rule.peers(), rule.atMost(), rule.ports().union(ports), rule.said()));
        }
    }

    /// Lets a rule of an ordered tier do something else with its traffic.
    record ChangeAction(String path, Action action) implements RuleEdit {
        @Override
        public String text(PolicyKey policy) {
            return "let " + path + " of " + policy + " "
                    + (action == Action.DENY ? "deny" : "allow") + " what it speaks of";
        }

        @Override
        public int weight() {
            return 5;
        }

        @Override
        public List<Rule> applyTo(List<Rule> rules) {
            return RuleEdit.replace(rules, path, rule -> new Rule(rule.direction(), path, action,
                    rule.peers(), rule.atMost(), rule.ports()));
        }
    }

    /// Removes a rule.
    record Remove(String path) implements RuleEdit {
        @Override
        public String text(PolicyKey policy) {
            return "remove " + path + " from " + policy;
        }

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public List<Rule> applyTo(List<Rule> rules) {
            return rules.stream().filter(rule -> !rule.path().equals(path)).toList();
        }
    }

    /// Adds a rule: before the one that has its path, or to the list that is its path.
    ///
    /// @param effect what the rule does
    record Add(Rule rule, Place place, String effect) implements RuleEdit {

        /// Where a rule is added.
        enum Place {
            BEFORE("put a rule before "), AT_END("add a rule to ");

            private final String text;

            Place(String text) {
                this.text = text;
            }
        }

        @Override
        public String text(PolicyKey policy) {
            return place.text + rule.path() + " of " + policy + " that " + effect;
        }

        @Override
        public int weight() {
            return 4;
        }

        @Override
        public List<Rule> applyTo(List<Rule> rules) {
            var more = new ArrayList<>(rules);
            more.add(switch (place) {
                case BEFORE -> rules.stream().map(Rule::path).toList().indexOf(rule.path());
                case AT_END -> rules.size();
            }, rule);
            return more;
        }
    }

    private static List<Rule> replace(List<Rule> rules, String path, UnaryOperator<Rule> change) {
        return rules.stream().map(rule -> rule.path().equals(path) ? change.apply(rule) : rule).toList();
    }
}
