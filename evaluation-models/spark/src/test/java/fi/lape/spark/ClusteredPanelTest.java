package fi.lape.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Inferred;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Where errors are clustered, a large panel is summed without bringing units together. */
class ClusteredPanelTest {
  private static final int UNITS = 240;
  private static final int YEARS = 5;
  private static final int UNIT = 0;
  private static final int WEIGHT = 5;
  private static final StructType SCHEMA =
      new StructType()
          .add("unit", DataTypes.LongType)
          .add("area", DataTypes.StringType)
          .add("adopted", DataTypes.IntegerType)
          .add("year", DataTypes.IntegerType)
          .add("outcome", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = SharedSession.get();
  }

  @AfterEach
  void asItWas() {
    spark.conf().unset(LargePanel.SETTING);
  }

  /** By unit, then year. */
  private static List<Row> rows() {
    Random random = new Random(21);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < UNITS; i++) {
      Integer cohort = new Integer[] {2013, 2014, null, null}[random.nextInt(4)];
      double weight = 0.3 + random.nextInt(9);
      for (int year = 2011; year < 2011 + YEARS; year++) {
        double y = 1e6 + year + (cohort != null && cohort <= year ? -2 : 0) + random.nextGaussian();
        rows.add(RowFactory.create(40L + i, "A" + i % 9, cohort, year, y, weight));
      }
    }
    return rows;
  }

  private static EstimationRequest request(String inference, boolean weighted) {
    return new EstimationRequest(
        new PanelColumns(
            "unit",
            "year",
            "outcome",
            Optional.of("adopted"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("area"),
            Optional.empty(),
            weighted ? Optional.of("weight") : Optional.empty(),
            Optional.empty(),
            List.of()),
        "group-time-att",
        Map.of("aggregate", "all"),
        inference.isEmpty() ? Optional.empty() : Optional.of(inference),
        Map.of(),
        0.95,
        1);
  }

  private static Estimation.Result run(String inference, boolean weighted, List<Row> rows) {
    return Estimation.of(request(inference, weighted)).run(table(rows));
  }

  private static Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static void large(boolean is) {
    spark.conf().set(LargePanel.SETTING, is ? "0" : Long.toString(Long.MAX_VALUE));
  }

  private static List<Double> numbers(Estimation.Result result) {
    List<Double> numbers = new ArrayList<>();
    for (EffectRow row : result.rows()) {
      row.estimate().ifPresent(numbers::add);
      Optional<Inferred> inferred = row.inferred();
      inferred.ifPresent(i -> i.standardError().ifPresent(numbers::add));
      inferred.ifPresent(i -> numbers.add(i.pValue()));
      inferred.ifPresent(i -> i.low().ifPresent(numbers::add));
      inferred.ifPresent(i -> i.high().ifPresent(numbers::add));
    }
    return numbers;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cr1",
        "cr3",
        "wild-cluster",
        "wild-cluster-classic",
        "wild-cluster-unrestricted",
        "cr2",
        "analytic",
        "multiplier",
        "unit-robust"
      })
  void everyErrorIsThatOfTheSmallPanel(String inference) {
    List<Row> rows = rows();
    Collections.shuffle(rows, new Random(5));
    for (boolean weighted : new boolean[] {true, false}) {
      large(false);
      Estimation.Result small = run(inference, weighted, rows);
      large(true);
      Estimation.Result large = run(inference, weighted, rows);
      assertThat(large.units()).isEqualTo(UNITS);
      assertThat(large.cells()).isEqualTo(UNITS * YEARS);
      assertThat(large.inMoments()).isTrue();
      List<Double> expected = numbers(small);
      List<Double> actual = numbers(large);
      assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(20);
      for (int j = 0; j < actual.size(); j++) {
        // Outcomes of a million leave nine digits of an effect of 1.
        assertThat(Math.abs(actual.get(j) - expected.get(j)))
            .isLessThanOrEqualTo(1e-8 * Math.max(1, Math.abs(expected.get(j))));
      }
    }
  }

  @Test
  void neitherTheOrderOfRowsNorTheirPartitionsMoveABit() {
    List<Row> rows = rows();
    large(true);
    List<Double> reference = numbers(run("cr1", true, rows));
    for (int seed = 1; seed < 4; seed++) {
      Collections.shuffle(rows, new Random(seed));
      Dataset<Row> table = table(rows).repartition(2 * seed - 1);
      assertThat(numbers(Estimation.of(request("cr1", true)).run(table))).isEqualTo(reference);
    }
  }

  /** What is asked of units is refused, not made up. */
  @Test
  void anErrorOfUnitsCannotBeHadFromSumsOfClusters() {
    large(true);
    Estimated effect =
        Estimation.of(request("cr1", true)).fitByClusters(table(rows())).fit().estimated().get(0);
    assertThat(effect.influence().clusterSums()).hasSize(9);
    assertThatThrownBy(() -> effect.influence().unitCovariance(effect.influence()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Row with(Row row, int column, Object value) {
    Object[] values = new Object[row.size()];
    for (int j = 0; j < values.length; j++) {
      values[j] = j == column ? value : row.get(j);
    }
    return RowFactory.create(values);
  }

  private static void move(List<Row> rows, int unit, int year, int other) {
    rows.set(unit * YEARS + year, with(rows.get(unit * YEARS + year), UNIT, 40L + other));
  }

  /** Faults of which the numbers of rows by cluster, cohort and year say nothing. */
  @Test
  void faultsThatLeaveNumbersOfRowsAsTheyAreAreFound() {
    List<Consumer<List<Row>>> edits =
        List.of(
            rows -> rows.addAll(List.copyOf(rows)), // everything twice
            rows -> rows.addAll(List.copyOf(rows.subList(3 * YEARS, 4 * YEARS))), // one unit twice
            rows -> move(rows, 9, 2, 18), // a hole here, a double there
            rows -> {
              for (int year = 0; year < YEARS; year++) {
                move(rows, 27, year, 36); // two units of one name in all years
              }
            },
            rows -> {
              Row first = rows.get(9 * YEARS);
              Row other = rows.get(18 * YEARS);
              rows.set(9 * YEARS, with(first, WEIGHT, first.getDouble(WEIGHT) + 1));
              rows.set(18 * YEARS, with(other, WEIGHT, other.getDouble(WEIGHT) + 1));
            });
    for (Consumer<List<Row>> edit : edits) {
      List<Row> rows = rows();
      edit.accept(rows);
      large(false);
      Throwable small = catchThrowable(() -> run("cr1", true, rows));
      assertThat(small).isInstanceOf(EvaluationException.class);
      large(true);
      assertThatThrownBy(() -> run("cr1", true, rows)).hasMessage(small.getMessage());
    }
  }
}
