package fi.lape.samples;

/**
 * Children placed outside the home during a year (indicator 191): a stock that moves slowly.
 *
 * <p>The expected share is the area's path plus a municipality's own deviation plus an
 * autoregressive shock of the area, brought to the published level of the country in every year.
 * Counts keep three fifths of last year's children and add negative binomial newcomers, so that a
 * municipality's counts persist while each year's expectation stays exact.
 */
final class PlacedChildren {

  /**
   * Share of placed children of the whole country, percent: the published path (THL, Sotkanet 191,
   * CC BY 4.0), from 2017 on raised by what the planted effects of the standard settings take away.
   */
  private static final YearPath COUNTRY =
      YearPath.of(
          2010, 1.453, 2012, 1.543, 2013, 1.560, 2014, 1.550, 2015, 1.531, 2016, 1.519, 2017, 1.596,
          2018, 1.663, 2019, 1.738, 2020, 1.778, 2021, 1.762);

  private static final double OWN_SPREAD = 0.40;
  private static final double OWN_SHOCK = 0.09;

  /** Small municipalities place a smaller share, percentage points a size class. */
  private static final double SIZE_GRADIENT = 0.02;

  private static final int MIDDLE_SIZE_CLASS = 13;

  private static final double FLOOR_PERCENT = 0.15;
  private static final double STAYING = 0.6;
  private static final double NEWCOMER_SHAPE = 150;

  /** Part of the avoided new placements that shows in the stock, and how much of it stays on. */
  private static final double PASS_THROUGH = 0.5;

  private static final double CARRY_OVER = 0.5;

  private final double[][] meanWithout;

  private PlacedChildren(double[][] meanWithout) {
    this.meanWithout = meanWithout;
  }

  static PlacedChildren expect(SampleSettings settings, Geography geography, Children children) {
    int years = settings.years();
    double[][] means = new double[geography.municipalities().size()][years];
    for (ProjectArea area : geography.allAreas()) {
      RandomStream random = RandomStream.of(settings.seed(), "placed/area/" + area.code());
      double[] shock = random.autoregressive(years, 0.04, 0.85);
      double middle = area.placedShare().at(SampleSettings.BASE_YEAR);
      var members = geography.municipalitiesOf(area.code());
      double[][] deviation = new double[members.size()][years];
      for (int i = 0; i < deviation.length; i++) {
        deviation[i] = deviations(settings, members.get(i), middle);
      }
      for (int t = 0; t < years; t++) {
        double weighted = 0;
        double weights = 0;
        for (int i = 0; i < deviation.length; i++) {
          weighted += children.of(members.get(i), t) * deviation[i][t];
          weights += children.of(members.get(i), t);
        }
        double centre = area.placedShare().at(settings.year(t)) + shock[t] - weighted / weights;
        for (int i = 0; i < deviation.length; i++) {
          double percent = StrictMath.max(FLOOR_PERCENT, centre + deviation[i][t]);
          means[members.get(i).index()][t] = percent / 100 * children.of(members.get(i), t);
        }
      }
    }
    bringToCountryLevel(settings, children, means);
    return new PlacedChildren(means);
  }

  private static double[] deviations(
      SampleSettings settings, Municipality municipality, double middle) {
    RandomStream random =
        RandomStream.of(settings.seed(), "placed/municipality/" + municipality.code());
    double own =
        middle * (StrictMath.exp(OWN_SPREAD * random.gaussian()) - 1)
            + SIZE_GRADIENT * (municipality.sizeClass() - MIDDLE_SIZE_CLASS);
    double[] noise = random.autoregressive(settings.years(), OWN_SHOCK, 0.7);
    double[] deviation = new double[settings.years()];
    YearPath known =
        YearPath.of(2010, municipality.rateOffsetFrom(), 2020, municipality.rateOffsetTo());
    for (int t = 0; t < deviation.length; t++) {
      double level = municipality.rateOffsetKnown() ? known.at(settings.year(t)) : own;
      deviation[t] = level + noise[t];
    }
    return deviation;
  }

  private static void bringToCountryLevel(
      SampleSettings settings, Children children, double[][] means) {
    for (int t = 0; t < settings.years(); t++) {
      double placed = 0;
      double all = 0;
      for (int u = 0; u < means.length; u++) {
        placed += means[u][t];
        all += children.table()[u][t];
      }
      double factor = COUNTRY.at(settings.year(t)) / 100 * all / placed;
      for (double[] mean : means) {
        mean[t] *= factor;
      }
    }
  }

  /** Mean share of placed children of each municipality over the years, percent. */
  double[] level(Children children) {
    double[] level = new double[meanWithout.length];
    for (int u = 0; u < level.length; u++) {
      for (int t = 0; t < meanWithout[u].length; t++) {
        level[u] += 100 * meanWithout[u][t] / children.table()[u][t] / meanWithout[u].length;
      }
    }
    return level;
  }

  /** Lets the avoided new placements through into the stock and draws the counts. */
  CountOutcome draw(SampleSettings settings, Geography geography, CountOutcome newPlacements) {
    int years = settings.years();
    double[][] meanWith = new double[meanWithout.length][years];
    long[][] count = new long[meanWithout.length][years];
    for (Municipality municipality : geography.municipalities()) {
      int u = municipality.index();
      RandomStream random = RandomStream.of(settings.seed(), "placed/count/" + municipality.code());
      double change = 0;
      for (int t = 0; t < years; t++) {
        double avoided = newPlacements.meanWith()[u][t] - newPlacements.meanWithout()[u][t];
        change = CARRY_OVER * change + PASS_THROUGH * avoided;
        meanWith[u][t] = StrictMath.max(0.5 * meanWithout[u][t], meanWithout[u][t] + change);
      }
      for (int t = 0; t < years; t++) {
        double before = t == 0 ? 0 : meanWith[u][t - 1];
        double staying = t == 0 ? 0 : STAYING * StrictMath.min(1, meanWith[u][t] / before);
        long stayed = t == 0 ? 0 : random.binomial(count[u][t - 1], staying);
        count[u][t] =
            stayed + random.negativeBinomial(meanWith[u][t] - staying * before, NEWCOMER_SHAPE);
      }
    }
    return new CountOutcome(meanWithout, meanWith, count);
  }
}
