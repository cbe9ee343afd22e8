package fi.lape.estimators.packages;

import fi.lape.estimators.error.PackageErrors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which packages every area chose: 1 or 0, or a share. Immutable. */
public final class AreaChoices {
  private final List<String> packages;
  private final Map<String, double[]> byArea = new TreeMap<>();

  /**
   * @param packages names, each once
   * @param byArea by area, one number a package
   * @throws fi.lape.estimators.error.EvaluationException {@code PACKAGES_MISSING} if an area's
   *     numbers are not finite or not one a package
   */
  public AreaChoices(List<String> packages, Map<String, double[]> byArea) {
    this.packages = List.copyOf(packages);
    byArea.forEach((area, choice) -> this.byArea.put(area, choice.clone()));
    require(List.copyOf(this.byArea.keySet()));
  }

  /** One package only: 1 in these areas and 0 in the others. */
  public static AreaChoices of(String name, List<String> all, List<String> chosenBy) {
    Map<String, double[]> byArea = new TreeMap<>();
    all.forEach(area -> byArea.put(area, new double[] {chosenBy.contains(area) ? 1 : 0}));
    return new AreaChoices(List.of(name), byArea);
  }

  private void require(List<String> areas) {
    long missing = 0;
    String first = "";
    for (String area : areas) {
      double[] choice = byArea.getOrDefault(area, new double[0]);
      boolean complete = choice.length == packages.size();
      for (double value : choice) {
        complete &= Double.isFinite(value);
      }
      if (!complete) {
        first = missing == 0 ? area : first;
        missing++;
      }
    }
    if (missing > 0) {
      throw PackageErrors.choiceMissing(missing, first);
    }
  }

  /** Returns the names. */
  public List<String> packages() {
    return packages;
  }

  /**
   * Returns the place of a package.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PACKAGE_UNKNOWN}
   */
  public int place(String name) {
    int place = packages.indexOf(name);
    if (place < 0) {
      throw PackageErrors.packageUnknown(name, packages);
    }
    return place;
  }

  /**
   * Returns the choices of these areas, areas × packages.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code PACKAGES_MISSING}
   */
  public double[][] of(List<String> areas) {
    require(areas);
    return areas.stream().map(area -> byArea.get(area).clone()).toArray(double[][]::new);
  }
}
