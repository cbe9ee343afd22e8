package fi.lape.samples;

import java.util.ArrayList;
import java.util.List;

/** Splits of the placed children by sex, age, form of placement and care order. */
final class PlacedSplits {

  private static final double BOYS = 0.53;

  /** Ages 0–6, 7–12 and 13–17 among the placed (Sotkanet 5495, 5497, 5496). */
  private static final YearPath YOUNGEST = YearPath.of(2010, 0.197, 2016, 0.190, 2021, 0.172);

  private static final YearPath MIDDLE = YearPath.of(2010, 0.249, 2016, 0.261, 2021, 0.270);

  private static final YearPath FAMILY = YearPath.of(2010, 0.46, 2016, 0.53, 2021, 0.52);
  private static final YearPath INSTITUTION = YearPath.of(2010, 0.39, 2016, 0.36, 2021, 0.38);
  private static final double CARE_ORDER = 0.62;

  private PlacedSplits() {}

  static List<Series> series(SampleSettings settings, Geography geography, World world) {
    int years = settings.years();
    int size = geography.municipalities().size();
    long[][] placed = world.placed().count();
    double[][] total = new double[size][years];
    double[][] boys = new double[size][years];
    double[][] girls = new double[size][years];
    double[][] youngest = new double[size][years];
    double[][] middle = new double[size][years];
    double[][] oldest = new double[size][years];
    double[][] family = new double[size][years];
    double[][] institution = new double[size][years];
    double[][] careOrder = new double[size][years];
    for (Municipality municipality : geography.municipalities()) {
      int u = municipality.index();
      RandomStream random =
          RandomStream.of(settings.seed(), "placed/splits/" + municipality.code());
      for (int t = 0; t < years; t++) {
        int year = settings.year(t);
        long all = placed[u][t];
        total[u][t] = all;
        boys[u][t] = random.binomial(all, BOYS);
        girls[u][t] = all - boys[u][t];
        double young = YOUNGEST.at(year);
        youngest[u][t] = random.binomial(all, young);
        long rest = all - (long) youngest[u][t];
        middle[u][t] = random.binomial(rest, MIDDLE.at(year) / (1 - young));
        oldest[u][t] = rest - middle[u][t];
        double inFamily = FAMILY.at(year);
        family[u][t] = random.binomial(all, inFamily);
        long outside = all - (long) family[u][t];
        institution[u][t] = random.binomial(outside, INSTITUTION.at(year) / (1 - inFamily));
        careOrder[u][t] = random.binomial(all, CARE_ORDER);
      }
    }
    double[][] children = world.childrenTimes(1);
    List<Series> series = new ArrayList<>();
    series.add(share(191, "total", total, children));
    series.add(share(191, "male", boys, world.childrenTimes(0.511)));
    series.add(share(191, "female", girls, world.childrenTimes(0.489)));
    series.add(count(5495, youngest));
    series.add(count(5497, middle));
    series.add(count(5496, oldest));
    series.add(share(1077, "total", careOrder, children));
    series.add(share(418, "total", family, total));
    series.add(share(419, "total", institution, total));
    return series;
  }

  private static Series share(int id, String gender, double[][] count, double[][] of) {
    return new Series(id, gender, Series.Form.SHARE_AND_COUNT, 100, true, count, of);
  }

  private static Series count(int id, double[][] count) {
    return new Series(id, "total", Series.Form.COUNT_ONLY, 1, true, count, count);
  }
}
