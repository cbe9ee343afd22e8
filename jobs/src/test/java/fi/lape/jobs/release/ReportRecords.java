package fi.lape.jobs.release;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the released tables say, by section of the report, as records of numbers that belong
 * together: computed in SQL from the Parquet files alone, without any code of the report.
 */
final class ReportRecords {
  /** Overall numbers, their children a year, and the counts of checks beside them. */
  private static final String HEADLINES =
      "SELECT e.estimate, e.ci_low, e.ci_high, e.mde80, e.effect_percent, e.baseline_mean,"
          + " e.p_value, e.p_value_family, c.n / 1000 * e.estimate, c.n / 1000 * e.ci_low,"
          + " c.n / 1000 * e.ci_high, c.n / 1000 * e.mde80, c.n / 100 * e.estimate,"
          + " c.n / 100 * e.ci_low, c.n / 100 * e.ci_high, c.n / 100 * e.mde80,"
          + " d.passed, d.failed, d.not_made, 2016 FROM effect_estimate e"
          + " LEFT JOIN (SELECT outcome, treatment, max(n) n FROM (SELECT outcome, treatment, year,"
          + " sum(children) n FROM cohort_series WHERE cohort IS NOT NULL GROUP BY ALL) GROUP BY ALL) c"
          + " ON c.outcome = e.outcome AND c.treatment = e.treatment"
          + " LEFT JOIN (SELECT analysis, split_part(subject, ':', 1) outcome,"
          + " count(*) FILTER (status = 'PASS') passed, count(*) FILTER (status = 'FAIL') failed,"
          + " count(*) FILTER (status = 'NOT_EVALUATED' AND value IS NULL) not_made"
          + " FROM diagnostic GROUP BY ALL) d ON d.analysis = e.analysis AND d.outcome = e.outcome"
          + " WHERE e.area IS NULL";

  private static final String ESTIMATES =
      "SELECT estimate, ci_low, ci_high, p_value, p_value_family, clusters, clusters_treated"
          + " FROM effect_estimate WHERE area IS NULL";
  private static final String RUNS =
      "SELECT estimate, ci_low, ci_high, p_value, try_cast(choice AS INT),"
          + " try_cast(left(choice, 4) AS INT) FROM specification";
  private static final String CURVES =
      "SELECT max(estimate) FILTER (specification = 'main'), median(estimate) FILTER (comparable),"
          + " min(estimate) FILTER (comparable), max(estimate) FILTER (comparable),"
          + " count(*) FILTER (comparable AND sign(estimate) <> sign(planned)),"
          + " count(*) FILTER (comparable),"
          + " count(*) FILTER (comparable AND (ci_low > 0 OR ci_high < 0)),"
          + " count(*) FILTER (dimension = 'placebo-year'),"
          + " count(*) FILTER (dimension = 'placebo-year' AND (ci_low > 0 OR ci_high < 0)),"
          + " count(*) FILTER (dimension = 'negative-control'),"
          + " count(*) FILTER (dimension = 'negative-control' AND (ci_low > 0 OR ci_high < 0))"
          + " FROM (SELECT *, max(estimate) FILTER (specification = 'main')"
          + " OVER (PARTITION BY analysis, outcome) planned FROM specification)"
          + " WHERE estimate IS NOT NULL GROUP BY analysis, outcome";
  private static final String THIRDS =
      "WITH a AS (SELECT area_code, row_number() OVER (ORDER BY grant_eur_per_child) - 1 i,"
          + " count(*) OVER () n FROM area_profile WHERE grant_eur_per_child IS NOT NULL),"
          + " t AS (SELECT area_code, CASE WHEN i < n // 3 THEN 1 WHEN i < 2 * n // 3 THEN 2 ELSE 3 END k"
          + " FROM a) SELECT outcome || year, sum(value * children_0_17) / sum(children_0_17)"
          + " FROM project_year JOIN t USING (area_code) WHERE value IS NOT NULL"
          + " GROUP BY outcome, year, k";
  private static final String AREA_COSTS =
      "SELECT sum(grant_eur), sum(own_funding_eur), sum(programme_eur_per_child),"
          + " max(care_cost_per_child_eur_real) FILTER (year = 2016),"
          + " max(care_cost_per_child_eur_real) FILTER (year = 2021),"
          + " max(care_cost_missing_municipalities) FROM area_cost";

