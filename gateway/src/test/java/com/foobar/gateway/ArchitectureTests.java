package com.foobar.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

@AnalyzeClasses(
        packages = "com.foobar.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("com.foobar.gateway.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a feature that needs another and is needed by it is one feature");

    @ArchTest
    static final ArchRule STATE_KNOWS_NOTHING_OF_TRAFFIC =
            noClasses()
                    .that()
                    .resideInAPackage("..upstream..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..balancing..", "..health..", "..retry..", "..error..")
                    .because(
                            "checks and traffic report to the upstreams, never the other way round");

    @ArchTest
    static final ArchRule CONFIGURATION_IS_RECORDS =
            classes()
                    .that()
                    .areAnnotatedWith(ConfigurationProperties.class)
                    .should()
                    .beRecords()
                    .because("configuration is read once and never changes");

    @ArchTest
    static final ArchRule TIME_IS_INJECTED =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(GatewayApplication.class)
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .because("tests move the clock themselves");
}
