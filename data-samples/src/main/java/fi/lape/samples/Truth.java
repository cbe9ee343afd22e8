package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Writes what the sample's effects truly are, computed from the expected outcomes with and without
 * adoption: no counting noise, no suppression.
 *
 * <p>ATT(g, t) is the mean over the municipalities of cohort g of the difference in year t, each
 * weighed by its children in 2016; the aggregates weigh the cohorts by the same children.
 */
final class Truth {

  private final World world;
  private final Adoption familyCentre;

  Truth(World world) {
    this.world = world;
    this.familyCentre = world.adoptions().get(World.FAMILY_CENTRE);
  }

  /** An outcome per child in the outcome's own unit, with or without the planted effects. */
  private interface Outcome {
    double at(Municipality municipality, int t, boolean with);
  }

  String json() {
    ObjectNode document = JsonText.object().put("synthetic", true);
    document.put(
        "note",
        "Planted truth of the synthetic sample. Expected outcomes with minus without adoption, means"
            + " over the municipalities of the 19 project areas weighed by children 0-17 in 2016.");
    SampleSettings settings = world.settings();
    document
        .putObject("settings")
        .put("seed", settings.seed())
        .put("first_year", settings.firstYear())
        .put("last_year", settings.lastYear())
        .put("children_scale", settings.childrenScale())
        .put("family_centre_effect", settings.familyCentreEffect())
        .put("systemic_effect", settings.systemicEffect())
        .put("suppression", settings.suppression())
        .put("faults", settings.faults());
    document.set("effects", effects());
    document.set("nulls", nulls());
    document.set("adoption", adoption());
    document.set("programme", programme());
    return JsonText.write(document);
  }

  private ArrayNode effects() {
    ArrayNode effects = JsonText.array();
    effects.add(effect("new-placements", 1078, "per-1000-children", this::newPlacementsPer1000, 6));
    effects.add(effect("placed-share", 191, "percent", this::placedPercent, 6));
    effects.add(
        effect(
            "care-cost-per-child",
            3375,
            "eur-per-child-in-2018-prices",
            this::careCostPerChild,
            3));
    return effects;
  }

  private double newPlacementsPer1000(Municipality municipality, int t, boolean with) {
    return 1000 * mean(world.newPlacements(), municipality, t, with);
  }

  private double placedPercent(Municipality municipality, int t, boolean with) {
    return 100 * mean(world.placed(), municipality, t, with);
  }

  private double careCostPerChild(Municipality municipality, int t, boolean with) {
    double unitCost = 1000 * world.costs().unitCost()[municipality.index()][t];
    return unitCost
        * AccountFiles.deflator(world.settings().year(t), 2018)
        * mean(world.placed(), municipality, t, with);
  }

  private double mean(CountOutcome outcome, Municipality municipality, int t, boolean with) {
    double[][] means = with ? outcome.meanWith() : outcome.meanWithout();
    return means[municipality.index()][t] / world.children().of(municipality, t);
  }

  private ObjectNode effect(
      String name, int indicator, String unit, Outcome outcome, int decimals) {
    ObjectNode effect = JsonText.object();
    effect.put("treatment", World.FAMILY_CENTRE).put("outcome", name);
    effect.put("indicator", indicator).put("unit", unit);
    SampleSettings settings = world.settings();
    TreeSet<Integer> cohorts = new TreeSet<>();
    adopters().forEach(each -> cohorts.add(adoptionYear(each)));
    ArrayNode groupTime = effect.putArray("att_group_time");
    for (int cohort : cohorts) {
      for (int year = cohort; year <= settings.lastYear(); year++) {
        ObjectNode cell = groupTime.addObject().put("cohort", cohort).put("year", year);
        cell.put("event_time", year - cohort);
        int only = year;
        put(cell, outcome, decimals, each -> each == cohort, each -> each == only);
      }
    }
    ArrayNode dynamic = effect.putArray("att_event_time");
    for (int e = 0; e <= settings.lastYear() - cohorts.first(); e++) {
      int event = e;
      ObjectNode cell = dynamic.addObject().put("event_time", event);
      putEvent(cell, outcome, decimals, event);
    }
    ArrayNode byCohort = effect.putArray("att_cohort");
    for (int cohort : cohorts) {
      ObjectNode cell = byCohort.addObject().put("cohort", cohort);
      put(cell, outcome, decimals, each -> each == cohort, each -> true);
    }
    put(effect.putObject("att_all_cells"), outcome, decimals, each -> true, each -> true);
    return effect;
  }

