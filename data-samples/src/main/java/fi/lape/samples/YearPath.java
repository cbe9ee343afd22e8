package fi.lape.samples;

import java.util.Arrays;

/** A level by year: straight lines between the given points, constant outside them. */
final class YearPath {

  private final double[] years;
  private final double[] levels;

  private YearPath(double[] years, double[] levels) {
    this.years = years;
    this.levels = levels;
  }

  /** Points as year, level, year, level, … in the order of time. */
  static YearPath of(double... points) {
    double[] years = new double[points.length / 2];
    double[] levels = new double[points.length / 2];
    for (int i = 0; i < years.length; i++) {
      years[i] = points[2 * i];
      levels[i] = points[2 * i + 1];
    }
    return new YearPath(years, levels);
  }

  /** The same as text, such as {@code 2011:1.48|2015:1.54}. */
  static YearPath parse(String text) {
    return of(Arrays.stream(text.split("[:|]", -1)).mapToDouble(Double::parseDouble).toArray());
  }

  double at(int year) {
    if (year <= years[0]) {
      return levels[0];
    }
    for (int i = 1; i < years.length; i++) {
      if (year <= years[i]) {
        double share = (year - years[i - 1]) / (years[i] - years[i - 1]);
        return levels[i - 1] + share * (levels[i] - levels[i - 1]);
      }
    }
    return levels[levels.length - 1];
  }
}
