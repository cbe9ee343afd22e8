package fi.lape.jobs.cli;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.samples.SampleProgramme;
import fi.lape.samples.SampleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code lape generate}: a synthetic programme. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    subcommands = GenerateRegisterCommand.class,
    description =
        "Writes a synthetic programme in the real source formats, with the effects and faults it"
            + " planted in truth.json and faults.json. The same seed gives the same bytes.")
final class GenerateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      scope = ScopeType.INHERIT,
      description = "Folder to write.")
  Path folder;

  @Option(
      names = "--seed",
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "Seed (default: that of the committed sample).")
  Optional<Long> seed;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "Factor on the number of children of every municipality, 0.01 to 1000.")
  Optional<Double> scale;

  @Option(
      names = "--effect",
      paramLabel = "X",
      description = "Relative effect of a family centre on new placements, for example -0.12.")
  Optional<Double> effect;

  @Option(names = "--no-faults", description = "Plant no faults.")
  boolean noFaults;

  @Option(names = "--no-suppression", description = "Publish counts of 0 to 4 too.")
  boolean noSuppression;

  @Override
  public Integer call() throws IOException {
    SampleProgramme.write(folder, settings());
    spec.commandLine()
        .getOut()
        .printf(
            "Synthetic sources are in %s, what was planted in %s%n",
            folder.resolve("sources"), folder.resolve("truth.json"));
    return 0;
  }

  private SampleSettings settings() {
    try {
      SampleSettings settings =
          SampleSettings.standard().withFaults(!noFaults).withSuppression(!noSuppression);
      settings = seed.isPresent() ? settings.withSeed(seed.get()) : settings;
      settings = scale.isPresent() ? settings.withChildrenScale(scale.get()) : settings;
      return effect.isPresent() ? settings.withFamilyCentreEffect(effect.get()) : settings;
    } catch (IllegalArgumentException e) {
      throw outOfRange(e);
    }
  }

  static JobException outOfRange(IllegalArgumentException e) {
    String code = "SETTING_OUT_OF_RANGE: ";
    return new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "SETTING_OUT_OF_RANGE",
        e.getMessage().startsWith(code) ? e.getMessage().substring(code.length()) : e.getMessage(),
        e);
  }
}