  private final Map<String, List<double[]>> bySection = new HashMap<>();

  private ReportRecords() {}

  /** The records of a release by identifier of the section. */
  static Map<String, List<double[]>> of(Path release) throws SQLException {
    ReportRecords records = new ReportRecords();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duck.createStatement()) {
      for (String table : fi.lape.jobs.release.table.Release.TABLES) {
        sql.execute(
            "CREATE VIEW %s AS SELECT * FROM '%s'"
                .formatted(table, release.resolve("parquet/" + table + ".parquet")));
      }
      records.read(sql);
    }
    return records.bySection;
  }

  private void read(Statement sql) throws SQLException {
    rows(sql, "answer", HEADLINES);
    rows(
        sql,
        "answer",
        "SELECT package_count, municipalities, municipalities_with_family_centre_2018, grant_eur_per_child, len(components_in_use_2018) FROM area_profile");
    rows(
        sql,
        "answer",
        "SELECT event_time, estimate, ci_low, ci_high, band_low, band_high, abs(detectable_trend) FROM event_study");
    groups(
        sql,
        "fidelity",
        "SELECT treatment, count(*) FROM municipality_treatment GROUP BY treatment, adoption_year UNION ALL SELECT treatment, avg(coverage) FROM municipality_treatment WHERE adoption_year IS NOT NULL GROUP BY 1 UNION ALL SELECT DISTINCT treatment, 0 FROM municipality_treatment");
    rows(
        sql,
        "fidelity",
        "SELECT a.package_count, len(a.components_in_use_2018), a.municipalities, a.municipalities_with_family_centre_2018, a.family_centre_child_share_2018, (SELECT coalesce(sum(rows), 0) FROM data_flow d WHERE d.area_code = a.area_code AND reason_code = 'REPORT_PERIOD_MISSING') FROM area_profile a");
    rows(
        sql,
        "flow",
        "SELECT rows, try_cast(regexp_extract(detail, '[0-9]+') AS INT) FROM data_flow");
    rows(
        sql,
        "power",
        "SELECT p.* , e.mde80 FROM (SELECT analysis, outcome, max(value) FILTER (quantity = 'treated-areas') a, max(value) FILTER (quantity = 'areas') b, max(value) FILTER (quantity = 'effective-areas') c, max(value) FILTER (quantity = 'mde80') d, max(value) FILTER (quantity = 'largest-leverage') e FROM power GROUP BY ALL) p LEFT JOIN effect_estimate e ON e.analysis = p.analysis AND e.outcome = p.outcome");
    groups(
        sql,
        "series",
        "SELECT outcome || treatment || year, mean FROM cohort_series UNION ALL SELECT outcome || treatment || year, year FROM cohort_series");
    groups(sql, "series", "SELECT outcome || treatment, municipalities FROM cohort_series");
    groups(sql, "series", THIRDS + " UNION ALL SELECT outcome || year, year FROM project_year");
    rows(
        sql,
        "trends",
        "SELECT event_time, estimate, ci_low, ci_high, band_low, band_high, abs(detectable_trend) FROM event_study");
    rows(sql, "trends", "SELECT bound_percent / 100, ci_low, ci_high FROM honest_did");
    rows(
        sql,
        "trends",
        "SELECT d.value, s.detectable_trend, h.bound_percent / 100, 0 FROM diagnostic d LEFT JOIN event_study s ON s.analysis = d.analysis AND s.outcome = d.subject AND s.event_time = 0 LEFT JOIN honest_did h ON h.analysis = d.analysis AND h.outcome = d.subject WHERE d.diagnostic = 'pre-trend'");
    rows(sql, "main", HEADLINES);
    rows(
        sql,
        "main",
        "SELECT a.grant_eur_per_child, avg(p.value) FILTER (p.year > 2016) - max(p.value) FILTER (p.year = 2016) FROM project_year p JOIN area_profile a USING (area_code) GROUP BY p.outcome, a.area_code, a.grant_eur_per_child");
    rows(sql, "second", ESTIMATES);
    rows(sql, "second", RUNS);
    rows(sql, "second", CURVES);
    rows(
        sql,
        "areas",
        "SELECT estimate, ci_low, ci_high, shrunken_estimate, shrunken_low, shrunken_high, probability_best_three, rank_low, rank_high, mean_effect, mean_low, mean_high, prediction_low, prediction_high, sqrt(tau2), sqrt(tau2_low), sqrt(tau2_high) FROM area_effect");
    rows(sql, "packages", ESTIMATES);
    rows(sql, "placebo", RUNS);
    rows(sql, "spillover", RUNS);
    rows(sql, "influence", "SELECT estimate_without, change FROM influence");
    rows(sql, "costs", AREA_COSTS + " GROUP BY area_code");
    rows(sql, "costs", "SELECT sum(grant_eur), sum(own_funding_eur) FROM area_cost");
    rows(
        sql,
        "costs",
        "SELECT value, ci_low, ci_high, try_cast(regexp_extract(measure, '-([0-9]+)$', 1) AS INT), try_cast(regexp_extract(measure, 'discount-([0-9]+)$', 1) AS INT) / 10 FROM cost_effectiveness");
    groups(
        sql,
        "costs",
        "SELECT regexp_extract(measure, '-at-([0-9]+)$', 1), value FROM cost_effectiveness WHERE measure LIKE 'acceptability%' UNION ALL SELECT regexp_extract(measure, '-at-([0-9]+)$', 1), try_cast(regexp_extract(measure, '-at-([0-9]+)$', 1) AS INT) FROM cost_effectiveness WHERE measure LIKE 'acceptability%'");
    String budgets = " FROM cost_effectiveness WHERE measure LIKE 'budget-impact%'";
    String year = "SELECT analysis || regexp_extract(measure, '[0-9]+'), ";
    groups(
        sql,
        "costs",
        year
            + "value"
            + budgets
            + " UNION ALL "
            + year
            + "ci_low"
            + budgets
            + " UNION ALL "
            + year
            + "ci_high"
            + budgets
            + " UNION ALL "
            + year
            + "try_cast(regexp_extract(measure, '[0-9]+') AS INT)"
            + budgets);
    rows(
        sql,
        "costs",
        "SELECT base, low, high, benefit_low, benefit_high, threshold FROM cost_sensitivity");
    rows(sql, "cannot", "SELECT 2");
    rows(
        sql,
        "checklists",
        "SELECT value, threshold, try_cast(split_part(subject, ':', 2) AS INT) FROM diagnostic");
  }

  private void rows(Statement sql, String section, String query) throws SQLException {
    try (ResultSet found = sql.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          if (found.getObject(i) instanceof Number number) {
            numbers.add(number.doubleValue());
          }
        }
        add(section, numbers);
      }
    }
  }

  /** Rows of a key and a number; the numbers of one key are a record. */
  private void groups(Statement sql, String section, String query) throws SQLException {
    Map<String, List<Double>> groups = new HashMap<>();
    try (ResultSet found = sql.executeQuery(query)) {
      while (found.next()) {
        if (found.getObject(2) instanceof Number number) {
          groups
              .computeIfAbsent(found.getString(1), k -> new ArrayList<>())
              .add(number.doubleValue());
        }
      }
    }
    groups.values().forEach(numbers -> add(section, numbers));
  }

  private void add(String section, List<Double> numbers) {
    bySection
        .computeIfAbsent(section, s -> new ArrayList<>())
        .add(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
