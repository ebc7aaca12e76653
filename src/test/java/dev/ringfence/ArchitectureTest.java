package dev.ringfence;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ringfence.cli.Main;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.NullMarked;

/// The walls between the packages, and what may not be done on either side of them.
@NullMarked
@AnalyzeClasses(packages = "dev.ringfence", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {"dev.ringfence.model..", "dev.ringfence.policy..",
            "dev.ringfence.connectivity..", "dev.ringfence.baseline..", "dev.ringfence.drift..",
            "dev.ringfence.repair.."};
    private static final String INDEX = "dev.ringfence.connectivity.index..";
    private static final String CLUSTER = "dev.ringfence.cluster..";
    private static final String METRICS = "dev.ringfence.metrics..";
    private static final String WEB = "dev.ringfence.web..";
    private static final String CLI = "dev.ringfence.cli..";
    private static final int FEWEST_CLASSES = 80;

    /// Without this a rule could hold because nothing was looked at.
    @ArchTest
    static void theImporterSawTheProduct(JavaClasses imported) {
        assertThat(imported.size()).isGreaterThan(FEWEST_CLASSES);
        assertThat(imported.contain(Main.class)).isTrue();
        assertThat(imported.contain(ArchitectureTest.class)).isFalse();
    }

    @ArchTest
    static final ArchRule dataFlowsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("model").definedBy("dev.ringfence.model..")
            .layer("policy").definedBy("dev.ringfence.policy..")
            .layer("connectivity").definedBy("dev.ringfence.connectivity..")
            .layer("baseline").definedBy("dev.ringfence.baseline..")
            .layer("drift").definedBy("dev.ringfence.drift..")
            .layer("repair").definedBy("dev.ringfence.repair..")
            .layer("daemon").definedBy("dev.ringfence.daemon..")
            .layer("manifests").definedBy("dev.ringfence.manifests..")
            .layer("cluster").definedBy(CLUSTER)
            .layer("metrics").definedBy(METRICS)
            .layer("web").definedBy(WEB)
            .layer("cli").definedBy(CLI)
            .whereLayer("model").mayNotAccessAnyLayer()
            .whereLayer("policy").mayOnlyAccessLayers("model")
            .whereLayer("connectivity").mayOnlyAccessLayers("model", "policy")
            .whereLayer("baseline").mayOnlyAccessLayers("model", "policy", "connectivity")
            .whereLayer("drift").mayOnlyAccessLayers("model", "policy", "connectivity", "baseline")
            .whereLayer("repair").mayOnlyAccessLayers("model", "policy", "connectivity", "baseline", "drift")
            .whereLayer("daemon")
            .mayOnlyAccessLayers("model", "policy", "connectivity", "baseline", "drift", "repair")
            .whereLayer("daemon").mayOnlyBeAccessedByLayers("cluster", "metrics", "web", "cli")
            .whereLayer("manifests").mayOnlyAccessLayers("model", "policy", "baseline")
            .whereLayer("manifests").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cluster").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("metrics").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("web").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule noPackageCycles = slices().matching("dev.ringfence.(*)..").should()
            .beFreeOfCycles();

    /// Diagrams know nothing of networks, the engine nothing of whole clusters, and tables nothing of explanations.
    @ArchTest
    static final ArchRule connectivityFlowsOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("diagram").definedBy("dev.ringfence.connectivity.diagram")
            .layer("engine").definedBy("dev.ringfence.connectivity")
            .layer("snapshot").definedBy("dev.ringfence.connectivity.snapshot")
            .layer("explanation").definedBy("dev.ringfence.connectivity.explanation")
            .whereLayer("diagram").mayNotAccessAnyLayer()
            .whereLayer("engine").mayOnlyAccessLayers("diagram")
            .whereLayer("snapshot").mayOnlyAccessLayers("engine")
            .whereLayer("explanation").mayOnlyAccessLayers("engine", "snapshot");

    @ArchTest
    static final ArchRule coreImportsTheJdkOnly = classes().that().resideInAnyPackage(CORE)
            .should().onlyDependOnClassesThat(resideInAnyPackage(CORE).or(resideInAnyPackage(
                    "org.jspecify.annotations", "java.lang..", "java.nio.charset", "java.util",
                    "java.util.function",
                    "java.util.stream", "java.util.regex", "java.time", "java.math")))
            .because("the core is a set of pure functions: no I/O, no threads, no logging");

    @ArchTest
    static final ArchRule coreStateIsFinal = fields().that().areDeclaredInClassesThat()
            .resideInAnyPackage(CORE)
            .and().areDeclaredInClassesThat().resideOutsideOfPackage(INDEX)
            .should().beFinal()
            .because("the core has no state, but for the index of a whole cluster, which changes in place");

    @ArchTest
    static final ArchRule onlyTheCommandLineReadsTheClock = noClasses().that().resideOutsideOfPackage(CLI)
            .should().callMethod(Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(System.class, "nanoTime")
            .orShould().callMethod(Clock.class, "systemUTC")
            .orShould().callMethod(Clock.class, "systemDefaultZone")
            .because("time comes from an injected Clock");

    @ArchTest
    static final ArchRule kubernetesStaysInCluster = noClasses().that(not(resideInAnyPackage(CLUSTER, CLI)))
            .should().dependOnClassesThat().resideInAPackage("io.fabric8..");

    @ArchTest
    static final ArchRule javalinStaysInWeb = noClasses().that(not(resideInAnyPackage(WEB, CLI)))
            .should().dependOnClassesThat().resideInAnyPackage("io.javalin..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule micrometerStaysInMetrics = noClasses().that(not(resideInAnyPackage(METRICS, CLI)))
            .should().dependOnClassesThat().resideInAnyPackage("io.micrometer..", "io.prometheus..");

    @ArchTest
    static final ArchRule nothingExitsButMain = noClasses().that()
            .doNotHaveFullyQualifiedName(Main.class.getName()).should()
            .callMethod(System.class, "exit", int.class)
            .orShould().callMethod(Runtime.class, "exit", int.class)
            .orShould().callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = classes().that(not(resideInAPackage(CLI)))
            .should(never(
                    ACCESS_STANDARD_STREAMS));

    @ArchTest
    static final ArchRule noGenericExceptions = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
