package fi.lape.estimators.had;

import fi.lape.estimators.error.DoseErrors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Doses and changes of the units, sorted by dose and, at the same dose, by change. */
final class DoseSample {
  // Doses computed in different ways differ by rounding alone below this.
  private static final double SAME = 1e-9;
  private static final int NEIGHBOURS = 3;

  private final double[] dose;
  private final double[] change;
  private final int[] place; // of the k-th unit in the arrays given

  /**
   * @throws fi.lape.estimators.error.EvaluationException if the arrays do not fit together, or the
   *     doses are not all above zero and different
   */
  DoseSample(double[] dose, double[] change) {
    check(dose, change);
    place =
        IntStream.range(0, dose.length)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> dose[i])
                    .thenComparingDouble(i -> change[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.dose = Arrays.stream(place).mapToDouble(i -> dose[i]).toArray();
    this.change = Arrays.stream(place).mapToDouble(i -> change[i]).toArray();
  }

  private static void check(double[] dose, double[] change) {
    if (dose.length != change.length) {
      throw DoseErrors.dataInvalid(
          "there are " + dose.length + " doses and " + change.length + " changes");
    }
    long untreated = 0;
    long negative = 0;
    for (int i = 0; i < dose.length; i++) {
      if (!Double.isFinite(dose[i]) || !Double.isFinite(change[i])) {
        throw DoseErrors.dataInvalid("dose or change " + i + " is not a finite number");
      }
      untreated += dose[i] == 0 ? 1 : 0;
      negative += dose[i] < 0 ? 1 : 0;
    }
    if (negative > 0) {
      throw DoseErrors.doseNegative(negative);
    }
    if (untreated > 0) {
      throw DoseErrors.untreatedUnits(untreated);
    }
    double low = Arrays.stream(dose).min().orElse(0);
    double high = Arrays.stream(dose).max().orElse(0);
    if (high - low <= SAME * high) {
      throw DoseErrors.dosesAllEqual(dose.length, high);
    }
  }

  int size() {
    return dose.length;
  }

  double dose(int k) {
    return dose[k];
  }

  double change(int k) {
    return change[k];
  }

  /** Returns where the k-th unit stood in the arrays given. */
  int place(int k) {
    return place[k];
  }

  double largest() {
    return dose[dose.length - 1];
  }

  double range() {
    return largest() - dose[0];
  }

  /** Returns how many doses are at most {@code bandwidth}. */
  int within(double bandwidth) {
    int count = 0;
    while (count < dose.length && dose[count] <= bandwidth) {
      count++;
    }
    return count;
  }

  /** Returns the quantile between order statistics, position 1 + (n − 1) p. */
  double doseQuantile(double p) {
    double position = (dose.length - 1) * p;
    int below = (int) position;
    return below + 1 < dose.length
        ? dose[below] + (position - below) * (dose[below + 1] - dose[below])
        : dose[below];
  }

  double doseDeviation() {
    double mean = Means.of(dose);
    double sum = 0;
    for (double d : dose) {
      sum += (d - mean) * (d - mean);
    }
    return Math.sqrt(sum / (dose.length - 1));
  }

  /**
   * Returns squared residuals of the first {@code n} units from their nearest neighbours in dose:
   * J/(J+1) (y − mean of the J neighbours)², with J = {@value #NEIGHBOURS}, more where doses tie.
   */
  double[] squaredResiduals(int n) {
    double[] squared = new double[n];
    for (int k = 0; k < n; k++) {
      int low = startOfTie(k);
      int high = endOfTie(k, n);
      while (high - low < Math.min(NEIGHBOURS, n - 1)) {
        double left = low > 0 ? dose[k] - dose[low - 1] : Double.POSITIVE_INFINITY;
        double right = high + 1 < n ? dose[high + 1] - dose[k] : Double.POSITIVE_INFINITY;
        if (left <= right) {
          low = startOfTie(low - 1);
        }
        if (right <= left) {
          high = endOfTie(high + 1, n);
        }
      }
      double sum = 0;
      for (int j = low; j <= high; j++) {
        sum += j == k ? 0 : change[j];
      }
      double neighbours = high - low;
      double gap = change[k] - sum / neighbours;
      squared[k] = neighbours / (neighbours + 1) * gap * gap;
    }
    return squared;
  }

  private int startOfTie(int k) {
    int start = k;
    while (start > 0 && dose[start - 1] == dose[k]) {
      start--;
    }
    return start;
  }

  private int endOfTie(int k, int n) {
    int end = k;
    while (end + 1 < n && dose[end + 1] == dose[k]) {
      end++;
    }
    return end;
  }
}
