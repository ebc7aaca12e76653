package dev.ringfence.model;

/// A transport protocol that a policy can name together with ports.
public enum Protocol {
    TCP, UDP, SCTP
}
