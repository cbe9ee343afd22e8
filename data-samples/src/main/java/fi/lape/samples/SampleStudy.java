package fi.lape.samples;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A generated programme as a study sees it, without files: the municipalities of the project areas,
 * when each opened a family centre, their outcomes with small counts hidden, the areas' grants, and
 * the effect that is in them. For those who repeat a study over many programmes.
 *
 * @param firstYear of the outcomes
 * @param municipalities of the project areas
 * @param grantPerChild state grant of an area per child of 2016, euros
 * @param truth effect of family centres on new placements per 1000 children: mean over adopters and
 *     their years since adoption, by children of 2016
 */
public record SampleStudy(
    int firstYear, List<Place> municipalities, Map<String, Double> grantPerChild, double truth) {
  private static final int HIDDEN_BELOW = 5;
  private static final double HIDDEN_MIDDLE = 2;
  private static final double PER = 1000;
  private static final int PRICES_OF = 2018;

  public SampleStudy {
    municipalities = List.copyOf(municipalities);
    grantPerChild = Map.copyOf(grantPerChild);
  }

  /**
   * A municipality.
   *
   * @param opened year its family centre opened; empty if it never did
   * @param weight children of 2016
   * @param newPlacements per 1000 children, by year
   * @param placedShare percent of children, by year
   * @param careCost euros a child at prices of 2018, by year
   */
  public record Place(
      String area,
      OptionalInt opened,
      double weight,
      List<Double> newPlacements,
      List<Double> placedShare,
      List<Double> careCost) {
    public Place {
      newPlacements = List.copyOf(newPlacements);
      placedShare = List.copyOf(placedShare);
      careCost = List.copyOf(careCost);
    }
  }

  /** Draws a programme; equal settings give equal numbers. */
  public static SampleStudy of(SampleSettings settings) {
    World world = World.of(settings);
    Adoption centres = world.adoptions().get(World.FAMILY_CENTRE);
    int base = settings.index(SampleSettings.BASE_YEAR);
    List<Place> places = new ArrayList<>();
    double effect = 0;
    double weights = 0;
    for (Municipality each : world.geography().municipalities()) {
      if (each.area().equals(Geography.NO_AREA)) {
        continue;
      }
      OptionalInt opened =
          centres
              .inUseFrom(each)
              .map(LocalDate::getYear)
              .map(OptionalInt::of)
              .orElse(OptionalInt.empty());
      double weight = world.children().of(each, base);
      places.add(place(world, each, opened, weight));
      for (int t = 0; t < settings.years(); t++) {
        if (opened.isPresent() && settings.year(t) >= opened.getAsInt()) {
          CountOutcome counts = world.newPlacements();
          double change =
              counts.meanWith()[each.index()][t] - counts.meanWithout()[each.index()][t];
          effect += weight * PER * change / world.children().of(each, t);
          weights += weight;
        }
      }
    }
    return new SampleStudy(settings.firstYear(), places, grants(world, base), effect / weights);
  }

  private static Place place(World world, Municipality each, OptionalInt opened, double weight) {
    SampleSettings settings = world.settings();
    List<Double> entries = new ArrayList<>();
    List<Double> placed = new ArrayList<>();
    List<Double> cost = new ArrayList<>();
    for (int t = 0; t < settings.years(); t++) {
      double children = world.children().of(each, t);
      int u = each.index();
      entries.add(PER * seen(settings, world.newPlacements().count()[u][t]) / children);
      placed.add(100 * seen(settings, world.placed().count()[u][t]) / children);
      double euros = 100.0 * world.costs().care()[u][t];
      cost.add(euros * AccountFiles.deflator(settings.year(t), PRICES_OF) / children);
    }
    return new Place(each.area(), opened, weight, entries, placed, cost);
  }

  private static double seen(SampleSettings settings, long count) {
    return settings.suppression() && count < HIDDEN_BELOW ? HIDDEN_MIDDLE : count;
  }

  private static Map<String, Double> grants(World world, int base) {
    AccountFiles accounts = new AccountFiles(world);
    Map<String, Double> grants = new TreeMap<>();
    for (ProjectArea area : world.geography().projectAreas()) {
      double children = 0;
      for (Municipality each : world.geography().municipalitiesOf(area.code())) {
        children += world.children().of(each, base);
      }
      grants.put(area.code(), accounts.of(area.code()).grantCents() / 100.0 / children);
    }
    return grants;
  }
}
