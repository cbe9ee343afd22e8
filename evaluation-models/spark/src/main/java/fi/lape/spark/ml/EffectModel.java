package fi.lape.spark.ml;

import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.spark.Counterfactual;
import fi.lape.spark.EffectRow;
import fi.lape.spark.PanelColumns;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The effects an {@link EffectEstimator} found. Where the method says what outcomes would have been
 * without treatment, {@code transform} adds that as the column {@code counterfactual}, for rows
 * that untreated outcomes settle; other methods leave the panel as it is.
 */
public final class EffectModel extends Model<EffectModel> implements MLWritable {
  private final String uid;
  private final List<Row> rows;
  private final PanelColumns columns;
  private final Optional<UntreatedTrend> untreated;

  EffectModel(
      String uid, List<Row> rows, PanelColumns columns, Optional<UntreatedTrend> untreated) {
    this.uid = uid;
    this.rows = List.copyOf(rows);
    this.columns = columns;
    this.untreated = untreated;
  }

  static String codeVersion() {
    String version = EffectModel.class.getPackage().getImplementationVersion();
    return version == null ? "unversioned" : version;
  }

  /** Reads a saved model. */
  public static EffectModel load(String path) {
    return read().load(path);
  }

  /** Returns what reads a saved model. */
  public static MLReader<EffectModel> read() {
    return new Reader();
  }

  /** Returns one row a number, in the shape of {@code effect_estimate}. */
  public Dataset<Row> effects() {
    return SparkSession.active().createDataFrame(rows, EffectRow.schema());
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> panel) {
    Dataset<Row> table = panel.toDF();
    return untreated.map(trend -> Counterfactual.added(table, columns, trend)).orElse(table);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return untreated.isPresent() ? schema.add(Counterfactual.COLUMN, DataTypes.DoubleType) : schema;
  }

  @Override
  public EffectModel copy(ParamMap extra) {
    return new EffectModel(uid, rows, columns, untreated);
  }

  @Override
  public MLWriter write() {
    return new Writer(this);
  }

  private static final class Writer extends MLWriter {
    private final EffectModel model;

    private Writer(EffectModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter.saveMetadata(model, path, sparkSession());
      model.effects().coalesce(1).write().parquet(new Path(path, "effects").toString());
      sparkSession()
          .createDataset(
              List.of(ModelState.toJson(model.columns, model.untreated)), Encoders.STRING())
          .coalesce(1)
          .write()
          .text(new Path(path, "state").toString());
    }
  }

  private static final class Reader extends MLReader<EffectModel> {
    @Override
    public EffectModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(path, sparkSession(), EffectModel.class.getName());
      List<Row> rows =
          sparkSession()
              .read()
              .schema(EffectRow.schema())
              .parquet(new Path(path, "effects").toString())
              .collectAsList();
      String state = sparkSession().read().textFile(new Path(path, "state").toString()).first();
      return new EffectModel(
          metadata.uid(), rows, ModelState.columns(state), ModelState.untreated(state));
    }
  }
}
