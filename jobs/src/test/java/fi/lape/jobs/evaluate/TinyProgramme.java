package fi.lape.jobs.evaluate;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlans;
import fi.lape.jobs.progress.Progress;
import fi.lape.jobs.stage.StageContext;
import fi.lape.jobs.testing.TestSession;
import fi.lape.schemas.ContractRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Nine municipalities of four areas over four years, small enough to work out by hand.
 *
 * <pre>
 *   municipality  area  children  adopted  2015 2016 2017 2018
 *   001           KSU       1000     2017    10   10    8    7
 *   002           KSU       1000        -    10   11   12   13
 *   003           PIR       3000     2017     4    6    5    4
 *   004           PIR       1000        -     2    3    5    5   (2018 hidden: 3 to 7)
 *   005           SAT       2000     2018     6    6    6    3
 *   006           LAP       1000        -     1    2    2    3
 *   008           LAP       1000     2018     5    5    6    4
 *   009           LAP       1000        -     9    .    9    9   (2016 missing: left out)
 * </pre>
 */
public final class TinyProgramme {
  private static final Object[][] MUNICIPALITIES = {
    {"001", "KSU", 1000, 2017, 10.0, 10.0, 8.0, 7.0},
    {"002", "KSU", 1000, null, 10.0, 11.0, 12.0, 13.0},
    {"003", "PIR", 3000, 2017, 4.0, 6.0, 5.0, 4.0},
    {"004", "PIR", 1000, null, 2.0, 3.0, 5.0, 5.0},
    {"005", "SAT", 2000, 2018, 6.0, 6.0, 6.0, 3.0},
    {"006", "LAP", 1000, null, 1.0, 2.0, 2.0, 3.0},
    {"008", "LAP", 1000, 2018, 5.0, 5.0, 6.0, 4.0},
    {"009", "LAP", 1000, null, 9.0, null, 9.0, 9.0},
  };

  private static final int FIRST_YEAR = 2015;

  private TinyProgramme() {}

  /** The one session of the test run. */
  public static SparkSession spark() {
    return TestSession.open();
  }

  /** What a stage is given. */
  public static StageContext context(Path lake, StudyPlan plan) {
    return new StageContext(
        spark(),
        Lake.at(spark(), lake.toString()),
        plan,
        "run-1",
        Instant.parse("2026-01-01T00:00:00Z"),
        Progress.SILENT);
  }

  /** Writes the panel tables of the outcome {@code new-placements}. */
  public static void writePanel(Lake lake) {
    writePanel(lake, 2);
  }

  /** The same, stored in a number of files. */
  public static void writePanel(Lake lake, int files) {
    StructType years = LakeTable.MUNICIPALITY_YEAR.contract().structType();
    StructType treatments = LakeTable.MUNICIPALITY_TREATMENT.contract().structType();
    List<Row> yearRows = new ArrayList<>();
    List<Row> treatmentRows = new ArrayList<>();
    for (Object[] m : MUNICIPALITIES) {
      for (int t = 0; t < 4; t++) {
        yearRows.add(year(years, m, t));
      }
      treatmentRows.add(treatment(treatments, m, "family-centre", (Integer) m[3]));
      treatmentRows.add(treatment(treatments, m, "systemic-model", null));
    }
    StructType doses = LakeTable.AREA_DOSE.contract().structType();
    List<Row> doseRows = new ArrayList<>();
    String[] areas = {"KSU", "PIR", "SAT", "LAP"};
    for (int k = 0; k < areas.length; k++) {
      doseRows.add(
          ContractRow.of(doses)
              .set("area_code", areas[k])
              .set("treatment", "grant-per-child")
              .set("dose", 10.0 * (k + 1))
              .set("dose_unit", "eur-per-child")
              .set("origin", "synthetic")
              .row());
    }
    write(lake, LakeTable.MUNICIPALITY_YEAR, yearRows, files);
    write(lake, LakeTable.MUNICIPALITY_TREATMENT, treatmentRows, files);
    write(lake, LakeTable.AREA_DOSE, doseRows, 1);
    write(lake, LakeTable.MUNICIPALITY_DOSE, List.of(), 1);
  }

