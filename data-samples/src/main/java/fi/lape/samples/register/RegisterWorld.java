package fi.lape.samples.register;

import fi.lape.samples.ProgrammeUnit;
import fi.lape.samples.RandomStream;
import fi.lape.samples.SampleSettings;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The places of the register: the sample programme's units, as arrays that every task is sent. */
final class RegisterWorld implements Serializable {
  private static final int BASE_YEAR = 2016;

  /** Level of the country in the base year, per 1000 children. */
  private static final double COUNTRY_ENTRIES = 3.75;

  private final ProgrammeUnit[] units;
  private final double[] cumulativeChildren;
  private final double[][] relativeEntries;
  private final double[][] familyCentre;
  private final double[][] systemic;
  private final int firstYear;
  private final Map<String, int[]> unitsOfArea = new TreeMap<>();

  private RegisterWorld(List<ProgrammeUnit> units) {
    this.units = units.toArray(ProgrammeUnit[]::new);
    this.cumulativeChildren = new double[this.units.length];
    this.firstYear = this.units[0].firstYear();
    this.relativeEntries = new double[this.units.length][];
    this.familyCentre = new double[this.units.length][];
    this.systemic = new double[this.units.length][];
    double sum = 0;
    for (int u = 0; u < this.units.length; u++) {
      ProgrammeUnit unit = this.units[u];
      sum += unit.children().get(BASE_YEAR - firstYear);
      cumulativeChildren[u] = sum;
      relativeEntries[u] =
          unit.newPlacements().stream().mapToDouble(e -> e / COUNTRY_ENTRIES).toArray();
      familyCentre[u] = unit.familyCentre().stream().mapToDouble(Double::doubleValue).toArray();
      systemic[u] = unit.systemic().stream().mapToDouble(Double::doubleValue).toArray();
    }
    for (ProgrammeUnit unit : units) {
      unitsOfArea.computeIfAbsent(
          unit.area(),
          area ->
              IntStream.range(0, this.units.length)
                  .filter(u -> this.units[u].area().equals(area))
                  .toArray());
    }
  }

  static RegisterWorld of(RegisterSettings settings) {
    SampleSettings programme = SampleSettings.standard();
    if (settings.firstYear() < programme.firstYear()
        || settings.lastYear() > programme.lastYear()) {
      programme =
          new SampleSettings(
              programme.seed(),
              Math.min(settings.firstYear(), programme.firstYear()),
              Math.max(settings.lastYear(), programme.lastYear()),
              1,
              programme.familyCentreEffect(),
              programme.systemicEffect(),
              programme.suppression(),
              programme.faults());
    }
    return new RegisterWorld(ProgrammeUnit.of(programme.withSeed(settings.seed())));
  }

  ProgrammeUnit unit(int index) {
    return units[index];
  }

  int size() {
    return units.length;
  }

  /** Index of a unit drawn with the probability of its number of children. */
  int draw(RandomStream random) {
    return search(random.uniform() * cumulativeChildren[units.length - 1]);
  }

  /** The same within the area of a unit. */
  int drawNear(RandomStream random, int from) {
    int[] near = unitsOfArea.get(units[from].area());
    double sum = 0;
    for (int u : near) {
      sum += weight(u);
    }
    double place = random.uniform() * sum;
    for (int u : near) {
      place -= weight(u);
      if (place <= 0) {
        return u;
      }
    }
    return from;
  }

  /** Hazard of an entry against the country's in the base year, without any adoption. */
  double relativeEntries(int unit, int year) {
    return relativeEntries[unit][index(year)];
  }

  double familyCentre(int unit, int year) {
    return familyCentre[unit][index(year)];
  }

  double systemic(int unit, int year) {
    return systemic[unit][index(year)];
  }

  private double weight(int unit) {
    return cumulativeChildren[unit] - (unit == 0 ? 0 : cumulativeChildren[unit - 1]);
  }

  private int search(double place) {
    int found = Arrays.binarySearch(cumulativeChildren, place);
    return Math.min(found < 0 ? -found - 1 : found, units.length - 1);
  }

  /** Years outside the programme's are taken as its first or last. */
  private int index(int year) {
    return Math.max(0, Math.min(year - firstYear, relativeEntries[0].length - 1));
  }
}
