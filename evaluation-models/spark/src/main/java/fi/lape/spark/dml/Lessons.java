package fi.lape.spark.dml;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * MLlib's learners, set so that the same units teach the same, bit for bit.
 *
 * <p>MLlib adds up what tasks found in the order in which they finish, so a model learns from one
 * partition whose rows have one order. Many models are learnt at once instead.
 */
final class Lessons {
  private static final StructType SCHEMA =
      new StructType()
          .add("place", DataTypes.LongType, false)
          .add("label", DataTypes.DoubleType, false)
          .add("weight", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);
  // Far below what an effect is compared at; the search ends of itself before the last step.
  private static final double TOLERANCE = 1e-14;
  private static final int MOST_STEPS = 500;

  private final SparkSession spark;
  private final DoubleMlSettings settings;

  Lessons(SparkSession spark, DoubleMlSettings settings) {
    this.spark = spark;
    this.settings = settings;
  }

  /** Says what a unit teaches. */
  interface Teaching extends Serializable {
    /** Returns whether the unit teaches at all. */
    boolean teaches(UnitRow unit);

    /** Returns what is to be learnt of the unit. */
    double label(UnitRow unit);

    /** Returns the place of the period whose covariates count. */
    int epoch();
  }

  /** Returns the lessons in the order of their units, in one partition. */
  private Dataset<Row> table(JavaRDD<UnitRow> units, Teaching teaching) {
    JavaRDD<Row> rows = units.filter(teaching::teaches).map(unit -> row(unit, teaching));
    return spark.createDataFrame(rows, SCHEMA).coalesce(1).sortWithinPartitions("place");
  }

  private static Row row(UnitRow unit, Teaching teaching) {
    return RowFactory.create(
        unit.place(),
        teaching.label(unit),
        unit.weight(),
        Vectors.dense(unit.at(teaching.epoch())));
  }

  /**
   * Learns the log odds of being of the cohort.
   *
   * @param teaching label 1 for units of the cohort, 0 for their controls
   */
  Learned odds(JavaRDD<UnitRow> units, Teaching teaching, long seed) {
    Dataset<Row> table = table(units, teaching);
    return switch (settings.learner()) {
      case LOGISTIC -> {
        LogisticRegressionModel model =
            new LogisticRegression()
                .setWeightCol("weight")
                .setRegParam(0)
                .setElasticNetParam(0)
                .setStandardization(true)
                .setFamily("binomial")
                .setTol(TOLERANCE)
                .setMaxIter(MOST_STEPS)
                .fit(table);
        yield new LearnedLine(model.intercept(), model.coefficients().toArray());
      }
      case BOOSTED_TREES -> {
        GBTClassificationModel model =
            new GBTClassifier()
                .setWeightCol("weight")
                .setMaxIter(settings.trees())
                .setMaxDepth(settings.depth())
                .setMinInstancesPerNode(settings.leastInLeaf())
                .setStepSize(settings.learningRate())
                .setCheckpointInterval(-1)
                .setSeed(seed)
                .fit(table);
        // The margin of MLlib's loss is half the log odds.
        yield LearnedTrees.of(model.trees(), model.treeWeights(), 2);
      }
    };
  }

  /** Learns the label, by least squares or trees of least squares. */
  Learned mean(JavaRDD<UnitRow> units, Teaching teaching, long seed) {
    Dataset<Row> table = table(units, teaching);
    return switch (settings.learner()) {
      case LOGISTIC -> {
        LinearRegressionModel model =
            new LinearRegression()
                .setWeightCol("weight")
                .setRegParam(0)
                .setElasticNetParam(0)
                .setSolver("normal")
                .fit(table);
        yield new LearnedLine(model.intercept(), model.coefficients().toArray());
      }
      case BOOSTED_TREES -> {
        GBTRegressionModel model =
            new GBTRegressor()
                .setWeightCol("weight")
                .setMaxIter(settings.trees())
                .setMaxDepth(settings.depth())
                .setMinInstancesPerNode(settings.leastInLeaf())
                .setStepSize(settings.learningRate())
                .setCheckpointInterval(-1)
                .setSeed(seed)
                .fit(table);
        yield LearnedTrees.of(model.trees(), model.treeWeights(), 1);
      }
    };
  }
}
