package fi.lape.jobs.calibrate;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.analysis.OutcomeCoverage;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.plan.StudyPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What a calibration depends on besides the values of outcomes: areas, municipalities and their
 * children, who adopted when, doses, the years used, and the plan's analyses. Another order of
 * rows, another lake or other words in the plan's texts do not change it.
 *
 * @param sha256 of all of it, in hexadecimal
 */
public record DesignFingerprint(
    String sha256, long areas, long municipalities, List<Integer> years, long adopters) {

  /** Reads the design of a lake under a plan. */
  public static DesignFingerprint of(Lake lake, StudyPlan plan, StudyPanel panel) {
    return of(plan, panel, Assignments.read(lake, plan));
  }

  static DesignFingerprint of(StudyPlan plan, StudyPanel panel, Assignments assignments) {
    List<String> lines = new ArrayList<>();
    lines.add("period %d %d".formatted(plan.period().from(), plan.period().to()));
    lines.add("last clean year %d".formatted(plan.pre().lastCleanYear()));
    for (StudyPlan.Analysis a : plan.analyses()) {
      lines.add(
          "analysis %s %s %s %s %s %s %s %s"
              .formatted(
                  a.id(),
                  a.outcome(),
                  a.treatment(),
                  a.method(),
                  a.words(),
                  a.checkWith(),
                  a.inference(),
                  a.cluster().orElse("area")));
    }
    List<Row> units =
        panel
            .balanced()
            .select(StudyPanel.OUTCOME, StudyPanel.MUNICIPALITY, StudyPanel.AREA, StudyPanel.WEIGHT)
            .distinct()
            .orderBy(col(StudyPanel.OUTCOME), col(StudyPanel.MUNICIPALITY))
            .collectAsList(); // outcomes × municipalities
    units.forEach(row -> lines.add("unit " + row.mkString(" ")));
    List<Integer> years = List.of();
    for (StudyPlan.Outcome outcome : plan.outcomes()) {
      OutcomeCoverage coverage = panel.coverage(outcome.id());
      lines.add("outcome %s %s %s".formatted(outcome.id(), outcome.kind(), coverage.years()));
      years = years.size() < coverage.years().size() ? coverage.years() : years;
    }
    assignments
        .adoptions()
        .forEach((treatment, when) -> lines.add("adoption %s %s".formatted(treatment, when)));
    assignments
        .dosed()
        .forEach((treatment, doses) -> lines.add("dose %s %s".formatted(treatment, doses)));
    return new DesignFingerprint(
        sha256(String.join("\n", lines)),
        units.stream().map(row -> row.getString(2)).distinct().count(),
        units.stream().map(row -> row.getString(1)).distinct().count(),
        years,
        assignments.adoptions().values().stream().mapToLong(Map::size).sum());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
