package fi.lape.samples;

/**
 * Operating costs of the municipalities, in tenths of 1000 euros.
 *
 * <p>Institution and family care follows the number of placed children at a unit cost of 42 000
 * euros a placed child in 2015 (about 690 million euros in the whole country); other services for
 * children and families follow the number of children.
 */
final class Costs {

  /** Cost of one placed child in an area of index 1, 1000 euros. */
  private static final YearPath PLACED_CHILD =
      YearPath.of(2010, 37.0, 2015, 40.8, 2018, 44.5, 2021, 51.0);

  private static final YearPath OTHER_PER_CHILD = YearPath.of(2010, 0.42, 2016, 0.50, 2021, 0.61);

  private final long[][] care;
  private final long[][] other;
  private final double[][] unitCost;

  private Costs(long[][] care, long[][] other, double[][] unitCost) {
    this.care = care;
    this.other = other;
    this.unitCost = unitCost;
  }

  static Costs draw(
      SampleSettings settings, Geography geography, Children children, CountOutcome placed) {
    int size = geography.municipalities().size();
    long[][] care = new long[size][settings.years()];
    long[][] other = new long[size][settings.years()];
    double[][] unitCost = new double[size][settings.years()];
    for (ProjectArea area : geography.allAreas()) {
      for (Municipality municipality : geography.municipalitiesOf(area.code())) {
        int u = municipality.index();
        RandomStream random = RandomStream.of(settings.seed(), "cost/" + municipality.code());
        double level = 0.20 * random.gaussian();
        double[] careNoise = random.autoregressive(settings.years(), 0.10, 0.6);
        double[] otherNoise = random.autoregressive(settings.years(), 0.08, 0.7);
        for (int t = 0; t < settings.years(); t++) {
          int year = settings.year(t);
          unitCost[u][t] = PLACED_CHILD.at(year) * area.careCostIndex();
          care[u][t] =
              StrictMath.round(
                  10 * placed.count()[u][t] * unitCost[u][t] * StrictMath.exp(careNoise[t]));
          other[u][t] =
              StrictMath.round(
                  10
                      * children.of(municipality, t)
                      * OTHER_PER_CHILD.at(year)
                      * StrictMath.exp(level + otherNoise[t]));
        }
      }
    }
    return new Costs(care, other, unitCost);
  }

  /** Institution and family care, tenths of 1000 euros. */
  long[][] care() {
    return care;
  }

  /** Other services for children and families, tenths of 1000 euros. */
  long[][] other() {
    return other;
  }

  /** Expected cost of one placed child, 1000 euros, by municipality and year. */
  double[][] unitCost() {
    return unitCost;
  }
}
