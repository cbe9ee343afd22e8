package fi.lape.jobs.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the arrows run; the build's enforcer holds the same between modules. */
class ArrowsTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("fi.lape");

  @Test
  void everyModuleIsLookedAt() {
    for (String module : new String[] {"estimators", "schemas", "samples", "jobs"}) {
      assertThat(PROGRAM.stream().anyMatch(c -> c.getPackageName().startsWith("fi.lape." + module)))
          .as(module)
          .isTrue();
    }
  }

  @Test
  void estimatorsKnowNeitherSparkNorAnythingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("fi.lape.estimators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..",
            "scala..",
            "io.delta..",
            "org.slf4j..",
            "java.nio.file..",
            "java.time..",
            "fi.lape.schemas..",
            "fi.lape.spark..",
            "fi.lape.samples..",
            "fi.lape.jobs..")
        .check(PROGRAM);
  }

  @Test
  void aMethodNeverComputesItsOwnStandardError() {
    noClasses()
        .that()
        .resideInAnyPackage("fi.lape.estimators.did..", "fi.lape.estimators.dose..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("fi.lape.estimators.inference..")
        .check(PROGRAM);
  }

  @Test
  void schemasKnowNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("fi.lape.schemas..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fi.lape.estimators..", "fi.lape.spark..", "fi.lape.samples..", "fi.lape.jobs..")
        .check(PROGRAM);
  }

  @Test
  void theSparkFrontKnowsNeitherDeltaNorTheJobs() {
    noClasses()
        .that()
        .resideInAPackage("fi.lape.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.delta..", "fi.lape.jobs..", "fi.lape.samples..")
        .check(PROGRAM);
  }

  @Test
  void samplesAreUsedByTheGenerateCommandOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("fi.lape.samples..", "fi.lape.jobs.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("fi.lape.samples..")
        .check(PROGRAM);
  }

  @Test
  void stagesMeetInTheLakeAndNotInEachOther() {
    for (String stage : new String[] {"ingest", "panel", "evaluate", "cost", "robust", "release"}) {
      noClasses()
          .that()
          .resideInAnyPackage(
              "fi.lape.jobs.ingest..",
              "fi.lape.jobs.panel..",
              "fi.lape.jobs.evaluate..",
              "fi.lape.jobs.cost..",
              "fi.lape.jobs.robust..",
              "fi.lape.jobs.release..")
          .and()
          .resideOutsideOfPackage("fi.lape.jobs." + stage + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("fi.lape.jobs." + stage + "..")
          .check(PROGRAM);
    }
  }
}
