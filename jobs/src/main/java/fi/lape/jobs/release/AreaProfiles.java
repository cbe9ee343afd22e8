package fi.lape.jobs.release;

import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Contracts;
import fi.lape.schemas.ProjectArea;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What each area is and did, from the project reports and the code lists. */
final class AreaProfiles {
  private static final int YEAR = 2018;
  private static final LocalDate END = LocalDate.of(YEAR, 12, 31);
  private static final String FAMILY_CENTRE = "family-centre";

  private final LakeTables lake;
  private final StudyPlan plan;

  AreaProfiles(LakeTables lake, StudyPlan plan) {
    this.lake = lake;
    this.plan = plan;
  }

  /**
   * One row for each of the areas of the code list, whether or not a project was received.
   *
   * @param childrenByMunicipality at the end of 2018, for shares of what was in use then
   * @param childrenOfBaseYear of the last clean year: what the dose in the analyses is divided by
   */
  ReleaseTable table(
      Map<String, Double> childrenByMunicipality, Map<String, Double> childrenOfBaseYear) {
    Map<String, Map<String, Object>> projects = new HashMap<>();
    for (Map<String, Object> row :
        lake.rows(LakeTable.PROJECT, List.of("area_code", "packages", "grant_eur"))) {
      projects.put((String) row.get("area_code"), row);
    }
    Map<String, Set<String>> components = componentsInUse();
    Set<String> adopted = adopted();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ProjectArea area : CodeLists.standard().areas()) {
      Map<String, Object> project = projects.getOrDefault(area.code(), Map.of());
      List<String> municipalities = CodeLists.standard().municipalitiesOf(area.code());
      double children = sum(municipalities, childrenByMunicipality);
      List<String> with = municipalities.stream().filter(adopted::contains).toList();
      double baseChildren = sum(municipalities, childrenOfBaseYear);
      Double grant = (Double) project.get("grant_eur");
      List<?> packages = (List<?>) project.getOrDefault("packages", List.of());
      Map<String, Object> row = new HashMap<>();
      row.put("area_code", area.code());
      row.put("name_fi", area.labels().fi());
      row.put("name_sv", area.labels().sv());
      row.put("name_en", area.labels().en());
      row.put("tile_row", area.tileRow());
      row.put("tile_col", area.tileColumn());
      row.put("packages", packages.stream().map(Object::toString).sorted().toList());
      row.put("package_count", packages.size());
      row.put(
          "components_in_use_2018",
          List.copyOf(components.getOrDefault(area.code(), new TreeSet<>())));
      row.put("municipalities", municipalities.size());
      row.put("municipalities_with_family_centre_2018", with.size());
      row.put(
          "family_centre_child_share_2018",
          children == 0 ? 0.0 : sum(with, childrenByMunicipality) / children);
      row.put("grant_eur", grant);
      row.put(
          "grant_eur_per_child", grant == null || baseChildren == 0 ? null : grant / baseChildren);
      rows.add(row);
    }
    return ReleaseTable.of(Contracts.release("area_profile"), rows);
  }

  private static double sum(List<String> municipalities, Map<String, Double> children) {
    double sum = 0;
    for (String municipality : municipalities) {
      sum += children.getOrDefault(municipality, 0.0);
    }
    return sum;
  }

  /** Components by area whose newest status up to the end of the year is "in use" somewhere. */
  private Map<String, Set<String>> componentsInUse() {
    Map<String, Map<String, Object>> newest = new HashMap<>();
    for (Map<String, Object> row :
        lake.rows(
            LakeTable.COMPONENT_STATUS,
            List.of(
                "area_code",
                "municipality_code",
                "component",
                "report_number",
                "status",
                "period_to"))) {
      if (!((LocalDate) row.get("period_to")).isAfter(END)) {
        newest.merge(
            row.get("area_code") + "/" + row.get("municipality_code") + "/" + row.get("component"),
            row,
            (a, b) -> (Integer) a.get("report_number") > (Integer) b.get("report_number") ? a : b);
      }
    }
    Map<String, Set<String>> inUse = new HashMap<>();
    for (Map<String, Object> row : newest.values()) {
      if (row.get("status").equals("in-use")) {
        inUse
            .computeIfAbsent((String) row.get("area_code"), a -> new TreeSet<>())
            .add((String) row.get("component"));
      }
    }
    return inUse;
  }

  /** Municipalities with a family centre as the plan defines having one. */
  private Set<String> adopted() {
    Set<String> treatments = new HashSet<>();
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.component().filter(FAMILY_CENTRE::equals).isPresent()) {
        treatments.add(treatment.id());
      }
    }
    Set<String> adopted = new HashSet<>();
    for (Map<String, Object> row :
        lake.rows(
            LakeTable.MUNICIPALITY_TREATMENT,
            List.of("municipality_code", "treatment", "adoption_year"))) {
      Object year = row.get("adoption_year");
      if (treatments.contains(row.get("treatment")) && year != null && (Integer) year <= YEAR) {
        adopted.add((String) row.get("municipality_code"));
      }
    }
    return adopted;
  }
}
