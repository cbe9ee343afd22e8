package fi.lape.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The code lists, read once from the class path and unchangeable.
 *
 * <p>The <b>panel unit</b> is the municipality of the 2018 division with those merged later (up to
 * 2021) taken together: 311 municipalities, 309 units, 293 of them in the 19 project areas.
 */
public final class CodeLists {
  /** Year of the municipality division that areas and panel units follow. */
  public static final int DIVISION_YEAR = 2018;

  /** First year whose regions are listed. */
  private static final int FIRST_REGION_YEAR = 2013;

  private static final class Holder {
    static final CodeLists STANDARD = new CodeLists();
  }

  private final Municipalities municipalities =
      new Municipalities(
          CodeTable.read("municipalities.csv"), CodeTable.read("municipality_regions.csv"));
  private final ProjectAreas areas =
      new ProjectAreas(CodeTable.read("project_areas.csv"), municipalities, DIVISION_YEAR);
  private final Map<Integer, Indicator> indicators = new TreeMap<>();
  private final Map<String, MissingSymbol> symbols = new LinkedHashMap<>();
  private final Map<String, String> componentPackage = new LinkedHashMap<>();
  private final Map<String, Map<String, Labels>> lists = new TreeMap<>();

  private CodeLists() {
    areas.all().forEach((code, area) -> add("project_areas", code, area.labels()));
    readIndicators();
    readSymbols();
    for (Map<String, String> row : plain("components")) {
      componentPackage.put(row.get("code"), row.get("package_code"));
    }
    for (String file :
        List.of(
            "regions",
            "packages",
            "component_status",
            "observation_status",
            "null_meanings",
            "reason_codes")) {
      plain(file);
    }
    for (Map<String, String> row : CodeTable.read("enumerations.csv")) {
      add(row.get("list"), row.get("code"), labels(row));
    }
    for (Municipality municipality : municipalities.all().values()) {
      add("municipalities", municipality.code(), municipality.labels());
    }
    for (String unit : panelUnits()) {
      add("panel_units", unit, municipalities.all().get(unit).labels());
    }
  }

  /** The lists of this jar. */
  public static CodeLists standard() {
    return Holder.STANDARD;
  }

  /** The municipality with a code, existing or merged since 2010. */
  public Optional<Municipality> municipality(String code) {
    return Optional.ofNullable(municipalities.all().get(code));
  }

  /** Every municipality since 2010, by code; those merged since are included. */
  public List<Municipality> municipalities() {
    return List.copyOf(municipalities.all().values());
  }

  /** The municipalities of a year, by code; 311 in 2018, 16 of them in Åland. */
  public List<Municipality> municipalitiesIn(int year) {
    return municipalities.in(year);
  }

  /** Region (maakunta) code of a municipality in a year, 2013 or later; empty when it was not. */
  public Optional<String> region(String code, int year) {
    return municipalities.region(code, year);
  }

  /** Panel unit of a municipality code of any year since 2010; empty when the code is unknown. */
  public Optional<String> panelUnit(String code) {
    return Optional.ofNullable(municipalities.units().get(code));
  }

  /**
   * Panel unit of a municipality code valid in a year; empty when the code is unknown or the
   * municipality did not exist in that year.
   */
  public Optional<String> panelUnit(String code, int year) {
    return municipality(code).filter(m -> m.existsIn(year)).flatMap(m -> panelUnit(m.code()));
  }

  /** Map from every municipality code since 2010 to its panel unit, for joins. */
  public Map<String, String> panelUnitByMunicipality() {
    return municipalities.units();
  }

  /** The 309 panel units, by code. */
  public List<String> panelUnits() {
    return List.copyOf(new TreeSet<>(municipalities.units().values()));
  }

  /**
   * Codes of the municipalities that a panel unit consists of and that existed in 2013 or later,
   * the years whose division is known with its regions.
   */
  public List<String> membersOf(String panelUnit) {
    return municipalities.units().entrySet().stream()
        .filter(entry -> entry.getValue().equals(panelUnit))
        .map(Map.Entry::getKey)
        .filter(
            code ->
                municipality(code).orElseThrow().validTo().orElse(FIRST_REGION_YEAR)
                    >= FIRST_REGION_YEAR)
        .sorted()
        .toList();
  }

  /** Codes of the municipalities that a panel unit consisted of in a year, 2010 or later. */
  public List<String> membersOf(String panelUnit, int year) {
    return municipalities.in(year).stream()
        .map(Municipality::code)
        .filter(code -> municipalities.units().get(code).equals(panelUnit))
        .toList();
  }

