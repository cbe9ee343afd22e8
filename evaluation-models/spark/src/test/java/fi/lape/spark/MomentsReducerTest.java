package fi.lape.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsReducerTest {
  private static final int[] PERIODS = {2015, 2016, 2017, 2018};
  private static final StructType SCHEMA =
      new StructType()
          .add("unit", DataTypes.StringType)
          .add("cluster", DataTypes.StringType)
          .add("cohort", DataTypes.IntegerType)
          .add("period", DataTypes.IntegerType)
          .add("outcome", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = SharedSession.get();
  }

  private static Panel panel() {
    Random random = new Random(7);
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int n = 150;
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][PERIODS.length];
    for (int i = 0; i < n; i++) {
      ids.add("U" + i);
      clusters.add("A" + i % 7);
      cohorts[i] = i % 3 == 0 ? Panel.NEVER : 2016 + i % 2;
      weights[i] = 1 + random.nextInt(900);
      for (int t = 0; t < y[i].length; t++) {
        y[i][t] = 50 + 10 * random.nextGaussian();
      }
    }
    return new Panel(PERIODS, ids, clusters, cohorts, weights, y);
  }

  private static List<Row> rows(Panel panel) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      Integer cohort = panel.cohort(i) == Panel.NEVER ? null : panel.cohort(i);
      for (int t = 0; t < PERIODS.length; t++) {
        rows.add(
            RowFactory.create(
                panel.id(i),
                panel.cluster(i),
                cohort,
                PERIODS[t],
                panel.outcomes(i)[t],
                panel.weight(i)));
      }
    }
    Collections.shuffle(rows, new Random(1));
    return rows;
  }

  private static Dataset<Row> dataset(List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA);
  }

  @Test
  void aReducedPanelIsThePanelInMemory() {
    Reduction reduction = MomentsReducer.of(PERIODS).reduce(dataset(rows(panel())));
    assertThat(reduction.rows()).isEqualTo(600);
    assertThat(reduction.units()).isEqualTo(150);
    assertThat(reduction.incompleteUnits()).isZero();
    PanelMoments expected = PanelMoments.of(panel());
    assertThat(reduction.moments().cells().keySet()).isEqualTo(expected.cells().keySet());
    for (Map.Entry<CellKey, CellMoments> cell : expected.cells().entrySet()) {
      CellMoments actual = reduction.moments().cells().get(cell.getKey());
      assertThat(actual.units()).isEqualTo(cell.getValue().units());
      assertThat(actual.weight()).isEqualTo(cell.getValue().weight());
      for (int s = 0; s < PERIODS.length; s++) {
        assertClose(actual.mean(s), cell.getValue().mean(s));
        assertClose(actual.mean2(s), cell.getValue().mean2(s));
        assertClose(actual.scatter(0, s), cell.getValue().scatter(0, s));
      }
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(1e-12 * Math.abs(expected) + 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void thePartitioningDoesNotMoveABit(int partitions) {
    byte[] reference =
        MomentsReducer.of(PERIODS).reduce(dataset(rows(panel()))).moments().toBytes();
    Dataset<Row> moved = dataset(rows(panel())).repartition(partitions);
    String before = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", Integer.toString(partitions));
    spark.conf().set("spark.sql.adaptive.enabled", "false"); // it would join small partitions
    try {
      assertThat(MomentsReducer.of(PERIODS).reduce(moved).moments().toBytes()).isEqualTo(reference);
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", before);
      spark.conf().set("spark.sql.adaptive.enabled", "true");
    }
  }

  @Test
  void periodsNotAskedForAreNotRead() {
    Reduction reduction = MomentsReducer.of(new int[] {2016, 2017}).reduce(dataset(rows(panel())));
    assertThat(reduction.rows()).isEqualTo(300);
    assertThat(reduction.moments().periods()).containsExactly(2016, 2017);
  }

  @Test
  void unitsWithAHoleAreLeftOutCountedAndNamed() {
    List<Row> rows = rows(panel());
    rows.removeIf(row -> row.getString(0).equals("U5") && row.getInt(3) == 2016);
    rows.replaceAll(
        row ->
            row.getString(0).equals("U9")
                ? RowFactory.create("U9", row.get(1), row.get(2), row.get(3), null, row.get(5))
                : row);
    Reduction reduction = MomentsReducer.of(PERIODS).reduce(dataset(rows));
    assertThat(reduction.incompleteUnits()).isEqualTo(2);
    assertThat(reduction.moments().units()).isEqualTo(148);
    assertThat(reduction.examples())
        .containsExactly(
            new IncompleteUnit("U5", "A5", 1, 0), new IncompleteUnit("U9", "A2", 0, 4));
    assertThat(MomentsReducer.of(PERIODS).withoutUnitIds().reduce(dataset(rows)).examples())
        .extracting(IncompleteUnit::unit)
        .containsOnly(MomentsReducer.NOT_SHOWN);
  }

  /** Every third unit lacks one outcome: a whole unit follows one with a hole in many buckets. */
  @Test
  void aHoleIsNotCarriedOverToTheNextUnit() {
    List<Row> rows = rows(panel());
    rows.replaceAll(
        row ->
            row.getInt(3) == 2017 && Integer.parseInt(row.getString(0).substring(1)) % 3 == 0
                ? RowFactory.create(
                    row.get(0), row.get(1), row.get(2), 2017, Double.NaN, row.get(5))
                : row);
    Reduction reduction = MomentsReducer.of(PERIODS).reduce(dataset(rows));
    assertThat(reduction.units()).isEqualTo(150);
    assertThat(reduction.incompleteUnits()).isEqualTo(50);
    assertThat(reduction.moments().units()).isEqualTo(100);
    assertThat(reduction.examples())
        .hasSize(MomentsReducer.MOST_EXAMPLES)
        .allSatisfy(unit -> assertThat(unit.emptyOutcomes()).isEqualTo(1))
        .isSortedAccordingTo(Comparator.comparing(IncompleteUnit::unit));
  }

  @Test
  void aSecondRowOfAUnitAndPeriodIsRefused() {
    assertRefused(
        row("U3", "A3", 2017, 2015, 1.0, 1.0),
        row("U3", "A3", 2017, 2015, 1.0, 1.0),
        "PANEL_DUPLICATE: 1 unit-period rows occur more than once, first: unit 'U3'. One row per "
            + "unit and period is needed and none is chosen for you. Remove the duplicates from "
            + "the panel table.");
  }

  @Test
  void aUnitThatMovesBetweenClustersIsRefused() {
    assertRefused(
        row("U3", "A3", 2017, 2015, 1.0, 1.0),
        row("U3", "A4", 2017, 2016, 1.0, 1.0),
        notConstant("cluster"));
  }

  @Test
  void aUnitThatAdoptsTwiceIsRefused() {
    assertRefused(
        row("U3", "A3", null, 2015, 1.0, 1.0),
        row("U3", "A3", 2017, 2016, 1.0, 1.0),
        notConstant("cohort"));
  }

  @Test
  void aWeightThatChangesIsRefused() {
    assertRefused(
        row("U3", "A3", 2017, 2015, 1.0, 1.0),
        row("U3", "A3", 2017, 2016, 1.0, 2.0),
        notConstant("weight"));
  }

  private static String notConstant(String column) {
    return "UNIT_NOT_CONSTANT: '"
        + column
        + "' changes over time in 1 units, first: unit 'U3'. It describes a unit and must be the "
        + "same in all its periods. Correct the panel table.";
  }

  @Test
  void emptyKeysAreRefused() {
    for (int column : new int[] {0, 1, 3, 5}) {
      Object[] values = {"U3", "A3", 2017, 2015, 1.0, 1.0};
      values[column] = null;
      assertRefused(
          RowFactory.create(values),
          row("U4", "A3", 2017, 2015, 1.0, 1.0),
          "PANEL_COLUMN_EMPTY: '"
              + SCHEMA.fieldNames()[column]
              + "' is empty in 1 rows. A row without it cannot be placed in the panel. Correct the "
              + "panel table.");
    }
  }

  @Test
  void aWeightOfZeroIsRefusedWithoutSayingWhoIfUnitsArePersons() {
    assertThatThrownBy(
            () ->
                MomentsReducer.of(PERIODS)
                    .withoutUnitIds()
                    .reduce(dataset(List.of(row("U3", "A3", 2017, 2015, 1.0, 0.0)))))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "WEIGHT_NOT_POSITIVE: 1 units have a weight that is not a positive number, first: unit "
                + "'(not shown)'. Such a unit would vanish or turn its sign. Correct the weight, or "
                + "leave the unit out in the study plan.");
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  private static void assertRefused(Row first, Row second, String message) {
    assertThatThrownBy(
            () -> MomentsReducer.of(PERIODS).reduce(dataset(Arrays.asList(first, second))))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(message);
  }
}
