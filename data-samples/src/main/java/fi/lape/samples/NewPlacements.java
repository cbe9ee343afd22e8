package fi.lape.samples;

/**
 * Children placed in an emergency during a year (indicator 1078): entries, which respond at once.
 *
 * <p>Without adoption every municipality of an area moves in parallel in children per 1000: its own
 * level, the country's trend and an autoregressive shock of the area. Adoption multiplies the
 * expected count.
 */
final class NewPlacements {

  /** Expected entries per 1000 children of the whole country, had nobody adopted. */
  private static final YearPath COUNTRY =
      YearPath.of(
          2010, 3.45, 2012, 3.60, 2014, 3.60, 2015, 3.65, 2016, 3.75, 2017, 3.95, 2018, 4.25, 2019,
          4.55, 2020, 4.75, 2021, 4.60);

  private static final double FLOOR_PER_1000 = 0.4;
  private static final double COUNT_SHAPE = 400;
  private static final double COUNTRY_PLACED_PERCENT = 1.6;

  private NewPlacements() {}

  static CountOutcome draw(
      SampleSettings settings,
      Geography geography,
      Children children,
      double[] placedLevel,
      Adoption familyCentre,
      Adoption systemic) {
    int years = settings.years();
    int size = geography.municipalities().size();
    double[] own = ownLevels(settings, geography, children, placedLevel);
    double[][] without = new double[size][years];
    double[][] with = new double[size][years];
    long[][] count = new long[size][years];
    for (ProjectArea area : geography.allAreas()) {
      RandomStream areaRandom = RandomStream.of(settings.seed(), "new/area/" + area.code());
      double[] shock = areaRandom.autoregressive(years, 0.10, 0.85);
      for (Municipality municipality : geography.municipalitiesOf(area.code())) {
        int u = municipality.index();
        for (int t = 0; t < years; t++) {
          int year = settings.year(t);
          double trend = COUNTRY.at(year) - COUNTRY.at(SampleSettings.BASE_YEAR);
          double rate = StrictMath.max(FLOOR_PER_1000, own[u] + trend + shock[t]);
          without[u][t] = rate / 1000 * children.of(municipality, t);
          with[u][t] =
              without[u][t]
                  * (1 + familyCentre.effectIn(municipality, year, settings.familyCentreEffect()))
                  * (1 + systemic.effectIn(municipality, year, settings.systemicEffect()));
          // A stream a year: an effect changes the counts of its own years alone.
          RandomStream random =
              RandomStream.of(settings.seed(), "new/count/" + municipality.code() + "/" + year);
          count[u][t] = random.negativeBinomial(with[u][t], COUNT_SHAPE);
        }
      }
    }
    return new CountOutcome(without, with, count);
  }

  /** Levels of 2016 per 1000 children, higher where more children are placed. */
  private static double[] ownLevels(
      SampleSettings settings, Geography geography, Children children, double[] placedLevel) {
    double[] own = new double[placedLevel.length];
    double weighted = 0;
    double weights = 0;
    for (Municipality municipality : geography.municipalities()) {
      int u = municipality.index();
      RandomStream random = RandomStream.of(settings.seed(), "new/level/" + municipality.code());
      double pull = StrictMath.pow(placedLevel[u] / COUNTRY_PLACED_PERCENT, 0.6);
      own[u] = pull * StrictMath.exp(0.15 * random.gaussian());
      long weight = children.of(municipality, settings.index(SampleSettings.BASE_YEAR));
      weighted += weight * own[u];
      weights += weight;
    }
    for (int u = 0; u < own.length; u++) {
      own[u] *= COUNTRY.at(SampleSettings.BASE_YEAR) * weights / weighted;
    }
    return own;
  }
}