  /** The 19 project areas, in the order of the list. */
  public List<ProjectArea> areas() {
    return List.copyOf(areas.all().values());
  }

  /**
   * Returns a project area.
   *
   * @throws SchemaException {@code AREA_UNKNOWN}
   */
  public ProjectArea area(String areaCode) {
    ProjectArea area = areas.all().get(areaCode);
    if (area == null) {
      throw SchemaFaults.areaUnknown(areaCode);
    }
    return area;
  }

  /** Project area of a panel unit; empty for Åland and for anything that is no panel unit. */
  public Optional<String> areaOf(String panelUnit) {
    return Optional.ofNullable(areas.areaByUnit().get(panelUnit));
  }

  /** Map from panel unit to project area, for joins; 293 units, Åland left out. */
  public Map<String, String> areaByPanelUnit() {
    return areas.areaByUnit();
  }

  /**
   * Panel units of a project area, by code.
   *
   * @throws SchemaException {@code AREA_UNKNOWN}
   */
  public List<String> municipalitiesOf(String areaCode) {
    String known = area(areaCode).code();
    return areas.areaByUnit().entrySet().stream()
        .filter(entry -> entry.getValue().equals(known))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The indicators, by id. */
  public List<Indicator> indicators() {
    return List.copyOf(indicators.values());
  }

  /** The indicator with an id. */
  public Optional<Indicator> indicator(int id) {
    return Optional.ofNullable(indicators.get(id));
  }

  /** The meaning of a symbol found in place of a number, empty text included. */
  public Optional<MissingSymbol> symbol(String text) {
    return Optional.ofNullable(symbols.get(text));
  }

  /** Every symbol, in the order of the list. */
  public List<MissingSymbol> symbols() {
    return List.copyOf(symbols.values());
  }

  /** Package a component belongs to; empty when the component is unknown. */
  public Optional<String> packageOf(String component) {
    return Optional.ofNullable(componentPackage.get(component));
  }

  /** Names of the code lists, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(lists.keySet());
  }

  /** True when there is such a code list. */
  public boolean has(String list) {
    return lists.containsKey(list);
  }

  /**
   * Codes of a list with their labels, in the order of the list.
   *
   * @throws SchemaException {@code CODE_LIST_UNKNOWN}
   */
  public List<Code> codes(String list) {
    if (!has(list)) {
      throw SchemaFaults.codeListUnknown(list);
    }
    return lists.get(list).entrySet().stream()
        .map(entry -> new Code(entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * Labels of a code; empty when the list has no such code.
   *
   * @throws SchemaException {@code CODE_LIST_UNKNOWN}
   */
  public Optional<Labels> labels(String list, String code) {
    if (!has(list)) {
      throw SchemaFaults.codeListUnknown(list);
    }
    return Optional.ofNullable(lists.get(list).get(code));
  }

  private void readIndicators() {
    for (Map<String, String> row : CodeTable.read("indicators.csv")) {
      Indicator indicator =
          new Indicator(
              Integer.parseInt(row.get("indicator_id")),
              labels(row),
              row.get("family"),
              row.get("unit"),
              row.get("value_field"),
              Municipalities.optionalInt(row.get("suppressed_below")),
              optional(row.get("exposure")),
              items(row.get("break_years")).stream().map(Integer::valueOf).toList(),
              optional(row.get("title_drift")));
      indicators.put(indicator.id(), indicator);
      add("indicators", String.valueOf(indicator.id()), indicator.labels());
    }
  }

  private void readSymbols() {
    for (Map<String, String> row : plain("symbols")) {
      MissingSymbol symbol =
          new MissingSymbol(row.get("code"), row.get("symbol"), row.get("obs_status"), labels(row));
      symbols.put(symbol.symbol(), symbol);
    }
  }

  private List<Map<String, String>> plain(String name) {
    List<Map<String, String>> rows = CodeTable.read(name + ".csv");
    rows.forEach(row -> add(name, row.get("code"), labels(row)));
    return rows;
  }

  private void add(String list, String code, Labels labels) {
    Map<String, Labels> codes = lists.computeIfAbsent(list, name -> new LinkedHashMap<>());
    if (codes.putIfAbsent(code, labels) != null) {
      throw SchemaFaults.codeListInvalid(list + ".csv", "code '" + code + "' is there twice");
    }
  }

  static Labels labels(Map<String, String> row) {
    return new Labels(row.get("name_fi"), row.get("name_sv"), row.get("name_en"));
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  static List<String> items(String text) {
    return text.isEmpty() ? List.of() : Stream.of(text.split("\\|", -1)).toList();
  }
}
