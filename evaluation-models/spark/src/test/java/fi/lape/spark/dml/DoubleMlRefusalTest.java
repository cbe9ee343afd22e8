package fi.lape.spark.dml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.inference.Inferences;
import fi.lape.spark.EffectRow;
import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be compared is refused by name, and the report says how far it overlaps. */
class DoubleMlRefusalTest {
  private static final List<String> BOTH = List.of("x", "z");
  private static final Map<String, String> TWO_FOLDS =
      Map.of("folds", "2", "fold_by", "municipality");

  private static Dataset<Row> children;

  @BeforeAll
  static void make() {
    children = SimulatedChildren.table(SimulatedChildren.confounded(400, 21, false)).cache();
  }

  private static Map<String, String> with(String setting, String value) {
    Map<String, String> settings = new HashMap<>(TWO_FOLDS);
    settings.put(setting, value);
    return settings;
  }

  private static EffectRow cell(Estimation.Result result) {
    return result.rows().get(result.rows().size() - 1);
  }

  private static String reason(Estimation.Result result) {
    return result.rows().stream()
        .filter(row -> row.effect().key().estimand().equals("att-gt"))
        .flatMap(row -> row.reason().stream())
        .reduce((one, other) -> other)
        .orElse("");
  }

  @Test
  void aGroupThatOverlapsPassesAndEveryInferenceOfClustersTakesTheEstimate() {
    Estimation.Result result = SimulatedChildren.run(children, BOTH, TWO_FOLDS);
    assertThat(result.overlap()).hasSize(1);
    Overlap report = result.overlap().get(0);
    assertThat(report.passes()).isTrue();
    assertThat(report.cohort()).isEqualTo(2017);
    assertThat(report.periods()).containsExactly(2018);
    assertThat(report.treated().units() + report.controls().units()).isEqualTo(400);
    assertThat(report.treated().quantiles()).isSorted().hasSameSizeAs(Overlap.SHARES);
    assertThat(report.treated().quantiles().get(3))
        .isGreaterThan(report.controls().quantiles().get(3));
    assertThat(report.treated().lowest()).isGreaterThan(0.05);
    assertThat(report.treated().shareExtreme()).isZero();
    assertThat(report.effectiveControls())
        .isGreaterThan(20)
        .isLessThan((double) report.controls().units());
    for (String inference : List.of("cr1", "wild-cluster", "unit-robust")) {
      EstimationRequest request = SimulatedChildren.request(DoubleMl.METHOD, BOTH, TWO_FOLDS);
      EstimationRequest inferring =
          new EstimationRequest(
              request.columns(),
              request.method(),
              request.settings(),
              Optional.of(inference),
              Map.of(),
              0.95,
              1);
      EffectRow row = cell(Estimation.of(inferring).run(children));
      assertThat(Inferences.names()).contains(inference);
      assertThat(row.inferred().orElseThrow().pValue()).as(inference).isLessThan(0.05);
    }
  }

  @ParameterizedTest
  @CsvSource({"logistic", "boosted-trees"})
  void whereACovariateTellsTreatedAndControlsApartThereIsNoOverlap(String learner) {
    Dataset<Row> apart =
        children.withColumn(
            "x", when(col("adopted").isNotNull(), col("x").plus(6)).otherwise(col("x")));
    Map<String, String> settings = with("learner", learner);
    settings.put("trees", "12");
    settings.put("learning_rate", "0.5");
    Estimation.Result result = SimulatedChildren.run(apart, BOTH, settings);
    assertThat(reason(result)).isEqualTo("NO_OVERLAP");
    assertThat(result.overlap()).singleElement().matches(report -> !report.passes());
  }

  @Test
  void tooFewEffectiveControlsFailAtTheThresholdThatIsSet() {
    Estimation.Result result =
        SimulatedChildren.run(children, BOTH, with("least_effective", "100000"));
    assertThat(reason(result)).isEqualTo("NO_OVERLAP");
    assertThat(result.overlap().get(0).passes()).isFalse();
    assertThat(result.overlap().get(0).treated().shareLeftOut()).isZero();
  }

  /** Size tells municipalities apart: what is learnt of some says nothing of the others. */
  @Test
  void treesThatRecogniseMunicipalitiesDoNotPassAsScoresOfOthers() {
    Column number = col("municipality").substr(2, 2).cast("int");
    Column adopts = pmod(number.multiply(37), lit(7)).lt(3);
    Dataset<Row> assigned =
        children
            .withColumn("adopted", when(adopts, lit(2017)))
            .withColumn("z", pmod(number.multiply(23), lit(61)).cast("double"));
    Map<String, String> settings = with("learner", "boosted-trees");
    settings.putAll(Map.of("trees", "30", "learning_rate", "0.5", "least_in_leaf", "1"));
    settings.putAll(Map.of("depth", "6", "highest_score", "1", "least_effective", "0"));
    Estimation.Result result = SimulatedChildren.run(assigned, BOTH, settings);
    assertThat(reason(result)).isEqualTo("NO_OVERLAP");
    assertThat(result.overlap().get(0).treated().shareLeftOut()).isZero();
    assertThat(result.overlap().get(0).balance()).isGreaterThan(2);
  }

