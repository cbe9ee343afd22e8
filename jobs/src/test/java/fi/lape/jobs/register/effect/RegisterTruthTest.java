package fi.lape.jobs.register.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.UnitPanel;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.register.ChildPeriods;
import fi.lape.jobs.register.Observation;
import fi.lape.jobs.register.PeriodLength;
import fi.lape.jobs.register.RegisterFile;
import fi.lape.jobs.register.RegisterIngest;
import fi.lape.jobs.register.RegisterTable;
import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.StageRuns;
import fi.lape.jobs.testing.TestSession;
import fi.lape.samples.register.RegisterSample;
import fi.lape.samples.register.RegisterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same made-up children twice, with large effects planted and with none: what an estimator says
 * of the one less what it says of the other is free of their luck, and is the planted effect.
 */
class RegisterTruthTest {
  private static final RegisterSettings SETTINGS =
      RegisterSettings.standard().withChildren(30_000).withPlacementFactor(6).withFaults(false);

  @TempDir static Path folder;
  private static CellSums with;
  private static CellSums without;

  @BeforeAll
  static void generate() throws IOException {
    with = cells(SETTINGS.withEffects(-0.4, -0.3), folder.resolve("with"));
    without = cells(SETTINGS.withEffects(0, 0), folder.resolve("without"));
  }

  private static CellSums cells(RegisterSettings settings, Path to) throws IOException {
    RegisterSample.write(TestSession.open(), to.toString(), settings);
    List<RegisterFile> files = new ArrayList<>();
    for (RegisterTable table : RegisterTable.values()) {
      Path tables = to.resolve("sources/register").resolve(table.folder());
      try (Stream<Path> parts = Files.list(tables)) {
        parts
            .filter(part -> part.toString().endsWith(".parquet"))
            .sorted()
            .forEach(
                part ->
                    files.add(
                        new RegisterFile(
                            table,
                            "register/" + table.folder() + "/" + part.getFileName(),
                            part.toString())));
      }
    }
    try (Caches caches = new Caches()) {
      Map<LakeTable, Dataset<Row>> tables =
          RegisterIngest.read(
                  TestSession.open(),
                  files,
                  new Observation(LocalDate.of(2010, 1, 1), LocalDate.of(2021, 12, 31)),
                  "synthetic",
                  new Lookups(TestSession.open()),
                  caches)
              .tables();
      return CellSums.read(
          ChildPeriods.cells(
              ChildPeriods.of(
                  tables.get(LakeTable.CHILD),
                  tables.get(LakeTable.CHILD_RESIDENCE),
                  tables.get(LakeTable.PLACEMENT_EPISODE),
                  tables.get(LakeTable.SERVICE_EVENT),
                  PeriodLength.YEAR)),
          StageRuns.plan());
    }
  }

  private static RegisterQuestion asked(
      CellSums cells, String analysis, RegisterOutcome outcome, Population population) {
    StudyPlan plan = StageRuns.plan();
    RegisterAnalysis planned =
        plan.registerAnalyses().stream()
            .filter(a -> a.id().equals(analysis))
            .findFirst()
            .orElseThrow();
    Map<String, Integer> adoption = new TreeMap<>();
    for (Row row :
        SampleLake.lake()
            .read(LakeTable.MUNICIPALITY_TREATMENT)
            .where("area_code is not null and treatment = '" + planned.treatment() + "'")
            .select("municipality_code", "adoption_year")
            .collectAsList()) {
      adoption.put(row.getString(0), row.isNullAt(1) ? Panel.NEVER : row.getInt(1));
    }
    return RegisterQuestion.of(
        plan,
        planned,
        cells,
        new RegisterPanel.Choice(outcome, population, adoption, planned.isByAreaAndCohort()));
  }

  private static double estimate(List<EstimateRow> rows, String method, String estimand) {
    return rows.stream()
        .filter(row -> row.method().equals(method) && row.key().estimand().equals(estimand))
        .map(EstimateRow::estimate)
        .findFirst()
        .orElseThrow()
        .orElseThrow();
  }