  private void put(
      ObjectNode cell, Outcome outcome, int decimals, IntPredicate cohorts, IntPredicate years) {
    Sum sum = new Sum();
    for (Municipality municipality : adopters()) {
      int cohort = adoptionYear(municipality);
      if (!cohorts.test(cohort)) {
        continue;
      }
      for (int year = cohort; year <= world.settings().lastYear(); year++) {
        if (years.test(year)) {
          sum.add(municipality, year, outcome);
        }
      }
    }
    sum.put(cell, decimals);
  }

  private void putEvent(ObjectNode cell, Outcome outcome, int decimals, int event) {
    Sum sum = new Sum();
    for (Municipality municipality : adopters()) {
      int year = adoptionYear(municipality) + event;
      if (year <= world.settings().lastYear()) {
        sum.add(municipality, year, outcome);
      }
    }
    sum.put(cell, decimals);
  }

  /** Weighted means of an outcome with and without the effects. */
  private final class Sum {
    private double weights;
    private double with;
    private double without;
    private final TreeSet<String> municipalities = new TreeSet<>();

    void add(Municipality municipality, int year, Outcome outcome) {
      int t = world.settings().index(year);
      double weight = baseChildren(municipality);
      weights += weight;
      with += weight * outcome.at(municipality, t, true);
      without += weight * outcome.at(municipality, t, false);
      municipalities.add(municipality.code());
    }

    void put(ObjectNode cell, int decimals) {
      cell.put("att", JsonText.number((with - without) / weights, decimals));
      cell.put("mean_without", JsonText.number(without / weights, decimals));
      cell.put("relative", JsonText.number(with / without - 1, 6));
      cell.put("municipalities", municipalities.size());
    }
  }

  private List<Municipality> adopters() {
    List<Municipality> adopters = new ArrayList<>();
    for (Municipality municipality : world.geography().municipalities()) {
      if (familyCentre.inUseFrom(municipality).isPresent()) {
        adopters.add(municipality);
      }
    }
    return adopters;
  }

  private int adoptionYear(Municipality municipality) {
    return familyCentre.inUseFrom(municipality).map(LocalDate::getYear).orElseThrow();
  }

  private long baseChildren(Municipality municipality) {
    return world.children().of(municipality, world.settings().index(SampleSettings.BASE_YEAR));
  }

  private ArrayNode nulls() {
    ArrayNode nulls = JsonText.array();
    nulls.addObject().put("treatment", World.FAMILY_CENTRE).put("outcome", "unemployment");
    nulls.addObject().put("treatment", World.FAMILY_CENTRE).put("outcome", "child-psychiatry");
    nulls.addObject().put("treatment", World.FAMILY_CENTRE).put("outcome", "family-counselling");
    nulls.addObject().put("treatment", World.FAMILY_CENTRE).put("outcome", "institution-share");
    if (world.settings().systemicEffect() == 0) {
      nulls.addObject().put("treatment", World.SYSTEMIC).put("outcome", "all");
    }
    nulls.addObject().put("treatment", World.LETS_TALK).put("outcome", "all");
    nulls.addObject().put("treatment", World.SCHOOL_WELLBEING).put("outcome", "all");
    nulls.addObject().put("treatment", "packages").put("outcome", "all");
    nulls.addObject().put("treatment", "grant-per-child").put("outcome", "all");
    for (var each : nulls) {
      ((ObjectNode) each).put("effect", 0);
    }
    return nulls;
  }

  private ArrayNode adoption() {
    ArrayNode rows = JsonText.array();
    for (Map.Entry<String, Adoption> entry : world.adoptions().entrySet()) {
      for (Municipality municipality : world.geography().municipalities()) {
        Optional<LocalDate> from = entry.getValue().inUseFrom(municipality);
        if (from.isPresent()) {
          rows.addObject()
              .put("component", entry.getKey())
              .put("municipality", municipality.code())
              .put("area", municipality.area())
              .put("in_use_from", from.get().toString())
              .put("adoption_year", from.get().getYear());
        }
      }
    }
    return rows;
  }

  private ObjectNode programme() {
    double avoided = 0;
    double stockYears = 0;
    for (Municipality municipality : world.geography().municipalities()) {
      int u = municipality.index();
      for (int t = 0; t < world.settings().years(); t++) {
        avoided +=
            world.newPlacements().meanWithout()[u][t] - world.newPlacements().meanWith()[u][t];
        stockYears += world.placed().meanWithout()[u][t] - world.placed().meanWith()[u][t];
      }
    }
    ObjectNode programme = JsonText.object();
    programme.put("grant_eur", AccountFiles.GRANTS_CENTS / 100);
    programme.put("new_placements_avoided", JsonText.number(avoided, 1));
    programme.put("placed_child_years_avoided", JsonText.number(stockYears, 1));
    return programme;
  }
}
