package fi.lape.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.calibrate.GeneratedProgrammes.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Does the headline of the bundled plan tell the truth? Programmes are generated, planted effects
 * looked for. Not part of the build: {@code mvn -pl jobs -am verify -Pcalibration}; {@code
 * -Dlape.programmes=1000} takes more of them and {@code -Dlape.results=FOLDER} writes the result.
 */
class TruthCalibration {
  private static final int PROGRAMMES = Integer.getInteger("lape.programmes", 200);
  private static final double PLANTED = -0.12;

  @Test
  void theHeadlineTellsTheTruth() throws IOException {
    long start = System.nanoTime();
    List<Found> planted = GeneratedProgrammes.study(PROGRAMMES, PLANTED);
    double mde = GeneratedProgrammes.medianMde(planted);
    double truth = GeneratedProgrammes.mean(planted.stream().mapToDouble(Found::truth).toArray());
    double bias =
        GeneratedProgrammes.mean(
            planted.stream().mapToDouble(f -> f.estimate() - f.truth()).toArray());
    double twice = PLANTED * 2 * mde / Math.abs(truth);
    List<Found> large = GeneratedProgrammes.study(PROGRAMMES, twice);
    List<Found> none = GeneratedProgrammes.study(PROGRAMMES, 0);
    double covers = share(planted, Found::covers);
    double sign = share(large, f -> f.estimate() < 0);
    double alarms = share(none, Found::familyRejects);
    String result =
        String.format(
            Locale.ROOT,
            """
            {
              "programmes" : %d,
              "planted_relative_effect" : %.3f,
              "mean_truth_per_1000" : %.4f,
              "mean_error_per_1000" : %.4f,
              "median_mde80_per_1000" : %.4f,
              "coverage_of_95_percent_interval" : %.4f,
              "coverage_mc_error" : %.4f,
              "coverage_without_effect" : %.4f,
              "power" : %.4f,
              "relative_effect_of_twice_the_mde" : %.4f,
              "coverage_at_twice_the_mde" : %.4f,
              "sign_right_at_twice_the_mde" : %.4f,
              "family_wise_false_alarms" : %.4f,
              "family_wise_mc_error" : %.4f,
              "seconds" : %.0f,
              "processors" : %d,
              "java" : "%s",
              "system" : "%s %s"
            }
            """,
            PROGRAMMES,
            PLANTED,
            truth,
            bias,
            mde,
            covers,
            error(covers),
            share(none, Found::covers),
            share(planted, f -> f.p() <= 0.05),
            twice,
            share(large, Found::covers),
            sign,
            alarms,
            error(alarms),
            (System.nanoTime() - start) / 1e9,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("java.version"),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
    System.out.print(result);
    Path folder = Path.of(System.getProperty("lape.results", "target"));
    Files.writeString(folder.resolve("calibration-truth.json"), result);
    assertThat(covers).as("coverage").isBetween(0.93, 0.97);
    assertThat(sign).as("sign right at twice the MDE").isGreaterThanOrEqualTo(0.99);
    assertThat(alarms).as("family-wise false alarms").isLessThanOrEqualTo(0.05);
  }

  private static double share(List<Found> studies, Predicate<Found> which) {
    return (double) studies.stream().filter(which).count() / studies.size();
  }

  private static double error(double share) {
    return Math.sqrt(share * (1 - share) / PROGRAMMES);
  }
}
