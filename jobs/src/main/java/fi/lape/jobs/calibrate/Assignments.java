package fi.lape.jobs.calibrate;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Who was given what.
 *
 * @param adopted by treatment, then municipality: the year of adoption; those that never adopted
 *     are not in it
 * @param dosed by treatment, then area: the dose; of a package 1 where an area took it, else 0
 */
record Assignments(
    SortedMap<String, SortedMap<String, Integer>> adopted,
    SortedMap<String, SortedMap<String, Double>> dosed) {
  private static final int ALL_PACKAGES = 4;

  static Assignments read(Lake lake, StudyPlan plan) {
    SortedMap<String, SortedMap<String, Integer>> adoptions = new TreeMap<>();
    SortedMap<String, SortedMap<String, Double>> doses = new TreeMap<>();
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.kind().equals("adoption")) {
        adoptions.put(treatment.id(), new TreeMap<>());
      }
    }
    for (Row row :
        lake.read(LakeTable.MUNICIPALITY_TREATMENT)
            .where(col("adoption_year").isNotNull())
            .select("treatment", "municipality_code", "adoption_year")
            .collectAsList()) { // municipalities × treatments
      if (adoptions.containsKey(row.getString(0))) {
        adoptions.get(row.getString(0)).put(row.getString(1), row.getInt(2));
      }
    }
    for (Row row :
        lake.read(LakeTable.AREA_DOSE)
            .select("treatment", "area_code", "dose")
            .collectAsList()) { // areas × treatments
      doses
          .computeIfAbsent(row.getString(0), t -> new TreeMap<>())
          .put(row.getString(1), row.getDouble(2));
    }
    for (StudyPlan.Treatment treatment : plan.treatments()) {
      if (treatment.kind().equals("package")) {
        doses.putIfAbsent(treatment.id(), packages(lake));
      }
    }
    return new Assignments(adoptions, doses);
  }

  private static SortedMap<String, Double> packages(Lake lake) {
    SortedMap<String, Double> took = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.PROJECT)
            .select("area_code", "package_count")
            .collectAsList()) { // areas
      took.put(row.getString(0), row.getInt(1) == ALL_PACKAGES ? 1.0 : 0.0);
    }
    return took;
  }

  /** Years of adoption by treatment and municipality. */
  Map<String, Map<String, Integer>> adoptions() {
    return new TreeMap<>(adopted);
  }

  /** Doses by area; empty where the treatment has none. */
  Map<String, Double> doses(String treatment) {
    return dosed.getOrDefault(treatment, new TreeMap<>());
  }
}