  /** Writes rows as a lake table. */
  public static void write(Lake lake, LakeTable table, List<Row> rows, int files) {
    lake.overwrite(
        table,
        lake.spark().createDataFrame(rows, table.contract().structType()).repartition(files));
  }

  private static Row year(StructType contract, Object[] m, int t) {
    int children = (Integer) m[2];
    Double value = (Double) m[4 + t];
    boolean hidden = m[0].equals("004") && t == 3;
    ContractRow row =
        ContractRow.of(contract)
            .set("municipality_code", (String) m[0])
            .set("area_code", (String) m[1])
            .set("region_code", "13")
            .set("year", FIRST_YEAR + t)
            .set("outcome", "new-placements")
            .set("children_0_17", (long) children)
            .set("obs_status", value == null ? "MISSING" : hidden ? "SUPPRESSED" : "PUBLISHED")
            .set("weight", (double) children)
            .set("vintage", "2022-01-01")
            .set("origin", "synthetic");
    if (value != null) {
      row.set("value", value)
          .set("value_low", hidden ? value - 2 : value)
          .set("value_high", hidden ? value + 2 : value);
    }
    return row.row();
  }

  private static Row treatment(StructType contract, Object[] m, String treatment, Integer adopted) {
    ContractRow row =
        ContractRow.of(contract)
            .set("municipality_code", (String) m[0])
            .set("area_code", (String) m[1])
            .set("treatment", treatment)
            .set("origin", "synthetic");
    if (adopted != null) {
      row.set("adoption_year", adopted).set("coverage", 1.0);
    }
    return row.row();
  }

  /** The plan with analyses of one's own; four spaces before every line of them. */
  public static StudyPlan plan(Path folder, String analyses) {
    return plan(folder, analyses, "waivers: []");
  }

  /** The same with waivers. */
  public static StudyPlan plan(Path folder, String analyses, String waivers) {
    String yaml =
        """
        study: tiny
        version: 1
        title: {en: Tiny}
        programme: lape
        division: 2018
        period: {from: 2015, to: 2018}
        pre: {last_clean_year: 2016, partial_year: 2017}
        outcomes:
          - {id: new-placements, from: {sotkanet: 1078}, kind: count, exposure: children-0-17, family: corrective, better: lower}
          - {id: placed-share, from: {sotkanet: 191}, kind: rate, unit: percent, family: corrective, better: lower}
          - {id: care-cost-per-child, from: {cost: institution-and-family-care}, kind: euro, per: children-0-17, deflate: true, family: cost, better: lower}
        treatments:
          - {id: family-centre, kind: adoption, component: family-centre, level: municipality, adopted_when: {status: in-use, coverage_at_least: 0.5}}
          - {id: systemic-model, kind: adoption, component: systemic-child-protection, level: municipality, adopted_when: {status: in-use}}
          - {id: grant-per-child, kind: dose, measure: grant-eur-per-child, level: area, from: 2017}
          - {id: all-four, kind: package, contrast: four-packages-against-fewer, level: area, causal: false}
        analyses:
        %s
        families:
          - {id: headline, analyses: [E2], correct: holm}
        costs:
          perspective: [state, municipality]
          price_year: 2018
          discount: {rate: 0.03, sensitivity: [0.0, 0.05]}
          unit_costs: {institution-day: {mean: 300, sd: 30}}
          willingness_to_pay: {from: 0, to: 10000, step: 5000, per: placement-avoided}
        release:
          min_count: 5
          p_percent: 10
          languages: [fi, sv, en]
        %s
        seed: 1
        """
            .formatted(analyses, waivers);
    try {
      Path file = Files.createTempFile(folder, "plan", ".yaml");
      Files.writeString(file, yaml);
      return StudyPlans.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
