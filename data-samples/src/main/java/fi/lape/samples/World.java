package fi.lape.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that happens in the sample before anybody writes it down.
 *
 * @param adoptions when each municipality takes each component into use, by component code
 */
record World(
    SampleSettings settings,
    Geography geography,
    Children children,
    Map<String, Adoption> adoptions,
    CountOutcome newPlacements,
    CountOutcome placed,
    Costs costs) {

  static final String FAMILY_CENTRE = "family-centre";
  static final String SYSTEMIC = "systemic-child-protection";
  static final String LETS_TALK = "lets-talk-about-children";
  static final String SCHOOL_WELLBEING = "school-wellbeing";

  private static final List<String> LETS_TALK_AREAS = List.of("KSU", "KPO", "PPO", "LAP");

  static World of(SampleSettings settings) {
    Geography geography = Geography.load();
    Children children = Children.of(settings, geography.municipalities());
    PlacedChildren stock = PlacedChildren.expect(settings, geography, children);
    double[] level = stock.level(children);
    Map<String, Adoption> adoptions = new TreeMap<>();
    adoptions.put(
        FAMILY_CENTRE,
        Adoption.plan(
            settings,
            geography,
            FAMILY_CENTRE,
            Adoption.Calendar.FAMILY_CENTRE,
            area -> area.packages().contains("family-centre-model"),
            level));
    adoptions.put(
        SYSTEMIC,
        Adoption.plan(
            settings,
            geography,
            SYSTEMIC,
            Adoption.Calendar.SYSTEMIC,
            area -> area.packages().contains("special-services"),
            level));
    adoptions.put(
        LETS_TALK,
        Adoption.plan(
            settings,
            geography,
            LETS_TALK,
            Adoption.Calendar.LETS_TALK,
            area -> LETS_TALK_AREAS.contains(area.code()),
            level));
    adoptions.put(
        SCHOOL_WELLBEING,
        Adoption.plan(
            settings,
            geography,
            SCHOOL_WELLBEING,
            Adoption.Calendar.SCHOOL_WELLBEING,
            area -> area.packages().contains("early-education-school"),
            level));
    CountOutcome newPlacements =
        NewPlacements.draw(
            settings,
            geography,
            children,
            level,
            adoptions.get(FAMILY_CENTRE),
            adoptions.get(SYSTEMIC));
    CountOutcome placed = stock.draw(settings, geography, newPlacements);
    Costs costs = Costs.draw(settings, geography, children, placed);
    return new World(settings, geography, children, adoptions, newPlacements, placed, costs);
  }

  /** A population that is a fixed multiple of the children of each municipality. */
  double[][] childrenTimes(double factor) {
    double[][] table = new double[children.table().length][settings.years()];
    for (int u = 0; u < table.length; u++) {
      for (int t = 0; t < table[u].length; t++) {
        table[u][t] = factor * children.table()[u][t];
      }
    }
    return table;
  }

  /** All published indicators, the sex groups of one indicator next to each other. */
  List<Series> series() {
    List<Series> series = new ArrayList<>(PlacedSplits.series(settings, geography, this));
    series.add(
        new Series(
            1078,
            "total",
            Series.Form.SHARE_AND_COUNT,
            100,
            true,
            asDoubles(newPlacements.count(), 1),
            childrenTimes(1)));
    series.addAll(BackgroundSeries.series(settings, geography, this));
    series.add(amount(3375, costs.care()));
    series.add(amount(3377, costs.other()));
    return List.copyOf(series);
  }

  private static Series amount(int indicator, long[][] tenths) {
    double[][] amounts = asDoubles(tenths, 0.1);
    return new Series(indicator, "total", Series.Form.AMOUNT, 1, false, amounts, amounts);
  }

  private static double[][] asDoubles(long[][] counts, double factor) {
    double[][] table = new double[counts.length][];
    for (int u = 0; u < counts.length; u++) {
      table[u] = new double[counts[u].length];
      for (int t = 0; t < counts[u].length; t++) {
        table[u][t] = factor * counts[u][t];
      }
    }
    return table;
  }
}
