package fi.lape.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.inference.Inferred;
import fi.lape.spark.ml.EffectEstimator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A panel that is taken for a large one says what it says as a small one. */
class LargePanelTest {
  private static final int UNIT = 0;
  private static final int AREA = 1;
  private static final int ADOPTED = 2;
  private static final int YEAR = 3;
  private static final int OUTCOME = 4;
  private static final int WEIGHT = 5;
  private static final int X = 6;
  private static final StructType SCHEMA =
      new StructType()
          .add("unit", DataTypes.LongType)
          .add("area", DataTypes.StringType)
          .add("adopted", DataTypes.IntegerType)
          .add("year", DataTypes.IntegerType)
          .add("outcome", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType)
          .add("x", DataTypes.DoubleType)
          .add("z", DataTypes.DoubleType);
  private static final Integer[] COHORTS = {2013, 2014, null, null};

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = SharedSession.get();
  }

  @AfterEach
  void asItWas() {
    spark.conf().unset(LargePanel.SETTING);
  }

  private static List<Row> rows(int units, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      Integer cohort = COHORTS[random.nextInt(COHORTS.length)];
      double weight = 0.5 + random.nextInt(8);
      double x = random.nextGaussian() + (cohort == null ? 0 : 0.4);
      for (int year = 2011; year <= 2015; year++) {
        double z = 500 + random.nextGaussian();
        double effect = cohort != null && cohort <= year ? -1.5 : 0;
        double y = 20 + 0.3 * year * x + z / 100 + effect + random.nextGaussian();
        rows.add(RowFactory.create(7_000_000_000L + i, "A" + i % 9, cohort, year, y, weight, x, z));
      }
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private static Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static EstimationRequest request(
      boolean clustered, boolean weighted, Map<String, String> settings, String inference) {
    return new EstimationRequest(
        new PanelColumns(
            "unit",
            "year",
            "outcome",
            Optional.of("adopted"),
            Optional.empty(),
            Optional.empty(),
            clustered ? Optional.of("area") : Optional.empty(),
            Optional.empty(),
            weighted ? Optional.of("weight") : Optional.empty(),
            Optional.empty(),
            List.of("x", "z")),
        "group-time-att",
        settings,
        Optional.of(inference),
        Map.of(),
        0.95,
        1);
  }

  private static Estimation.Result run(EstimationRequest request, Dataset<Row> table, long large) {
    spark.conf().set(LargePanel.SETTING, Long.toString(large));
    return Estimation.of(request).run(table);
  }

  private static void assertSame(Estimation.Result large, Estimation.Result small) {
    assertThat(large.units()).isEqualTo(small.units());
    assertThat(large.cells()).isEqualTo(small.cells());
    assertThat(large.holes()).isEqualTo(small.holes());
    assertThat(large.clusters()).isEqualTo(small.clusters());
    assertThat(large.rows()).hasSameSizeAs(small.rows());
    for (int j = 0; j < small.rows().size(); j++) {
      EffectRow expected = small.rows().get(j);
      EffectRow actual = large.rows().get(j);
      assertThat(actual.effect().key()).isEqualTo(expected.effect().key());
      assertThat(actual.reason()).isEqualTo(expected.reason());
      assertClose(actual.estimate(), expected.estimate(), 1e-9);
      assertClose(error(actual), error(expected), 1e-8);
    }
  }

  private static OptionalDouble error(EffectRow row) {
    return row.inferred().map(Inferred::standardError).orElse(OptionalDouble.empty());
  }

  private static void assertClose(OptionalDouble actual, OptionalDouble expected, double gap) {
    assertThat(actual.isPresent()).isEqualTo(expected.isPresent());
    if (expected.isPresent()) {
      double size = Math.max(Math.abs(expected.getAsDouble()), 0.01);
      assertThat(Math.abs(actual.getAsDouble() - expected.getAsDouble()))
          .isLessThanOrEqualTo(gap * size);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dr,true,true,cr1",
    "dr,false,true,cr1",
    "ipw,true,false,unit-robust",
    "ipw,false,false,analytic",
    "reg,true,true,multiplier",
    "reg,true,true,wild-cluster"
  })
  void passesSayWhatThePanelInMemorySays(
      String estimation, boolean clustered, boolean weighted, String inference) {
    Dataset<Row> table = table(rows(400, 3));
    EstimationRequest request =
        request(clustered, weighted, Map.of("estimation", estimation), inference);
    Estimation.Result small = run(request, table, Long.MAX_VALUE);
    assertThat(small.rows()).filteredOn(r -> r.inferred().isPresent()).hasSizeGreaterThan(10);
    assertSame(run(request, table, 0), small);
  }

  @Test
  void partitionsAndTheOrderOfRowsDoNotMoveABit() {
    List<Row> rows = rows(300, 4);
    EstimationRequest request = request(true, true, Map.of(), "cr1");
    List<Row> reference = run(request, table(rows), 0).table(request, "v");
    for (int partitions : new int[] {1, 3, 7}) {
      Collections.shuffle(rows, new Random(partitions));
      assertThat(run(request, table(rows).repartition(partitions), 0).table(request, "v"))
          .isEqualTo(reference);
    }
  }

  @Test
  void unitsWithTextsForNamesAreTheSame() {
    Dataset<Row> table = table(rows(300, 5));
    EstimationRequest request = request(true, false, Map.of(), "cr1");
    Estimation.Result numbers = run(request, table, 0);
    Dataset<Row> texts = table.selectExpr("concat(' U', unit, ' ') unit", "* except (unit)");
    assertSame(run(request, texts, 0), numbers);
  }

  @Test
  void unitsWithHolesAreLeftOutAndCounted() {
    List<Row> rows = rows(400, 6);
    rows.removeIf(row -> row.getLong(UNIT) % 11 == 0 && row.getInt(YEAR) == 2014);
    rows.replaceAll(
        row ->
            row.getLong(UNIT) % 13 == 0 && row.getInt(YEAR) == 2011
                ? with(row, OUTCOME, null)
                : row);
    EstimationRequest request = request(true, true, Map.of("unbalanced", "complete-units"), "cr1");
    Estimation.Result small = run(request, table(rows), Long.MAX_VALUE);
    assertThat(small.holes()).isGreaterThan(50);
    assertSame(run(request, table(rows), 0), small);
  }

  private static Row with(Row row, int column, Object value) {
    Object[] values = new Object[row.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = j == column ? value : row.get(j);
    }
    return RowFactory.create(values);
  }

  /** Whatever is wrong is said in the same words, of the same unit. */
  @Test
  void faultsAreRefusedInTheSameWords() {
    long unit = 7_000_000_017L;
    List<UnaryOperator<Row>> edits =
        List.of(
            row -> with(row, AREA, row.getInt(YEAR) == 2013 ? "A8" : "A1"),
            row -> with(row, ADOPTED, row.getInt(YEAR)),
            row -> with(row, WEIGHT, (double) row.getInt(YEAR)),
            row -> with(row, WEIGHT, -1.0),
            row -> with(row, AREA, null),
            row -> with(row, YEAR, row.getInt(YEAR) == 2013 ? 2014 : row.getInt(YEAR)),
            row -> row.getInt(YEAR) < 2014 ? row : with(row, OUTCOME, null),
            row -> with(row, OUTCOME, null),
            row -> row.getInt(YEAR) < 2013 ? row : with(row, X, null));
    for (UnaryOperator<Row> edit : edits) {
      List<Row> rows = rows(60, 7);
      rows.replaceAll(row -> row.getLong(UNIT) == unit ? edit.apply(row) : row);
      EstimationRequest request = request(true, true, Map.of(), "cr1");
      Throwable small = catchThrowable(() -> run(request, table(rows), Long.MAX_VALUE));
      assertThat(small).isInstanceOf(EvaluationException.class);
      assertThatThrownBy(() -> run(request, table(rows), 0)).hasMessage(small.getMessage());
    }
  }

  @Test
  void withoutCovariatesRowsAreFoldedAndTheNumbersAreThoseOfTheMoments() {
    Dataset<Row> table = table(rows(400, 8));
    for (boolean weighted : new boolean[] {true, false}) {
      EstimationRequest covariates = request(true, weighted, Map.of(), "cr1");
      PanelColumns c = covariates.columns();
      EstimationRequest plain =
          new EstimationRequest(
              new PanelColumns(
                  c.unit(),
                  c.period(),
                  c.outcome(),
                  c.adoption(),
                  c.treatment(),
                  c.dose(),
                  c.cluster(),
                  c.assigned(),
                  c.weight(),
                  c.exposure(),
                  List.of()),
              "group-time-att",
              Map.of(),
              Optional.of("cr1"),
              Map.of(),
              0.95,
              1);
      Estimation.Result small = run(plain, table, Long.MAX_VALUE);
      Estimation.Result large = run(plain, table, 0);
      assertThat(large.inMoments()).isTrue();
      assertSame(large, small);
      assertThat(run(plain, table.repartition(5), 0).table(plain, "v"))
          .isEqualTo(large.table(plain, "v"));
    }
  }

  /** Files sorted by unit, split anywhere: within a unit too, and in any order. */
  @Test
  void sortedFilesAreFoldedWhereTheyLie() {
    List<Row> rows = rows(9_000, 11);
    rows.sort(
        Comparator.<Row>comparingLong(row -> row.getLong(UNIT))
            .thenComparing(r -> -r.getInt(YEAR)));
    EstimationRequest plain = plain("unit-robust");
    Estimation.Result mixed = run(plain, table(rows(9_000, 11)), 0);
    List<Row> reference = List.of();
    for (int parts : new int[] {1, 2, 3, 7}) {
      List<Row> pieces = new ArrayList<>();
      for (int part = parts - 1; part >= 0; part--) {
        int from = rows.size() * part / parts + (part == 0 ? 0 : 2);
        int to = rows.size() * (part + 1) / parts + (part == parts - 1 ? 0 : 2);
        pieces.addAll(rows.subList(from, to));
      }
      Dataset<Row> table = spark.createDataFrame(pieces, SCHEMA).coalesce(parts == 3 ? 1 : 2);
      Estimation.Result sorted = run(plain, table, 0);
      assertSame(sorted, mixed);
      List<Row> numbers = sorted.table(plain, "v");
      assertThat(numbers).isEqualTo(reference.isEmpty() ? numbers : reference);
      reference = numbers;
    }
    assertThat(reference)
        .as("the shuffle adds in another order")
        .isNotEqualTo(mixed.table(plain, "v"));
  }

  /** A unit in two files, each sorted: found, not believed. */
  @Test
  void aUnitThatComesAgainIsFound() {
    List<Row> rows = rows(200, 12);
    rows.sort(Comparator.comparingLong(row -> row.getLong(UNIT)));
    for (int from : new int[] {0, 250}) {
      List<Row> twice = new ArrayList<>(rows);
      twice.addAll(rows.subList(from, from + 5));
      for (String inference : List.of("unit-robust", "cr1")) {
        assertThatThrownBy(() -> run(plain(inference), table(twice).coalesce(1), 0))
            .hasMessageStartingWith("PANEL_DUPLICATE: 5 unit-period rows");
      }
    }
    List<Row> apart = new ArrayList<>(rows.subList(3, rows.size()));
    apart.addAll(rows.subList(0, 3));
    for (String inference : List.of("unit-robust", "cr1")) {
      EstimationRequest request = plain(inference);
      assertSame(run(request, table(apart).coalesce(1), 0), run(request, table(rows), 0));
    }
  }

  /** Errors by unit need no cluster: units are not brought together either. */
  @Test
  void withoutClustersUnitsAreTheirOwn() {
    Dataset<Row> table = table(rows(300, 13));
    for (String inference : List.of("cr1", "analytic", "unit-robust")) {
      EstimationRequest request =
          new EstimationRequest(
              PanelColumns.of("unit", "year", "outcome").withAdoption("adopted"),
              "group-time-att",
              Map.of(),
              Optional.of(inference),
              Map.of(),
              0.95,
              1);
      Estimation.Result small = run(request, table, Long.MAX_VALUE);
      assertThat(small.clusters()).isEqualTo(300);
      assertSame(run(request, table, 0), small);
    }
  }

  private static EstimationRequest plain(String inference) {
    return new EstimationRequest(
        PanelColumns.of("unit", "year", "outcome").withAdoption("adopted").withCluster("area"),
        "group-time-att",
        Map.of(),
        Optional.of(inference),
        Map.of(),
        0.95,
        1);
  }

  @Test
  void moreClustersThanSumsAreKeptForAreRefused() {
    Dataset<Row> table =
        table(rows(5_100, 9)).selectExpr("* except (area)", "cast(unit as string) area");
    EstimationRequest request = request(true, false, Map.of("estimation", "reg"), "cr1");
    assertThatThrownBy(() -> run(request, table, 0))
        .hasMessageStartingWith("TOO_MANY_CLUSTERS: 'area' has 5100 clusters");
  }

  @Test
  void theSettingIsANumber() {
    spark.conf().set(LargePanel.SETTING, "many");
    assertThatThrownBy(
            () -> Estimation.of(request(true, true, Map.of(), "cr1")).run(table(rows(20, 1))))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'spark.lape.largePanelRows' is 'many'");
  }

  @Test
  void thePipelineStageTakesTheSameWay() {
    Dataset<Row> table = table(rows(300, 10));
    EffectEstimator stage =
        new EffectEstimator()
            .setUnitCol("unit")
            .setPeriodCol("year")
            .setOutcomeCol("outcome")
            .setAdoptionCol("adopted")
            .setClusterCol("area")
            .setCovariatesCol("x", "z")
            .setMethod("group-time-att")
            .setInference("cr1");
    List<Row> small = stage.fit(table).effects().select("estimate").collectAsList();
    spark.conf().set(LargePanel.SETTING, "0");
    List<Row> large = stage.fit(table).effects().select("estimate").collectAsList();
    for (int j = 0; j < small.size(); j++) {
      assertThat(large.get(j).isNullAt(0)).isEqualTo(small.get(j).isNullAt(0));
      if (!small.get(j).isNullAt(0)) {
        assertThat(Math.abs(large.get(j).getDouble(0) - small.get(j).getDouble(0)))
            .isLessThan(1e-9);
      }
    }
  }
}
