package fi.lape.spark.ml;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.spark.SharedSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectEstimatorTest {
  private static Dataset<Row> counts() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      Integer opened = i % 2 == 0 ? null : 2017;
      for (int year = 2014; year <= 2018; year++) {
        double placed = 30 + random.nextInt(9) - (opened != null && year >= opened ? 6 : 0);
        rows.add(RowFactory.create(i, "A" + i % 9, year, opened, placed, 1000.0));
      }
    }
    return SharedSession.get()
        .createDataFrame(
            rows,
            new StructType()
                .add("unit", DataTypes.IntegerType)
                .add("area", DataTypes.StringType)
                .add("year", DataTypes.IntegerType)
                .add("opened", DataTypes.IntegerType)
                .add("placed", DataTypes.DoubleType)
                .add("children", DataTypes.DoubleType));
  }

  private static EffectEstimator estimator() {
    return new EffectEstimator()
        .setUnitCol("unit")
        .setPeriodCol("year")
        .setOutcomeCol("rate")
        .setAdoptionCol("opened")
        .setClusterCol("area")
        .setMethod("group-time-att")
        .setSettings("aggregate=simple")
        .setInference("wild-cluster");
  }

  private static PipelineStage[] stages() {
    return new PipelineStage[] {
      new SQLTransformer().setStatement("SELECT *, 1000 * placed / children AS rate FROM __THIS__"),
      estimator()
    };
  }

  private static Row overall(EffectModel model) {
    return model.effects().where("estimand = 'att-simple'").head();
  }

  @Test
  void anEffectIsEstimatedInsideAPipelineAndThePipelineIsSavedAndLoadedWhole(@TempDir Path folder)
      throws Exception {
    PipelineModel fitted = new Pipeline().setStages(stages()).fit(counts());
    Row effect = overall((EffectModel) fitted.stages()[1]);
    double estimate = effect.getAs("estimate");
    assertThat(estimate).isBetween(-9.0, -3.0);
    assertThat((double) effect.getAs("ci_high")).isLessThan(0);
    assertThat(effect.<String>getAs("inference")).isEqualTo("wild-cluster");
    fitted.write().save(folder.resolve("model").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("model").toString());
    assertThat(overall((EffectModel) loaded.stages()[1])).isEqualTo(effect);
    assertThat(loaded.transform(counts()).columns()).contains("rate");
  }

  @Test
  void anEstimatorIsSavedAndLoadedWithAllItsParams(@TempDir Path folder) throws Exception {
    EffectEstimator estimator =
        estimator()
            .setLevel(0.9)
            .setSeed(7)
            .setWeightCol("children")
            .setInferenceSettings("scores=ordinary");
    estimator.write().save(folder.resolve("estimator").toString());
    EffectEstimator loaded = EffectEstimator.load(folder.resolve("estimator").toString());
    assertThat(loaded.uid()).isEqualTo(estimator.uid());
    assertThat(loaded.getOrDefault(loaded.unitCol())).isEqualTo("unit");
    assertThat(loaded.getOrDefault(loaded.weightCol())).isEqualTo("children");
    assertThat(loaded.getOrDefault(loaded.inference())).isEqualTo("wild-cluster");
    assertThat(loaded.getOrDefault(loaded.settings())).containsExactly("aggregate=simple");
    assertThat(loaded.getOrDefault(loaded.inferenceSettings())).containsExactly("scores=ordinary");
    assertThat(loaded.getOrDefault(loaded.level())).isEqualTo(0.9);
    assertThat(loaded.getOrDefault(loaded.seed())).isEqualTo(7L);
    assertThat(loaded.isSet(loaded.doseCol())).isFalse();
  }

  @Test
  void theCounterfactualIsWhatTheEffectIsMeasuredAgainst(@TempDir Path folder) throws Exception {
    Dataset<Row> panel = counts().withColumnRenamed("placed", "rate");
    for (String method : List.of("imputation", "two-stage")) {
      EffectModel model = estimator().setMethod(method).fit(panel);
      Path saved = folder.resolve(method);
      model.write().save(saved.toString());
      Dataset<Row> added = EffectModel.load(saved.toString()).transform(panel);
      // Equal weights: the overall effect is the mean of outcome less counterfactual when treated.
      double gap =
          added
              .where("year >= opened")
              .selectExpr("avg(rate - counterfactual)")
              .head()
              .getDouble(0);
      double effect = overall(model).getAs("estimate");
      assertThat(gap).as(method).isCloseTo(effect, within(1e-10));
      // Untreated outcomes are fitted by their own means: the residuals of every unit add up to 0.
      assertThat(
              added
                  .where("opened IS NULL OR year < opened")
                  .groupBy("unit")
                  .agg(expr("abs(sum(rate - counterfactual)) r"))
                  .where("r > 1e-9 OR r IS NULL")
                  .count())
          .isZero();
      assertThat(model.transformSchema(panel.schema())).isEqualTo(added.schema());
    }
    assertThat(estimator().fit(panel).transform(panel).columns()).isEqualTo(panel.columns());
  }

  @Test
  void aGridOfMethodsGivesAModelEach() {
    Dataset<Row> panel = counts().withColumnRenamed("placed", "rate");
    EffectEstimator estimator = estimator();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(
                estimator.inference(),
                scala.jdk.javaapi.CollectionConverters.asScala(List.of("cr1", "cr3")))
            .build();
    List<String> inferences = new ArrayList<>();
    for (ParamMap choice : grid) {
      inferences.add(overall(estimator.fit(panel, choice)).getAs("inference"));
    }
    assertThat(inferences).containsExactly("cr1", "cr3");
  }

  @Test
  void aColumnThatIsNotThereIsRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> new Pipeline().setStages(stages()).fit(counts().drop("opened")))
        .hasMessageContaining("opened");
  }
}
