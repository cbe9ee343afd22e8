package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The committed sample against published figures (THL Sotkanet 191 and Statistics Finland, CC BY
 * 4.0): the sample must look like the real thing wherever a method's behaviour depends on it.
 */
class CalibrationTest {

  private static final List<String> MAINLAND =
      List.of(
          "01", "02", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16",
          "17", "18", "19");

  private static Map<String, Long> children;
  private static Map<String, Long> municipal;
  private static Map<String, Double> rates;

  @BeforeAll
  static void read() throws IOException {
    children = SampleFiles.COMMITTED.children();
    municipal = SampleFiles.COMMITTED.counts(191, "KUNTA");
    rates = new TreeMap<>();
    SampleFiles.COMMITTED
        .counts(191, "MAAKUNTA")
        .forEach((cell, n) -> rates.put(cell, 100.0 * n / children.get("MK" + cell)));
    SampleFiles.COMMITTED
        .counts(191, "MAA")
        .forEach(
            (cell, n) -> rates.put(cell, 100.0 * n / children.get(cell.replace("658", "SSS"))));
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  private static double mean(String region, int from, int to) {
    double sum = 0;
    for (int year = from; year <= to; year++) {
      sum += rates.get(region + "/" + year);
    }
    return sum / (to - from + 1);
  }

  private static double correlation(List<Double> some, List<Double> others) {
    double meanSome = some.stream().mapToDouble(x -> x).average().orElseThrow();
    double meanOthers = others.stream().mapToDouble(x -> x).average().orElseThrow();
    double both = 0;
    double one = 0;
    double two = 0;
    for (int i = 0; i < some.size(); i++) {
      double x = some.get(i) - meanSome;
      double y = others.get(i) - meanOthers;
      both += x * y;
      one += x * x;
      two += y * y;
    }
    return both / Math.sqrt(one * two);
  }

  @Test
  void theCountryFollowsThePublishedPath() {
    double[] published = {
      1.453, 1.504, 1.543, 1.560, 1.550, 1.531, 1.519, 1.594, 1.652, 1.715, 1.746, 1.727
    };
    for (int t = 0; t < published.length; t++) {
      // Three standard errors of an autocorrelated count of 16 000, about 1.2 % each.
      assertThat(rates.get("658/" + (2010 + t)))
          .isCloseTo(published[t], within(0.036 * published[t]));
    }
  }

  @Test
  void newPlacementsAreAsManyAsPublished() throws IOException {
    Map<String, Long> country = SampleFiles.COMMITTED.counts(1078, "MAA");
    // 4 390 in 2018 and 4 503 in 2021; three standard errors and the share that is avoided.
    assertThat(country.get("658/2018")).isBetween(4_100L, 4_700L);
    assertThat(country.get("658/2021")).isBetween(4_200L, 4_800L);
  }

  @Test
  void municipalitiesHaveTheRealSpreadOfSizes() {
    List<Double> sizes = new ArrayList<>();
    children.forEach(
        (cell, n) -> {
          if (cell.startsWith("KU") && cell.endsWith("/2018")) {
            sizes.add((double) n);
          }
        });
    Collections.sort(sizes);
    assertThat(sizes).hasSize(309);
    double[][] published = {
      {0.05, 166}, {0.10, 254}, {0.25, 468}, {0.50, 1136}, {0.75, 2779}, {0.90, 7421}, {0.99, 43917}
    };
    for (double[] point : published) {
      // Size classes are 35 % wide and blurred by 12 %.
      assertThat(quantile(sizes, point[0])).isBetween(0.83 * point[1], 1.2 * point[1]);
    }
  }

  @Test
  void municipalitiesHaveTheRealSpreadOfPlacedShares() {
    List<Double> shares = new ArrayList<>();
    municipal.forEach(
        (cell, n) -> {
          if (cell.endsWith("/2018")) {
            shares.add(100.0 * n / children.get("KU" + cell));
          }
        });
    Collections.sort(shares);
    double[][] published = {{0.05, 0.36}, {0.25, 0.99}, {0.50, 1.48}, {0.75, 2.06}, {0.95, 3.04}};
    for (double[] point : published) {
      // 240 visible municipalities: an error of about 0.1 in the middle, 0.2 in the tails.
      assertThat(quantile(shares, point[0])).isCloseTo(point[1], within(0.35));
    }
    // 62 of 309 are hidden in the published figures of 2018.
    assertThat(309 - shares.size()).isBetween(47, 77);
  }

  @Test
  void smallMunicipalitiesSwingMoreThanLargeOnes() {
    double[][] published = {
      {0, 400, 0.52}, {400, 1000, 0.41}, {1000, 2500, 0.30}, {2500, 7500, 0.24}, {7500, 20000, 0.20}
    };
    for (double[] band : published) {
      List<Double> spreads = new ArrayList<>();
      for (Map.Entry<String, Long> cell : children.entrySet()) {
        boolean inBand = cell.getValue() >= band[0] && cell.getValue() < band[1];
        if (cell.getKey().startsWith("KU") && cell.getKey().endsWith("/2018") && inBand) {
          double[] path = visiblePath(cell.getKey().substring(2, 5));
          if (path.length >= 6) {
            spreads.add(standardDeviation(path));
          }
        }
      }
      double mean = spreads.stream().mapToDouble(x -> x).average().orElseThrow();
      assertThat(mean).isCloseTo(band[2], within(0.10));
    }
  }

  private static double[] visiblePath(String code) {
    List<Double> path = new ArrayList<>();
    for (int year = 2010; year <= 2021; year++) {
      Long count = municipal.get(code + "/" + year);
      if (count != null) {
        path.add(100.0 * count / children.get("KU" + code + "/" + year));
      }
    }
    return path.stream().mapToDouble(x -> x).toArray();
  }

  private static double standardDeviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / (values.length - 1));
  }

  @Test
  void regionsDifferAndKeepTheirPlaces() {
    List<Double> thisYear = new ArrayList<>();
    List<Double> nextYear = new ArrayList<>();
    for (int year = 2010; year < 2021; year++) {
      double[] across = new double[MAINLAND.size()];
      for (int i = 0; i < across.length; i++) {
        across[i] = rates.get(MAINLAND.get(i) + "/" + year);
        thisYear.add(across[i]);
        nextYear.add(rates.get(MAINLAND.get(i) + "/" + (year + 1)));
      }
      // Published: 0.36 percentage points on average over the years.
      assertThat(standardDeviation(across)).isBetween(0.27, 0.50);
    }
    assertThat(correlation(thisYear, nextYear)).isGreaterThan(0.95);
  }

  @Test
  void shocksOfRegionsLastForYears() {
    int years = 12;
    double[][] residual = new double[MAINLAND.size()][years];
    double grand = 0;
    double[] yearMean = new double[years];
    for (String region : MAINLAND) {
      for (int t = 0; t < years; t++) {
        yearMean[t] += rates.get(region + "/" + (2010 + t)) / MAINLAND.size();
        grand += rates.get(region + "/" + (2010 + t)) / MAINLAND.size() / years;
      }
    }
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    double squares = 0;
    for (int r = 0; r < residual.length; r++) {
      for (int t = 0; t < years; t++) {
        double rate = rates.get(MAINLAND.get(r) + "/" + (2010 + t));
        residual[r][t] = rate - mean(MAINLAND.get(r), 2010, 2021) - yearMean[t] + grand;
        squares += residual[r][t] * residual[r][t] / residual.length / years;
        if (t > 0) {
          before.add(residual[r][t - 1]);
          after.add(residual[r][t]);
        }
      }
    }
    // Published: 0.147 percentage points, lag-1 correlation 0.85.
    assertThat(Math.sqrt(squares)).isBetween(0.11, 0.19);
    assertThat(correlation(before, after)).isBetween(0.75, 0.95);
  }

  @Test
  void southKareliaFallsBeforeTheProgrammeBegins() {
    assertThat(mean("09", 2010, 2012)).isCloseTo(1.74, within(0.25));
    assertThat(rates.get("09/2016")).isLessThan(1.25);
    assertThat(mean("09", 2019, 2021)).isCloseTo(0.82, within(0.2));
  }

  @Test
  void boysAreFiftyThreePercentOfThePlaced() throws IOException {
    double boys = 0;
    double all = 0;
    for (SampleFiles.Row row : SampleFiles.COMMITTED.rows(191)) {
      if (row.category().equals("MAA")) {
        boys += row.gender().equals("male") ? row.count().orElseThrow() : 0;
        all += row.gender().equals("total") ? row.count().orElseThrow() : 0;
      }
    }
    assertThat(boys / all).isCloseTo(0.53, within(0.01));
  }

  @Test
  void careCostsAboutSixHundredAndNinetyMillionEurosIn2015() throws IOException {
    for (SampleFiles.Row row : SampleFiles.COMMITTED.rows(3375)) {
      if (row.category().equals("MAA") && row.year() == 2015) {
        assertThat(row.value().orElseThrow()).isBetween(640_000.0, 740_000.0);
      }
    }
  }
}
