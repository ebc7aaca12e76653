package dev.ringfence.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the image's build relies on: a program that does not do its work fails the trial.
class RehearsalTest {
    private static final Patience PATIENCE = new Patience(Clock.systemUTC(), Duration.ofSeconds(20));
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @Test
    void aProgramThatEndsAtOnceFails() throws Exception {
        assertThat(Rehearsal.rehearse(List.of(JAVA, "--version"), PATIENCE)).isFalse();
    }

    @Test
    void theProgramOfThisBuildStandsTheTrial() throws Exception {
        assertThat(Rehearsal.rehearse(List.of(JAVA, "-cp", System.getProperty("java.class.path"),
                "dev.ringfence.cli.Main", "run"), PATIENCE)).isTrue();
    }
}