  /** All events of treated units and years. */
  private static double events(RegisterQuestion asked) {
    UnitPanel panel = asked.panel().units(asked.question());
    double sum = 0;
    for (UnitPanel.Unit unit : panel.units()) {
      for (int t = 0; t < panel.years().size(); t++) {
        sum += unit.cohort() <= panel.years().get(t) ? unit.countLow()[t] : 0;
      }
    }
    return sum;
  }

  /** The mean change of treated units and years, weighed as the estimators weigh. */
  private static double planted(RegisterQuestion one, RegisterQuestion other) {
    UnitPanel changed = one.panel().units(one.question());
    List<UnitPanel.Unit> plain = other.panel().units(other.question()).units();
    double sum = 0;
    double weight = 0;
    for (UnitPanel.Unit unit : changed.units()) {
      UnitPanel.Unit same =
          plain.stream().filter(u -> u.id().equals(unit.id())).findFirst().orElseThrow();
      for (int t = 0; t < changed.years().size(); t++) {
        if (unit.cohort() <= changed.years().get(t)) {
          sum += same.weight() * (unit.middle()[t] - same.middle()[t]);
          weight += same.weight();
        }
      }
    }
    return sum / weight;
  }

  /** Up to 5 per cent: a child that was not placed is not placed again elsewhere either. */
  @Test
  void theEffectOnEntriesIsThePlantedOne() {
    RegisterQuestion one = asked(with, "R2-entries", RegisterOutcome.ENTRY_RATE, Population.ALL);
    RegisterQuestion other =
        asked(without, "R2-entries", RegisterOutcome.ENTRY_RATE, Population.ALL);
    List<EstimateRow> found = one.answer().estimates();
    List<EstimateRow> luck = other.answer().estimates();
    double planted = planted(one, other);
    assertThat(planted).isLessThan(-10);
    for (String method : List.of("group-time-att", "imputation")) {
      assertThat(estimate(found, method, "att-simple") - estimate(luck, method, "att-simple"))
          .as(method)
          .isCloseTo(planted, within(0.05 * Math.abs(planted)));
    }
    double ratio =
        (1 + estimate(found, "etwfe-poisson", "att-simple-relative") / 100)
            / (1 + estimate(luck, "etwfe-poisson", "att-simple-relative") / 100);
    double plantedRatio = events(one) / events(other);
    assertThat(plantedRatio).isBetween(0.55, 0.75);
    assertThat(ratio).isCloseTo(plantedRatio, within(0.05));
  }

  /** Up to 20 per cent: places go on when children move, also to where nothing was adopted. */
  @Test
  void theEffectOnTheInstitutionShareIsThePlantedOne() {
    RegisterQuestion one =
        asked(with, "R2-institutions", RegisterOutcome.INSTITUTION_SHARE, Population.ALL);
    RegisterQuestion other =
        asked(without, "R2-institutions", RegisterOutcome.INSTITUTION_SHARE, Population.ALL);
    List<EstimateRow> found = one.answer().estimates();
    List<EstimateRow> luck = other.answer().estimates();
    double planted = planted(one, other);
    assertThat(planted).isLessThan(-5);
    for (String method : List.of("group-time-att", "imputation")) {
      assertThat(estimate(found, method, "att-simple") - estimate(luck, method, "att-simple"))
          .as(method)
          .isCloseTo(planted, within(0.2 * Math.abs(planted)));
    }
  }

  @Test
  void servicesAreAsTheyWere() {
    RegisterQuestion one =
        asked(with, "R2-services", RegisterOutcome.FAMILY_COUNSELLING, Population.ALL);
    RegisterQuestion other =
        asked(without, "R2-services", RegisterOutcome.FAMILY_COUNSELLING, Population.ALL);
    assertThat(events(one)).isPositive();
    assertThat(planted(one, other)).isZero();
  }
}
