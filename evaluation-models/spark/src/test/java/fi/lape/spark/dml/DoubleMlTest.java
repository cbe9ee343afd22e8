package fi.lape.spark.dml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.spark.EffectRow;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import fi.lape.spark.PanelColumns;
import fi.lape.spark.SharedSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Cross-fitted effects against the plain doubly robust ones, by hand, and on planted truth. */
class DoubleMlTest {
  private static final List<String> BOTH = List.of("x", "z");
  private static final EffectKey SIMPLE = EffectKey.of("att-simple");
  private static final Map<String, String> TREES =
      Map.of("learner", "boosted-trees", "folds", "2", "fold_by", "municipality", "trees", "20");

  private static Estimated simple(Estimation.Result result) {
    return result.rows().stream()
        .map(EffectRow::effect)
        .filter(effect -> effect.key().equals(SIMPLE))
        .map(Estimated.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void withALogitALineAndOneFoldItIsThePlainDoublyRobustEstimator() {
    Dataset<Row> table = SimulatedChildren.table(SimulatedChildren.staggered(900, 5));
    Estimation.Result plain =
        Estimation.of(SimulatedChildren.request("group-time-att", BOTH, Map.of())).run(table);
    Estimation.Result learnt = SimulatedChildren.run(table, BOTH, Map.of("folds", "1"));
    assertThat(learnt.rows()).hasSameSizeAs(plain.rows()).hasSizeGreaterThan(20);
    for (int j = 0; j < plain.rows().size(); j++) {
      EffectRow expected = plain.rows().get(j);
      EffectRow found = learnt.rows().get(j);
      assertThat(found.effect().key()).isEqualTo(expected.effect().key());
      assertThat(found.reason()).isEqualTo(expected.reason());
      if (expected.estimate().isPresent()) {
        assertThat(found.estimate().getAsDouble())
            .as(expected.effect().key().toString())
            .isEqualTo(expected.estimate().getAsDouble(), within(1e-7));
        // The plain error goes through the models, this one holds them: the same to first order.
        double error = expected.inferred().orElseThrow().standardError().getAsDouble();
        assertThat(found.inferred().orElseThrow().standardError().getAsDouble())
            .isEqualTo(error, within(0.15 * error));
      }
    }
    assertThat(learnt.units()).isEqualTo(plain.units());
    assertThat(learnt.cells()).isEqualTo(plain.cells());
    assertThat(learnt.clusters()).isEqualTo(plain.clusters());
  }

  private static Dataset<Row> golden(String file) {
    return SharedSession.get()
        .read()
        .option("header", true)
        .csv("../estimators/src/test/resources/golden/staggered-balanced/" + file);
  }

  /** What R {@code did} 2.5.1 answers, weighted by population. */
  @Test
  void withOneFoldItIsWhatTheReferenceProgramSays() {
    PanelColumns columns =
        new PanelColumns(
            "unit",
            "year",
            "y",
            Optional.of("cohort"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("area"),
            Optional.empty(),
            Optional.of("pop"),
            Optional.empty(),
            List.of("x1", "x2"));
    EstimationRequest request =
        new EstimationRequest(
            columns,
            DoubleMl.METHOD,
            Map.of("folds", "1", "least_effective", "0", "balance_within", "1e9"),
            Optional.empty(),
            Map.of(),
            0.95,
            1);
    Map<EffectKey, Double> found = new HashMap<>();
    for (EffectRow row : Estimation.of(request).run(golden("panel.csv.gz")).rows()) {
      row.estimate().ifPresent(estimate -> found.put(row.effect().key(), estimate));
    }
    List<Row> expected =
        golden("att_gt.csv.gz")
            .where("est_method = 'dr' and control_group = 'notyettreated' and covariates = 'x1+x2'")
            .where("weights = 'pop' and anticipation = '0' and base_period = 'varying'")
            .where("quantity = 'att'")
            .selectExpr("int(cohort)", "int(period)", "double(value)")
            .collectAsList();
    assertThat(expected).hasSize(36);
    for (Row row : expected) {
      EffectKey key = EffectKey.cell("att-gt", row.getInt(0), row.getInt(1));
      assertThat(found.get(key)).as(key.toString()).isEqualTo(row.getDouble(2), within(1e-6));
    }
  }

  /** Folds are dealt again by what the page says: cohort by cohort in the order of the hash. */
  private static List<SlowAipw.Child> children(Dataset<Row> table, int folds) {
    Map<String, Integer> fold = new HashMap<>();
    List<Row> order =
        table
            .groupBy("municipality")
            .agg(min("adopted").as("first"))
            .withColumn("hash", xxhash64(col("municipality"), lit(1L)))
            .orderBy(col("first").asc_nulls_last(), col("hash"))
            .collectAsList();
    for (Row row : order) {
      fold.put(row.getString(0), fold.size() % folds);
    }
    Map<Long, Double> before = new HashMap<>();
    List<SlowAipw.Child> children = new ArrayList<>();
    for (Row row : table.orderBy("child", "year").collectAsList()) {
      if (row.getInt(4) == 2016) {
        before.put(row.getLong(0), row.getDouble(5));
      } else {
        children.add(
            new SlowAipw.Child(
                row.getDouble(5) - before.get(row.getLong(0)),
                !row.isNullAt(3),
                row.getDouble(6),
                fold.get(row.getString(1)),
                row.getString(2),
                new double[] {1, row.getDouble(7), row.getDouble(8)}));
      }
    }
    return children;
  }

  @Test
  void crossFittedItIsWhatTheFormulasSayUnitByUnit() {
    Dataset<Row> table = SimulatedChildren.table(SimulatedChildren.confounded(800, 3, false));
    SlowAipw slow = new SlowAipw(children(table, 3), 3);
    Estimation.Result result =
        SimulatedChildren.run(table, BOTH, Map.of("folds", "3", "fold_by", "municipality"));
    Estimated found = simple(result);
    assertThat(result.overlap().get(0).effectiveControls())
        .isEqualTo(slow.effectiveControls(), within(1e-5));
    assertThat(result.overlap().get(0).balance()).isEqualTo(slow.balance(), within(1e-6));
    assertThat(found.estimate()).isEqualTo(slow.estimate("", 1), within(1e-7));
    assertThat(found.estimate()).isEqualTo(-1, within(0.15));
    Map<String, Double> derivatives = slow.derivatives();
    double[] sums = found.influence().clusterSums();
    assertThat(found.influence().clusters()).containsExactlyElementsOf(derivatives.keySet());
    for (int k = 0; k < sums.length; k++) {
      assertThat(sums[k] / found.influence().units())
          .isEqualTo(derivatives.get(found.influence().clusters().get(k)), within(1e-7));
    }
  }

  @Test
  void treesFindAConfounderThatIsNotALineAndLinesDoNot() {
    double lines = 0;
    double trees = 0;
    int runs = 2;
    for (int run = 0; run < runs; run++) {
      Dataset<Row> table =
          SimulatedChildren.table(SimulatedChildren.confounded(2400, 40 + run, true));
      lines +=
          simple(
                      Estimation.of(SimulatedChildren.request("group-time-att", BOTH, Map.of()))
                          .run(table))
                  .estimate()
              / runs;
      trees += simple(SimulatedChildren.run(table, BOTH, TREES)).estimate() / runs;
    }
    assertThat(lines).isGreaterThan(0); // the effect is -1: the sign is wrong
    assertThat(trees).isEqualTo(-1, within(0.15));
  }

  @Test
  void theSameRowsGiveTheSameBitsInAnyOrderAndPartitions() {
    List<Row> rows = SimulatedChildren.confounded(700, 8, true);
    Map<String, String> few = new HashMap<>(TREES);
    few.put("trees", "6");
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    for (Map<String, String> settings :
        List.of(few, Map.of("folds", "4", "fold_by", "municipality"))) {
      Estimated once =
          simple(SimulatedChildren.run(SimulatedChildren.table(rows).coalesce(1), BOTH, settings));
      Estimated again =
          simple(
              SimulatedChildren.run(
                  SimulatedChildren.table(shuffled).repartition(7), BOTH, settings));
      assertThat(again.estimate()).isEqualTo(once.estimate());
      assertThat(again.influence().clusterSums()).isEqualTo(once.influence().clusterSums());
      assertThat(again.influence().sumOfSquares()).isEqualTo(once.influence().sumOfSquares());
    }
  }
}
