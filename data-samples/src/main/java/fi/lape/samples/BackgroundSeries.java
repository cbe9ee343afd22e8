package fi.lape.samples;

import java.util.List;

/**
 * Indicators the programme was not built to move in this sample: service use, cost of living,
 * employment. Levels are plausible, not published; none carries a planted effect.
 */
final class BackgroundSeries {

  /**
   * How an indicator is drawn: country path times area level, municipality level and two
   * autoregressive shocks, all lognormal.
   *
   * @param perChild size of the population it is a share of, per child aged 0–17
   * @param counted whether the indicator is a rounded count with 0 to 4 hidden
   */
  private record Shape(
      int indicator,
      YearPath country,
      int scale,
      double perChild,
      double areaSpread,
      double ownSpread,
      double areaShock,
      double ownShock,
      boolean counted) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(
              1245,
              YearPath.of(2010, 5.0, 2014, 6.2, 2015, 5.2, 2018, 4.7, 2021, 4.3),
              100,
              1.0,
              0.12,
              0.20,
              0.05,
              0.08,
              true),
          new Shape(
              2483,
              YearPath.of(2010, 210, 2016, 290, 2021, 390),
              1000,
              0.70,
              0.25,
              0.20,
              0.10,
              0.12,
              false),
          new Shape(
              2484,
              YearPath.of(2010, 760, 2016, 1100, 2021, 1620),
              1000,
              0.29,
              0.20,
              0.18,
              0.10,
              0.12,
              false),
          new Shape(
              1243,
              YearPath.of(2010, 72, 2016, 77, 2021, 74),
              1000,
              1.0,
              0.20,
              0.25,
              0.06,
              0.10,
              false),
          new Shape(
              2911,
              YearPath.of(2010, 1.9, 2013, 1.5, 2016, 2.2, 2021, 3.1),
              100,
              0.53,
              0.20,
              0.35,
              0.08,
              0.15,
              false),
          new Shape(
              181,
              YearPath.of(
                  2010, 10.0, 2011, 9.2, 2012, 9.4, 2013, 11.0, 2014, 12.2, 2015, 13.2, 2016, 12.9,
                  2017, 11.0, 2018, 9.5, 2019, 9.2, 2020, 13.4, 2021, 11.2),
              100,
              2.5,
              0.16,
              0.18,
              0.04,
              0.05,
              false),
          new Shape(
              228,
              YearPath.of(2010, 13.6, 2014, 11.9, 2017, 12.1, 2021, 11.4),
              100,
              1.0,
              0.12,
              0.22,
              0.03,
              0.06,
              false),
          new Shape(
              179,
              YearPath.of(2010, 39.9, 2016, 38.3, 2021, 36.7),
              100,
              1.38,
              0.04,
              0.10,
              0.006,
              0.008,
              false));

  private BackgroundSeries() {}

  static List<Series> series(SampleSettings settings, Geography geography, World world) {
    return SHAPES.stream().map(shape -> draw(settings, geography, world, shape)).toList();
  }

  private static Series draw(
      SampleSettings settings, Geography geography, World world, Shape shape) {
    int years = settings.years();
    double[][] denominator = world.childrenTimes(shape.perChild());
    double[][] numerator = new double[denominator.length][years];
    String stem = "background/" + shape.indicator() + "/";
    for (ProjectArea area : geography.allAreas()) {
      RandomStream areaRandom = RandomStream.of(settings.seed(), stem + "area/" + area.code());
      double areaLevel = shape.areaSpread() * areaRandom.gaussian();
      double[] areaShock = areaRandom.autoregressive(years, shape.areaShock(), 0.85);
      for (Municipality municipality : geography.municipalitiesOf(area.code())) {
        int u = municipality.index();
        RandomStream random = RandomStream.of(settings.seed(), stem + municipality.code());
        double level = areaLevel + shape.ownSpread() * random.gaussian();
        double[] shock = random.autoregressive(years, shape.ownShock(), 0.7);
        for (int t = 0; t < years; t++) {
          double rate =
              shape.country().at(settings.year(t))
                  * StrictMath.exp(level + areaShock[t] + shock[t]);
          double ceiling = 0.95 * shape.scale() * (shape.scale() == 100 ? 1 : 10);
          double amount = StrictMath.min(ceiling, rate) / shape.scale() * denominator[u][t];
          numerator[u][t] = shape.counted() ? random.poisson(amount) : amount;
        }
      }
    }
    Series.Form form = shape.counted() ? Series.Form.SHARE_AND_COUNT : Series.Form.SHARE_ONLY;
    return new Series(
        shape.indicator(), "total", form, shape.scale(), shape.counted(), numerator, denominator);
  }
}
