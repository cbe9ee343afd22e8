package fi.lape.jobs.cli;

import fi.lape.jobs.calibrate.CalibrationFile;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the study plan and the sources are, with what the launcher's own folder bundles. */
final class PlanOption {
  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Study plan (default: the bundled evaluation-models/plans/lape.yaml).")
  Optional<Path> plan;

  Path planFile() {
    return plan.orElseGet(() -> bundled("evaluation-models/plans/lape.yaml", "--plan"));
  }

  /** Where the calibration of the plan is, if it is there. */
  Optional<Path> calibration() {
    return Optional.of(CalibrationFile.beside(planFile()));
  }

  /** A file or folder of the checkout the launcher stands in. */
  static Path bundled(String place, String option) {
    String home = System.getProperty("lape.home", "");
    Path path = Path.of(home, place);
    if (home.isEmpty() || !Files.exists(path)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "ARGUMENT_MISSING",
          "%s is not given and there is no bundled '%s' here. Bundled files are found only by the launcher jobs/bin/lape. Add %s."
              .formatted(option, place, option));
    }
    return path;
  }

  static List<String> sourcesOrSample(List<String> sources) {
    return sources.isEmpty()
        ? List.of(bundled("data-samples/sample/sources", "--sources").toString())
        : sources;
  }
}
