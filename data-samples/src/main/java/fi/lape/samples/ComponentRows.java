package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The component block of a report: the status of each component in each municipality at the end of
 * the period, with the municipality codes of the report's year.
 */
final class ComponentRows {

  /** A municipality that has a component in use reaches at least this share of its families. */
  static final double LEAST_COVERAGE_IN_USE = 0.55;

  private static final String SPECIALIST_CENTRE = "specialist-centre";
  private static final List<String> SPECIALIST_AREAS = List.of("PKS", "VAR", "PIR", "PSA", "PPO");
  private static final int PREPARING_MONTHS = 9;

  private final World world;

  ComponentRows(World world) {
    this.world = world;
  }

  ArrayNode of(ProjectArea area, ReportCalendar.Due due) {
    ArrayNode rows = JsonText.array();
    for (Map.Entry<String, Adoption> entry : world.adoptions().entrySet()) {
      for (Municipality municipality : world.geography().municipalitiesOf(area.code())) {
        addRows(rows, entry.getKey(), entry.getValue(), municipality, due);
      }
    }
    if (SPECIALIST_AREAS.contains(area.code())) {
      row(rows, SPECIALIST_CENTRE, area.leadMunicipality(), "planned");
    }
    return rows;
  }

  private void addRows(
      ArrayNode rows,
      String component,
      Adoption adoption,
      Municipality municipality,
      ReportCalendar.Due due) {
    Optional<LocalDate> from = adoption.inUseFrom(municipality);
    RandomStream random =
        RandomStream.of(
            world.settings().seed(), "component/" + component + "/" + municipality.code());
    double coverage = random.uniform(LEAST_COVERAGE_IN_USE, 1.0);
    // Only family centres were sought from everybody: others are reported where they are coming.
    boolean plannedInVain = component.equals(World.FAMILY_CENTRE) && random.uniform() < 0.5;
    if (from.isEmpty() && !plannedInVain) {
      return;
    }
    for (Municipality.Part part : municipality.partsIn(due.municipalityYear())) {
      if (from.isEmpty() || due.number() == 0) {
        row(rows, component, part.code(), "planned");
      } else if (!from.get().isAfter(due.to())) {
        row(rows, component, part.code(), "in-use")
            .put("since", from.get().toString())
            .put("coverage", JsonText.number(coverage, 2));
      } else if (from.get().isBefore(due.to().plusMonths(PREPARING_MONTHS))) {
        row(rows, component, part.code(), "preparing")
            .put("coverage", JsonText.number(coverage / 4, 2));
      } else {
        row(rows, component, part.code(), "planned");
      }
    }
  }

  private static ObjectNode row(
      ArrayNode rows, String component, String municipality, String status) {
    return rows.addObject()
        .put("component", component)
        .put("municipality", municipality)
        .put("status", status);
  }
}