  @Test
  void unitsWithTooHighAScoreAreLeftOutAndCounted() {
    Map<String, String> settings = with("highest_score", "0.6");
    settings.put("most_trimmed", "0.9");
    settings.put("balance_within", "10");
    Overlap report = SimulatedChildren.run(children, BOTH, settings).overlap().get(0);
    assertThat(report.treated().shareLeftOut()).isBetween(0.2, 0.8);
    assertThat(report.controls().shareLeftOut()).isPositive().isLessThan(0.5);
    assertThat(report.passes()).isTrue();
  }

  @Test
  void aRepeatedCovariateOrOneThatNeverChangesIsSingularForLines() {
    Dataset<Row> constant = children.withColumn("z", lit(3.0));
    Dataset<Row> twice = children.withColumn("z", col("x").multiply(2).plus(1));
    assertThat(reason(SimulatedChildren.run(constant, BOTH, TWO_FOLDS)))
        .isEqualTo("SINGULAR_DESIGN");
    assertThat(reason(SimulatedChildren.run(twice, BOTH, TWO_FOLDS))).isEqualTo("SINGULAR_DESIGN");
  }

  @Test
  void aCohortInOneMunicipalityHasNobodyToLearnFrom() {
    Column elsewhere = col("adopted").isNull().or(col("municipality").equalTo("M7"));
    assertThat(reason(SimulatedChildren.run(children.where(elsewhere), BOTH, TWO_FOLDS)))
        .isEqualTo("GROUP_TOO_SMALL");
  }

  private static void refused(
      Dataset<Row> table, List<String> covariates, Map<String, String> settings, String... words) {
    assertThatThrownBy(() -> SimulatedChildren.run(table, covariates, settings))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void settingsThatCannotBeMeantAreRefusedBeforeDataAreRead() {
    refused(children, BOTH, Map.of("learner", "neural"), "logistic, boosted-trees");
    refused(children, BOTH, Map.of("fold", "5"), "fold_by");
    refused(children, BOTH, Map.of("learner", "boosted-trees", "folds", "1"), "folds", "remember");
    refused(children, BOTH, Map.of("highest_score", "1.5"), "highest_score");
    refused(children, BOTH, Map.of("learning_rate", "fast"), "learning_rate");
    refused(children, BOTH, Map.of("balance_within", "0.5"), "balance_within");
    refused(children, BOTH, Map.of("unbalanced", "repeated-cross-sections"), "complete-units");
    refused(children, List.of(), Map.of(), "covariates");
    assertThatThrownBy(() -> Estimation.of(SimulatedChildren.request("double-mll", BOTH, Map.of())))
        .hasMessageContaining("group-time-att")
        .hasMessageContaining("double-ml");
  }

  @Test
  void panelsThatContradictThemselvesAreRefusedWithTheUnit() {
    refused(children, BOTH, with("fold_by", "county"), "county", "municipality");
    Map<String, String> areas = with("fold_by", "area");
    areas.put("folds", "13");
    refused(children, BOTH, areas, "folds", "'area'", "12");
    Column moved = when(col("child").equalTo(5).and(col("year").equalTo(2018)), "M9");
    refused(
        children.withColumn("municipality", moved.otherwise(col("municipality"))),
        BOTH,
        TWO_FOLDS,
        "UNIT_NOT_CONSTANT",
        "municipality",
        "'5'");
    refused(children.union(children.limit(1)), BOTH, TWO_FOLDS, "PANEL_DUPLICATE");
    Column hole = col("child").equalTo(7).and(col("year").equalTo(2016));
    refused(
        children.where(hole.equalTo(false)), BOTH, TWO_FOLDS, "PANEL_NOT_BALANCED", "'7'", "2016");
    refused(
        children.withColumn("z", when(hole, lit(null)).otherwise(col("z"))),
        BOTH,
        TWO_FOLDS,
        "'z'");
    Estimation.Result complete =
        SimulatedChildren.run(
            children.where(hole.equalTo(false)), BOTH, with("unbalanced", "complete-units"));
    assertThat(complete.units()).isEqualTo(400);
    assertThat(complete.holes()).isEqualTo(1);
  }
}
