package fi.lape.jobs.release;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.register.RegisterTable;
import fi.lape.jobs.release.disclosure.PanelWeights;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What would be released if nothing had to be hidden; it never leaves the memory of the job.
 *
 * @param weights how municipalities enter the cohorts' means
 */
record Draft(Release release, PanelWeights weights, DataOrigin origin) {

  /** Reads the tables of a lake on which every stage before has run. */
  static Draft read(Lake lake, StudyPlan plan) {
    LakeTables tables = new LakeTables(lake);
    List<Map<String, Object>> panel = panel(tables);
    Map<String, Double> weight = new TreeMap<>();
    Map<String, Double> children = new TreeMap<>();
    Map<String, Double> baseChildren = new TreeMap<>();
    for (Map<String, Object> row : panel) {
      String municipality = (String) row.get("municipality_code");
      weight.put(municipality, ((Number) row.remove("weight")).doubleValue());
      if (row.get("year").equals(plan.division())) {
        children.put(municipality, ((Number) row.get("children_0_17")).doubleValue());
      }
      if (row.get("year").equals(plan.pre().lastCleanYear())) {
        baseChildren.put(municipality, ((Number) row.get("children_0_17")).doubleValue());
      }
    }
    List<ReleaseTable> release = new ArrayList<>();
    for (String name : Release.TABLES) {
      release.add(
          switch (name) {
            case "municipality_year" -> table(name, panel);
            case "area_profile" -> new AreaProfiles(tables, plan).table(children, baseChildren);
            case "data_flow" -> dataFlow(tables);
            default -> table(name, rows(tables, name));
          });
    }
    return new Draft(
        Release.of(release), new PanelWeights(weight, adoption(tables)), origin(tables, panel));
  }

  private static List<Map<String, Object>> panel(LakeTables tables) {
    List<String> columns = new ArrayList<>(fromLake(Contracts.release("municipality_year")));
    columns.add("weight");
    List<Map<String, Object>> inAreas = new ArrayList<>();
    for (Map<String, Object> row : tables.rows(LakeTable.MUNICIPALITY_YEAR, columns)) {
      if (row.get("area_code") != null) {
        inAreas.add(withConfStatus(row));
      }
    }
    return inAreas;
  }

  private static List<Map<String, Object>> rows(LakeTables tables, String name) {
    Contract contract = Contracts.release(name);
    LakeTable table = LakeTable.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    if (table == LakeTable.SOURCE_COMPARISON && !tables.has(table)) {
      return List.of(); // nothing was asked of a register, or there is none
    }
    List<Map<String, Object>> rows = tables.rows(table, fromLake(contract));
    if (contract.columnNames().contains("conf_status")) {
      rows.forEach(Draft::withConfStatus);
    }
    return rows;
  }

  private static List<String> fromLake(Contract contract) {
    return contract.columnNames().stream().filter(c -> !c.equals("conf_status")).toList();
  }

  private static Map<String, Object> withConfStatus(Map<String, Object> row) {
    row.put("conf_status", "F");
    return row;
  }

  private static ReleaseTable table(String name, List<Map<String, Object>> rows) {
    return ReleaseTable.of(Contracts.release(name), rows);
  }

  /** The newest run's counts of every stage: runs of the past are no part of a release. */
  private static ReleaseTable dataFlow(LakeTables tables) {
    Contract contract = Contracts.release("data_flow");
    Map<String, Instant> started = new HashMap<>();
    for (Map<String, Object> run : tables.rows(LakeTable.RUN, List.of("run_id", "started_at"))) {
      started.merge(
          (String) run.get("run_id"),
          (Instant) run.get("started_at"),
          (a, b) -> a.isAfter(b) ? a : b);
    }
    List<String> columns = new ArrayList<>(contract.columnNames());
    columns.add("run_id");
    List<Map<String, Object>> all = tables.rows(LakeTable.DATA_FLOW, columns);
    Comparator<String> age =
        Comparator.comparing((String run) -> started.getOrDefault(run, Instant.MIN))
            .thenComparing(Comparator.naturalOrder());
    Map<String, String> newest = new HashMap<>();
    for (Map<String, Object> row : all) {
      newest.merge(
          (String) row.get("stage"),
          (String) row.get("run_id"),
          (a, b) -> age.compare(a, b) >= 0 ? a : b);
    }
    Map<List<Object>, Map<String, Object>> summed = new LinkedHashMap<>();
    for (Map<String, Object> row : all) {
      Object run = row.remove("run_id");
      if (RegisterTable.holdsChildren((String) row.get("table_name"))) {
        continue; // few rows for a rare reason are few children
      }
      if (newest.get((String) row.get("stage")).equals(run)) {
        List<Object> key = new ArrayList<>();
        contract.primaryKey().forEach(column -> key.add(row.get(column)));
        summed.merge(
            key,
            row,
            (a, b) -> {
              a.put("rows", (Long) a.get("rows") + (Long) b.get("rows"));
              return a;
            });
      }
    }
    return ReleaseTable.of(contract, List.copyOf(summed.values()));
  }

  private static Map<String, Map<String, Optional<Integer>>> adoption(LakeTables tables) {
    Map<String, Map<String, Optional<Integer>>> adoption = new TreeMap<>();
    for (Map<String, Object> row :
        tables.rows(
            LakeTable.MUNICIPALITY_TREATMENT,
            List.of("municipality_code", "treatment", "adoption_year"))) {
      adoption
          .computeIfAbsent((String) row.get("treatment"), t -> new TreeMap<>())
          .put(
              (String) row.get("municipality_code"),
              Optional.ofNullable((Integer) row.get("adoption_year")));
    }
    return adoption;
  }

  private static DataOrigin origin(LakeTables tables, List<Map<String, Object>> panel) {
    List<String> origins = new ArrayList<>();
    panel.forEach(row -> origins.add((String) row.get("origin")));
    tables.origins(LakeTable.REGISTER_CELL).forEach(origins::add);
    for (LakeTable table : List.of(LakeTable.PROJECT, LakeTable.PROJECT_ACCOUNT)) {
      tables.rows(table, List.of("origin")).forEach(row -> origins.add((String) row.get("origin")));
    }
    return DataOrigin.of(origins);
  }
}
