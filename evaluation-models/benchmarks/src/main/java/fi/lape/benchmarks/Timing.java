package fi.lape.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/** How long a step took, several times in one process; the first runs warm it up. */
record Timing(String step, int runs, double median, double least, double most) {
  private static final double MILLION = 1e6;
  // Enough for the just-in-time compiler to have seen the step.
  private static final double WARM_UP_SECONDS = 1.5;

  Timing {
    requireNonNull(step, "step is null");
  }

  static Timing of(String step, int runs, DoubleSupplier work) {
    double used = 0;
    long begun = System.nanoTime();
    do {
      used += work.getAsDouble();
    } while (System.nanoTime() - begun < WARM_UP_SECONDS * 1e9);
    double[] milliseconds = new double[runs];
    for (int j = 0; j < runs; j++) {
      long start = System.nanoTime();
      used += work.getAsDouble();
      milliseconds[j] = (System.nanoTime() - start) / MILLION;
    }
    if (Double.isNaN(used)) { // the results are used, so that the work cannot be left out
      throw new IllegalStateException(step + " gave no number");
    }
    Arrays.sort(milliseconds);
    return new Timing(step, runs, milliseconds[runs / 2], milliseconds[0], milliseconds[runs - 1]);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-36s median %9.2f ms   (%.2f … %.2f, %d runs)",
        step,
        median,
        least,
        most,
        runs);
  }

  static String json(List<Timing> timings) {
    return timings.stream()
        .map(
            t ->
                String.format(
                    Locale.ROOT,
                    "{\"step\":\"%s\",\"median_ms\":%.3f,\"least_ms\":%.3f,\"most_ms\":%.3f,\"runs\":%d}",
                    t.step,
                    t.median,
                    t.least,
                    t.most,
                    t.runs))
        .collect(Collectors.joining(",\n", "[", "]"));
  }
}
