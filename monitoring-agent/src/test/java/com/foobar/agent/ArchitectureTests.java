package com.foobar.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;

@AnalyzeClasses(packages = "com.foobar.agent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("com.foobar.agent.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a feature that needs another and is needed by it is one feature");

    @ArchTest
    static final ArchRule LOGS_AND_METRICS_DO_NOT_NEED_EACH_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.logs..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..agent.metrics..")
                    .because("what breaks one of them must not stop the other");

    @ArchTest
    static final ArchRule METRICS_DO_NOT_NEED_LOGS =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.metrics..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..agent.logs..")
                    .because("what breaks one of them must not stop the other");

    @ArchTest
    static final ArchRule STORE_STARTS_WITHOUT_SPRING =
            noClasses()
                    .that()
                    .resideInAPackage("..agent.store..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.springframework..")
                    .because("it is a program of its own that starts in a moment");

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
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .because("tests move the clock themselves");
}
