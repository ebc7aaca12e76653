package dev.ringfence.policy.cilium;

import dev.ringfence.policy.Rule;

/// A rule, and what it asks for beyond peers and ports.
record RestrictedRule(Rule rule, Restriction restriction) {}
