package com.foobar.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import javax.sql.DataSource;

@AnalyzeClasses(packagesOf = WebApplication.class, importOptions = DoNotIncludeTests.class)
class PackageRulesTests {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching("com.foobar.web.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a package that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule NOBODY_NEEDS_THE_BOARD =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..message..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..message..")
                    .because("what the site says comes on top of how it works");

    @ArchTest
    static final ArchRule CONNECTIONS_STAY_BEHIND_THE_DATABASE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..database..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Connection.class, DataSource.class, DriverManager.class)
                    .because("connections go to the right member only from there");

    @ArchTest
    static final ArchRule TIME_IS_INJECTED =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .because("a test must be able to choose the time");
}
