package fi.lape.jobs.register.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.estimators.Methods;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.Samples;
import fi.lape.jobs.testing.StageRuns;
import fi.lape.schemas.CodeLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled plan's questions to the committed register. */
class RegisterStageTest {
  private static final String ENTRIES = "analysis = 'R2-entries'";
  private static final String OVERALL = " and estimand in ('att-simple', 'att-simple-rate')";

  @TempDir static Path folder;
  private static Path path;
  private static Lake lake;
  private static SlowRegister slow;
  private static Map<String, Integer> centres;

  @BeforeAll
  static void estimate() {
    path = Samples.copy(SampleLake.path(), folder.resolve("lake"));
    lake = StageRuns.run(path, "one", new RegisterStage());
    slow = new SlowRegister(lake.read(LakeTable.CHILD_PERIOD));
    centres = new TreeMap<>();
    for (Row row :
        lake.read(LakeTable.MUNICIPALITY_TREATMENT)
            .where("treatment = 'family-centre'")
            .select("municipality_code", "adoption_year")
            .collectAsList()) {
      centres.put(row.getString(0), row.isNullAt(1) ? Panel.NEVER : row.getInt(1));
    }
  }

  private static List<Row> estimates(String condition) {
    return lake.read(LakeTable.EFFECT_ESTIMATE).where(condition).collectAsList();
  }

  private static Row only(String condition) {
    List<Row> rows = estimates(condition);
    assertThat(rows).as(condition).hasSize(1);
    return rows.get(0);
  }

  private static boolean isNull(Row row, String column) {
    return row.isNullAt(row.fieldIndex(column));
  }

  @Test
  void theCellsAreWhatASlowLookAtEveryChildFinds() {
    CellSums cells = CellSums.read(lake.read(LakeTable.REGISTER_CELL), StageRuns.plan());
    Map<String, Predicate<Row>> people = new TreeMap<>();
    people.put("children_placed", row -> row.<Integer>getAs("days_in_care") > 0);
    people.put("children_in_institution", row -> row.<Integer>getAs("days_institution") > 0);
    people.put(
        "children_in_other_care",
        row ->
            row.<Integer>getAs("days_foster_family")
                    + row.<Integer>getAs("days_professional_family_home")
                    + row.<Integer>getAs("days_other_form")
                > 0);
    people.put("children_entered", row -> row.<Integer>getAs("entries") > 0);
    people.put("children_returned", row -> row.<Integer>getAs("reentries") > 0);
    people.put("children_left", row -> row.<Integer>getAs("exits") > 0);
    for (String service :
        List.of("open_care_support", "family_counselling", "home_help", "psychiatry")) {
      people.put("children_" + service, row -> row.<Integer>getAs(service) > 0);
    }
    assertThat(people.keySet()).isSubsetOf(cells.columns());
    for (String column : cells.columns()) {
      Map<String, Long> summed = new TreeMap<>();
      for (CellSums.Cell cell : cells.cells()) {
        summed.put(
            String.join(
                " ",
                cell.municipality(),
                Integer.toString(cell.year()),
                cell.ageGroup(),
                cell.sex()),
            cell.numbers()[cells.place(column)]);
      }
      assertThat(summed)
          .as(column)
          .isEqualTo(
              people.containsKey(column) ? slow.children(people.get(column)) : slow.cells(column));
    }
  }

