package fi.lape.jobs.cli;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.session.Sessions;
import fi.lape.samples.register.RegisterSample;
import fi.lape.samples.register.RegisterSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lape generate register}: a synthetic child-welfare register of any size. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description =
        "Writes a synthetic child-welfare register over the same programme: children, residence,"
            + " placements and services as Parquet, in parallel, with what was planted in"
            + " register_truth.json. The same options give the same files on any number of cores.")
final class GenerateRegisterCommand implements Callable<Integer> {
  private static final Pattern YEARS = Pattern.compile("(\\d{4})-(\\d{4})");

  @ParentCommand GenerateCommand parent;
  @Spec CommandSpec spec;

  @Option(
      names = "--children",
      paramLabel = "N",
      description = "Children born in time to be 0-17 in some of the years (default: 20000).")
  Optional<Long> children;

  @Option(
      names = "--years",
      paramLabel = "FROM-TO",
      description = "Years observed (default: 2010-2021); the data date ends them.")
  Optional<String> years;

  @Option(
      names = "--placement-factor",
      paramLabel = "X",
      description = "Factor on first placements; 1, the default, gives the published shares.")
  Optional<Double> placementFactor;

  @Option(
      names = "--effect",
      paramLabel = "X",
      description = "Relative effect of a family centre on entries (default: -0.12).")
  Optional<Double> effect;

  @Option(
      names = "--institution-effect",
      paramLabel = "X",
      description = "Effect of the systemic model on the share of institutions (default: -0.10).")
  Optional<Double> institutionEffect;

  @Option(names = "--no-faults", description = "Plant no faulty rows.")
  boolean noFaults;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: what spark-submit set, else local[*]).")
  Optional<String> master;

  @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A Spark setting.")
  Map<String, String> conf = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    RegisterSettings settings = settings();
    String folder = parent.folder.toString();
    SparkSession spark = Sessions.open(master, conf);
    RegisterSample.write(spark, folder, settings);
    spec.commandLine()
        .getOut()
        .printf(
            "A synthetic register is in %s, what was planted in %s%n",
            parent.folder.resolve("sources").resolve("register"),
            parent.folder.resolve("register_truth.json"));
    return 0;
  }

  private RegisterSettings settings() {
    try {
      RegisterSettings standard = RegisterSettings.standard();
      RegisterSettings settings =
          standard
              .withFaults(!noFaults)
              .withSeed(parent.seed.orElse(standard.seed()))
              .withChildren(children.orElse(standard.children()))
              .withPlacementFactor(placementFactor.orElse(standard.placementFactor()))
              .withEffects(
                  effect.orElse(standard.entryEffect()),
                  institutionEffect.orElse(standard.institutionEffect()));
      return years.isPresent() ? withYears(settings, years.get()) : settings;
    } catch (IllegalArgumentException e) {
      throw GenerateCommand.outOfRange(e);
    }
  }

  private static RegisterSettings withYears(RegisterSettings settings, String text) {
    Matcher matcher = YEARS.matcher(text);
    if (!matcher.matches()) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "SETTING_OUT_OF_RANGE",
          "'--years' is '%s'. The years observed are a first and a last one, such as 2010-2021. Give them in this form."
              .formatted(text));
    }
    return settings.withYears(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
