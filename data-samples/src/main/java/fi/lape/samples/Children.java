package fi.lape.samples;

import java.util.List;

/**
 * Children aged 0–17 by municipality and year.
 *
 * <p>The country's path is the published one (Statistics Finland, CC BY 4.0); what a municipality
 * has of it is synthetic: its size class, blurred, with a trend that falls as the class falls.
 */
final class Children {

  private static final YearPath COUNTRY =
      YearPath.of(
          2010, 1_084_296, 2012, 1_078_730, 2013, 1_076_680, 2014, 1_075_492, 2015, 1_073_060, 2016,
          1_071_905, 2017, 1_066_261, 2018, 1_058_091, 2019, 1_049_057, 2020, 1_041_526, 2021,
          1_035_517);

  private final long[][] children;

  private Children(long[][] children) {
    this.children = children;
  }

  static Children of(SampleSettings settings, List<Municipality> municipalities) {
    double[][] sizes = new double[municipalities.size()][settings.years()];
    for (Municipality municipality : municipalities) {
      RandomStream random = RandomStream.of(settings.seed(), "children/" + municipality.code());
      double own = Geography.childrenOfClass(municipality.sizeClass());
      double size = own / municipality.parts().get(0).share() * random.uniform(0.88, 1.12);
      double growth = -0.034 + 0.0021 * municipality.sizeClass() + 0.006 * random.gaussian();
      double[] noise = random.autoregressive(settings.years(), 0.006, 0.7);
      for (int t = 0; t < settings.years(); t++) {
        int distance = settings.year(t) - SampleSettings.BASE_YEAR;
        sizes[municipality.index()][t] = size * StrictMath.exp(growth * distance + noise[t]);
      }
    }
    long[][] children = new long[municipalities.size()][settings.years()];
    for (int t = 0; t < settings.years(); t++) {
      double total = 0;
      for (double[] size : sizes) {
        total += size[t];
      }
      double factor = settings.childrenScale() * COUNTRY.at(settings.year(t)) / total;
      for (int u = 0; u < sizes.length; u++) {
        children[u][t] = StrictMath.max(1, StrictMath.round(sizes[u][t] * factor));
      }
    }
    return new Children(children);
  }

  long of(Municipality municipality, int t) {
    return children[municipality.index()][t];
  }

  long[][] table() {
    return children;
  }
}
