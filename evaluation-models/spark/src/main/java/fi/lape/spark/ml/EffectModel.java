package fi.lape.spark.ml;

import fi.lape.spark.EffectRow;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The effects an {@link EffectEstimator} found; {@code transform} leaves the panel as it is. */
public final class EffectModel extends Model<EffectModel> implements MLWritable {
  private final String uid;
  private final List<Row> rows;

  EffectModel(String uid, List<Row> rows) {
    this.uid = uid;
    this.rows = List.copyOf(rows);
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
    return panel.toDF();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return schema;
  }

  @Override
  public EffectModel copy(ParamMap extra) {
    return new EffectModel(uid, rows);
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
      return new EffectModel(metadata.uid(), rows);
    }
  }
}
