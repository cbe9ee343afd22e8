package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis, from below the least to above the largest value. */
record Axis(List<Double> breaks, int decimals) {
  static Axis of(double low, double high, int wanted) {
    double span = high > low ? high - low : Math.max(1, Math.abs(high));
    double raw = span / wanted;
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = magnitude;
    for (double multiple : new double[] {1, 2, 5, 10}) {
      if (multiple * magnitude >= raw) {
        step = multiple * magnitude;
        break;
      }
    }
    List<Double> breaks = new ArrayList<>();
    long last = (long) Math.ceil(high / step - 1e-9);
    for (long i = (long) Math.floor(low / step + 1e-9); i <= last; i++) {
      breaks.add(i * step);
    }
    return new Axis(breaks, (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  }

  List<String> labels(Numbers numbers) {
    return breaks.stream().map(b -> numbers.fixed(b, decimals)).toList();
  }
}
