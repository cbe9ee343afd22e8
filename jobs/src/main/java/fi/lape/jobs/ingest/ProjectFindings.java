package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import fi.lape.jobs.table.DataFlow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a reader of the result must know about the 19 projects: nobody missing, nobody twice, no
 * report missing or overlapping, grants that add up. Findings are told, never repaired.
 */
final class ProjectFindings {
  private static final String REPORT = "project_report";
  private static final String ACCOUNT = "project_account";

  private record Period(int number, LocalDate from, LocalDate to) {}

  private final List<String> areas;
  private final DataFlow flow;

  ProjectFindings(List<String> areas, DataFlow flow) {
    this.areas = List.copyOf(areas);
    this.flow = flow;
  }

  /** Looks at the sound documents and their refused ones. */
  void reports(ReportTables reports) {
    Map<String, List<Period>> periods = new TreeMap<>();
    for (Row row : // at most one row an area and report of the calendar
        reports
            .documents()
            .kept()
            .select(
                col("area"),
                col("report_number"),
                col("period_from").cast("string"),
                col("period_to").cast("string"))
            .orderBy("area", "report_number")
            .collectAsList()) {
      periods
          .computeIfAbsent(row.getString(0), a -> new ArrayList<>())
          .add(
              new Period(
                  row.getInt(1),
                  LocalDate.parse(row.getString(2)),
                  LocalDate.parse(row.getString(3))));
    }
    for (String area : areas) {
      List<Period> own = periods.getOrDefault(area, List.of());
      if (own.isEmpty()) {
        flow.areaFinding(REPORT, "PROJECT_MISSING", 0, area, "no usable report");
      } else {
        missing(area, own);
        overlaps(area, own);
      }
    }
    for (Row row :
        reports
            .documents()
            .refused()
            .filter(col(Sifted.FAULT + ".code").equalTo("KEY_DUPLICATED"))
            .groupBy("area")
            .count()
            .collectAsList()) {
      flow.areaFinding(
          REPORT, "PROJECT_DUPLICATED", row.getLong(1), row.getString(0), "a report came twice");
    }
    for (Row row :
        reports
            .components()
            .refused()
            .groupBy(col("area"), col(Sifted.FAULT + ".code").as("code"), col("report_number"))
            .count()
            .collectAsList()) {
      flow.areaFinding(
          "component_status",
          row.getString(1),
          row.getLong(3),
          row.getString(0),
          "report " + row.getInt(2));
    }
  }

  private void missing(String area, List<Period> own) {
    for (ReportingCalendar.Expected expected : ReportingCalendar.REPORTS) {
      if (own.stream().noneMatch(p -> p.number() == expected.number())) {
        flow.areaFinding(
            REPORT,
            "REPORT_PERIOD_MISSING",
            1,
            area,
            "report %d, %s to %s".formatted(expected.number(), expected.from(), expected.to()));
      }
    }
  }

  /** The plan covers the whole project and overlaps every report by design. */
  private void overlaps(String area, List<Period> own) {
    for (int i = 0; i < own.size(); i++) {
      for (int j = i + 1; j < own.size(); j++) {
        Period first = own.get(i);
        Period second = own.get(j);
        if (first.number() > 0
            && !second.from().isAfter(first.to())
            && !first.from().isAfter(second.to())) {
          flow.areaFinding(
              REPORT,
              "REPORT_PERIODS_OVERLAP",
              2,
              area,
              "reports %d and %d: %s is before %s ends"
                  .formatted(first.number(), second.number(), second.from(), first.to()));
        }
      }
    }
  }

  /** Looks at the accounts: every area once, grants that sum to the ministry's decision. */
  void accounts(Sifted accounts) {
    Map<String, Row> byArea = new LinkedHashMap<>();
    Dataset<Row> sums =
        accounts
            .kept()
            .groupBy("area")
            .agg(
                countDistinct("project_name", "lead_municipality").as("projects"),
                sum("grant").as("grant"))
            .orderBy("area");
    double total = 0;
    for (Row row : sums.collectAsList()) {
      byArea.put(row.getString(0), row);
      total += row.getDouble(2);
    }
    for (String area : areas) {
      if (!byArea.containsKey(area)) {
        flow.areaFinding(ACCOUNT, "PROJECT_MISSING", 0, area, "no accounts");
      } else if (byArea.get(area).getLong(1) > 1) {
        flow.areaFinding(
            ACCOUNT,
            "PROJECT_DUPLICATED",
            byArea.get(area).getLong(1),
            area,
            "more than one project name or lead municipality");
      }
    }
    for (Row row :
        accounts
            .refused()
            .filter(col(Sifted.FAULT + ".code").isin("VALUES_CONFLICT", "KEY_DUPLICATED"))
            .groupBy("area")
            .agg(sum(coalesce(lit(1L))))
            .collectAsList()) {
      flow.areaFinding(
          ACCOUNT, "PROJECT_DUPLICATED", row.getLong(1), row.getString(0), "a year came twice");
    }
    if (Math.abs(total - ReportingCalendar.GRANT_TOTAL_EUR)
        > ReportingCalendar.GRANT_TOLERANCE_EUR) {
      flow.finding(
          ACCOUNT,
          "GRANT_TOTAL_MISMATCH",
          byArea.size(),
          String.format(
              Locale.ROOT,
              "the grants sum to %.2f euros, the decision was %.2f",
              total,
              ReportingCalendar.GRANT_TOTAL_EUR));
    }
  }
}
