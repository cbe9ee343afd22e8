package fi.lape.samples;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the sample programme plants in one panel unit, for generators of other sources that are to
 * be laid beside the indicators. Lists of figures have one a year from {@code firstYear} on.
 *
 * @param code panel unit
 * @param area project area; {@link #OUTSIDE} in Åland
 * @param parts the municipalities it consisted of over time, itself first
 * @param firstYear year of the first figure of each list
 * @param children children aged 0–17
 * @param newPlacements expected new placements per 1000 children, had no municipality adopted
 * @param familyCentre how far the family centre is at work: 0 before its opening, 0.5 in that year,
 *     then 1
 * @param systemic the same of the systemic model of child protection
 */
public record ProgrammeUnit(
    String code,
    String area,
    List<Part> parts,
    int firstYear,
    List<Double> children,
    List<Double> newPlacements,
    List<Double> familyCentre,
    List<Double> systemic)
    implements Serializable {

  /** Stands for the area of units without a project. */
  public static final String OUTSIDE = Geography.NO_AREA;

  /**
   * A municipality of some year's own division.
   *
   * @param firstYear first year of its existence, 2010 standing for "2010 or earlier"
   * @param lastYear last year of its existence, {@link Integer#MAX_VALUE} for no end
   * @param share its share of the children of the whole while it exists
   */
  public record Part(String code, int firstYear, int lastYear, double share)
      implements Serializable {
    private static final int FIRST_DIVISION = 2010;

    /** Whether there was such a municipality in a year; years before 2010 count as 2010. */
    public boolean existsIn(int year) {
      return firstYear <= Math.max(year, FIRST_DIVISION) && year <= lastYear;
    }
  }

  /** The units of the programme of these settings, by code. */
  public static List<ProgrammeUnit> of(SampleSettings settings) {
    World world = World.of(settings);
    List<ProgrammeUnit> units = new ArrayList<>();
    for (Municipality each : world.geography().municipalities()) {
      int years = settings.years();
      List<Double> children = new ArrayList<>();
      List<Double> entries = new ArrayList<>();
      List<Double> familyCentre = new ArrayList<>();
      List<Double> systemic = new ArrayList<>();
      for (int t = 0; t < years; t++) {
        double size = world.children().of(each, t);
        children.add(size);
        entries.add(1000 * world.newPlacements().meanWithout()[each.index()][t] / size);
        familyCentre.add(phase(world, World.FAMILY_CENTRE, each, settings.year(t)));
        systemic.add(phase(world, World.SYSTEMIC, each, settings.year(t)));
      }
      List<Part> parts =
          each.parts().stream()
              .map(p -> new Part(p.code(), p.firstYear(), p.lastYear(), p.share()))
              .toList();
      units.add(
          new ProgrammeUnit(
              each.code(),
              each.area(),
              new ArrayList<>(parts), // lists of the JDK that every serializer knows
              settings.firstYear(),
              children,
              entries,
              familyCentre,
              systemic));
    }
    return List.copyOf(units);
  }

  /** Year in which the family centre opened; empty where none did by the last year. */
  public Optional<Integer> familyCentreYear() {
    return firstYearOf(familyCentre);
  }

  /** Year in which the systemic model was taken into use; empty where it never was. */
  public Optional<Integer> systemicYear() {
    return firstYearOf(systemic);
  }

  private Optional<Integer> firstYearOf(List<Double> phases) {
    for (int t = 0; t < phases.size(); t++) {
      if (phases.get(t) > 0) {
        return Optional.of(firstYear + t);
      }
    }
    return Optional.empty();
  }

  private static double phase(World world, String component, Municipality unit, int year) {
    Optional<LocalDate> from = world.adoptions().get(component).inUseFrom(unit);
    return from.isEmpty() ? 0 : world.adoptions().get(component).effectIn(unit, year, 1);
  }
}