  /** A panel put together from the child panel by plain loops, with a method of the library. */
  private static double byHand(
      String method, RegisterOutcome outcome, Predicate<Row> of, String estimand) {
    Map<String, double[]> events = slow.byMunicipality(outcome.column(), of);
    Map<String, double[]> days = slow.byMunicipality("days_at_risk", of);
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, double[]> unit : new TreeMap<>(days).entrySet()) {
      if (Arrays.stream(unit.getValue()).allMatch(d -> d > 0)) {
        ids.add(unit.getKey());
      }
    }
    int n = ids.size();
    double[][] counts = new double[n][];
    double[][] years = new double[n][];
    double[][] rates = new double[n][];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      counts[i] = events.get(ids.get(i));
      years[i] = Arrays.stream(days.get(ids.get(i))).map(d -> d / 365.25).toArray();
      rates[i] = new double[12];
      for (int t = 0; t < 12; t++) {
        rates[i][t] = 1000 * counts[i][t] / years[i][t];
      }
      weights[i] = years[i][6]; // 2016
    }
    boolean isCount = method.equals("etwfe-poisson");
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    Panel panel =
        new Panel(
            IntStream.rangeClosed(2010, 2021).toArray(),
            ids,
            ids.stream().map(slow.areas()::get).toList(),
            ids.stream().mapToInt(centres::get).toArray(),
            isCount ? ones : weights,
            isCount ? counts : rates);
    Map<String, String> words =
        method.equals("group-time-att")
            ? Map.of("controls", "not-yet-treated", "base", "varying")
            : Map.of();
    return ((Estimated)
            Methods.of(method)
                .estimator(words, Map.of())
                .fit(isCount ? panel.withExposure(years) : panel)
                .effect(EffectKey.of(estimand))
                .orElseThrow())
        .estimate();
  }

  @Test
  void anEstimateIsThatOfAPanelMadeByHandFromTheChildPanel() {
    Map<String, String> estimands =
        Map.of(
            "group-time-att", "att-simple",
            "imputation", "att-simple",
            "etwfe-poisson", "att-simple-rate");
    Map<String, Predicate<Row>> populations =
        Map.of(
            "register-all", row -> true,
            "register-sex-male", row -> row.<String>getAs("sex").equals("male"),
            "register-age-13-17", row -> row.<String>getAs("age_group").equals("13-17"));
    populations.forEach(
        (population, of) ->
            estimands.forEach(
                (method, estimand) -> {
                  Row row =
                      only(
                          "%s and population = '%s' and method = '%s' and estimand = '%s'"
                              .formatted(ENTRIES, population, method, estimand));
                  double expected = byHand(method, RegisterOutcome.ENTRY_RATE, of, estimand);
                  assertThat(row.<Double>getAs("estimate"))
                      .as(population + " " + method)
                      .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
                }));
  }

  private static double plantedEntries() throws IOException {
    JsonNode truth =
        new ObjectMapper()
            .readTree(Samples.truth().resolveSibling("register_truth.json").toFile())
            .get("truth");
    double days = 0;
    for (JsonNode cell : truth.get("days-at-risk")) {
      days += isTreated(cell) ? cell.get("days").asDouble() : 0;
    }
    double change = 0;
    for (JsonNode cell : truth.get("entries")) {
      change +=
          isTreated(cell)
              ? cell.get("with_adoption").asDouble() - cell.get("without_adoption").asDouble()
              : 0;
    }
    return 1000 * change / (days / 365.25);
  }

  private static boolean isTreated(JsonNode cell) {
    int cohort = cell.get("cohort").asInt();
    return cohort > 0 && cell.get("year").asInt() >= cohort;
  }

  /** Some 45 entries a year are few: the truth is 1 less per 1 000, the error about as much. */
  @Test
  void theIntervalsOfEntriesHoldWhatHappenedToTheSameChildren() throws IOException {
    double planted = plantedEntries();
    assertThat(planted).isBetween(-1.5, -0.5);
    for (Row row : estimates(ENTRIES + " and population = 'register-all'" + OVERALL)) {
      assertThat(row.<Double>getAs("ci_low")).isLessThan(planted);
      assertThat(row.<Double>getAs("ci_high")).isGreaterThan(planted);
    }
  }

  @Test
  void servicesThatNothingWasPlantedInShowNothing() {
    List<Row> rows = estimates("analysis = 'R2-services' and method = 'group-time-att'" + OVERALL);
    assertThat(rows).hasSize(4);
    for (Row row : rows) {
      assertThat(row.<Double>getAs("ci_low")).isNegative();
      assertThat(row.<Double>getAs("ci_high")).isPositive();
    }
  }

  @Test
  void everyRowIsComplete() {
    List<String> populations =
        CodeLists.standard().codes("register_populations").stream().map(c -> c.code()).toList();
    List<Row> rows = estimates("true");
    assertThat(rows).hasSizeGreaterThan(100);
    for (Row row : rows) {
      assertThat(row.<String>getAs("population")).isIn(populations);
      assertThat(row.<String>getAs("plan_sha256")).isEqualTo(StageRuns.plan().sha256());
      if (row.<String>getAs("estimate_status").equals("ESTIMATED")) {
        assertThat(row.<Integer>getAs("clusters")).isBetween(2, 19);
        assertThat(row.<Long>getAs("observations"))
            .isBetween(row.<Long>getAs("units"), 12 * row.<Long>getAs("units"));
        assertThat(isNull(row, "not_estimable_reason")).isTrue();
      } else {
        assertThat(isNull(row, "estimate")).isTrue();
        assertThat(isNull(row, "not_estimable_reason")).isFalse();
      }
    }
    for (Row row : estimates("p_value_family is not null")) {
      assertThat(row.<Double>getAs("p_value_family"))
          .isGreaterThanOrEqualTo(row.<Double>getAs("p_value"));
    }
    assertThat(estimates(ENTRIES + " and p_value_family is not null")).isNotEmpty();
  }

  @Test
  void subgroupsHaveTheirOverallNumbersOnly() {
    List<Row> rows = estimates("population <> 'register-all'");
    assertThat(rows).hasSizeGreaterThan(20);
    for (Row row : rows) {
      assertThat(row.<String>getAs("estimand")).isIn("att-simple", "att-simple-rate");
    }
  }

  /** Counted anew: every child once, however many municipalities and years it is in. */
  @Test
  void noNumberThatIsShownRestsOnFewerThanFiveChildren() {
    int cells = 0;
    for (Row row : estimates(ENTRIES + " and estimate is not null and cohort is not null")) {
      int cohort = row.getAs("cohort");
      for (int year : List.of(row.<Integer>getAs("period"), cohort - 1)) {
        cells++;
        assertThat(
                slow.distinct(
                    child ->
                        SlowRegister.year(child) == year
                            && centres.get(child.<String>getAs("municipality_code")) == cohort
                            && child.<Integer>getAs("entries") > 0))
            .isGreaterThanOrEqualTo(5);
      }
    }
    assertThat(cells).isGreaterThan(10);
    List<Row> withheld = estimates("not_estimable_reason = 'DISCLOSURE_SMALL_COUNT'");
    assertThat(withheld).isNotEmpty();
    for (Row row : withheld) {
      for (String column : List.of("estimate", "std_error", "ci_low", "baseline_mean", "mde80")) {
        assertThat(isNull(row, column)).as(column).isTrue();
      }
    }
  }

  @Test
  void whatTheRegisterCanShowIsWrittenForEveryPopulationOfManyChildren() {
    List<Row> rows =
        lake.read(LakeTable.POWER).where(ENTRIES + " and quantity = 'mde80'").collectAsList();
    assertThat(rows.stream().map(row -> row.<String>getAs("subject")))
        .containsExactlyInAnyOrder(
            "all", "register-age-13-17", "register-sex-male", "register-sex-female");
    assertThat(rows).allMatch(row -> row.<Double>getAs("value") > 0);
  }

  /** An indicator's row as the evaluation writes it, with the columns of a register's. */
  private static Row indicator(Row like) {
    Map<String, Object> other =
        Map.of(
            "analysis",
            "E2-new-placements",
            "outcome",
            "new-placements",
            "population",
            "lape-areas",
            "estimate",
            -0.5,
            "ci_low",
            -0.75,
            "ci_high",
            -0.25);
    Object[] values = new Object[like.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = other.getOrDefault(like.schema().fieldNames()[i], like.get(i));
    }
    return RowFactory.create(values);
  }

  @Test
  void aSecondRunChangesNothingAndLaysTheIndicatorsBeside() {
    List<Row> before = estimates("true");
    List<Row> diagnostics = lake.read(LakeTable.DIAGNOSTIC).collectAsList();
    assertThat(lake.read(LakeTable.SOURCE_COMPARISON).count()).isZero();
    Row register =
        only(
            ENTRIES
                + " and population = 'register-all' and method = 'group-time-att' and estimand = 'att-simple'");
    List<Row> more = new ArrayList<>(before);
    more.add(indicator(register));
    GoldTables.replace(lake, LakeTable.EFFECT_ESTIMATE, more);
    StageRuns.run(path, "two", new RegisterStage());
    List<Row> after = estimates("true");
    GoldTables.replace(lake, LakeTable.EFFECT_ESTIMATE, before); // what the other tests look at
    assertThat(after).hasSize(before.size() + 1).containsAll(before);
    assertThat(lake.read(LakeTable.DIAGNOSTIC).collectAsList()).isEqualTo(diagnostics);
    List<Row> beside = lake.read(LakeTable.SOURCE_COMPARISON).collectAsList();
    assertThat(beside).hasSize(1);
    Row row = beside.get(0);
    assertThat(row.<String>getAs("analysis")).isEqualTo("R2-entries");
    assertThat(row.<String>getAs("indicator_analysis")).isEqualTo("E2-new-placements");
    assertThat(row.<Double>getAs("register_estimate"))
        .isEqualTo(register.<Double>getAs("estimate"));
    assertThat(row.<Double>getAs("indicator_ci_high")).isEqualTo(-0.25);
    assertThat(row.<Double>getAs("difference"))
        .isCloseTo(register.<Double>getAs("estimate") + 0.5, within(1e-12));
    assertThat(row.<String>getAs("note")).isEqualTo("intervals-overlap");
  }
}
