package fi.lape.spark.ml;

import fi.lape.spark.Estimation;
import fi.lape.spark.EstimationRequest;
import fi.lape.spark.PanelColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Any method on a long panel, as an MLlib estimator: columns and choices are Params, so it stands
 * in a {@code Pipeline} behind feature stages and in a {@code ParamGrid}, and is saved with it.
 *
 * <p>{@code method}, {@code settings} ({@code key=value}), {@code inference} and {@code level} mean
 * the same as in {@code lape estimate}.
 */
public final class EffectEstimator extends Estimator<EffectModel> implements DefaultParamsWritable {
  private static final double DEFAULT_LEVEL = 0.95;

  private final String uid;
  private final Param<String> unitCol;
  private final Param<String> periodCol;
  private final Param<String> outcomeCol;
  private final Param<String> adoptionCol;
  private final Param<String> treatmentCol;
  private final Param<String> doseCol;
  private final Param<String> clusterCol;
  private final Param<String> assignedCol;
  private final Param<String> weightCol;
  private final Param<String> exposureCol;
  private final Param<String> method;
  private final Param<String> inference;
  private final StringArrayParam covariatesCol;
  private final StringArrayParam settings;
  private final StringArrayParam inferenceSettings;
  private final DoubleParam level;
  private final LongParam seed;

  public EffectEstimator() {
    this(Identifiable$.MODULE$.randomUID("effect"));
  }

  /** Needed by MLlib to read a saved estimator. */
  public EffectEstimator(String uid) {
    this.uid = uid;
    // Params keep the uid they are made with, so they are made after it.
    unitCol = new Param<>(this, "unitCol", "who is observed");
    periodCol = new Param<>(this, "periodCol", "when; whole numbers");
    outcomeCol = new Param<>(this, "outcomeCol", "what is observed; null where it is not");
    adoptionCol =
        new Param<>(this, "adoptionCol", "first treated period; null, 0 or infinite for never");
    treatmentCol = new Param<>(this, "treatmentCol", "level of treatment in the period");
    doseCol = new Param<>(this, "doseCol", "dose of the cluster");
    clusterCol = new Param<>(this, "clusterCol", "what errors are clustered by");
    assignedCol =
        new Param<>(this, "assignedCol", "the group a unit was assigned to treatment with");
    weightCol = new Param<>(this, "weightCol", "weight of the unit, fixed over time");
    exposureCol = new Param<>(this, "exposureCol", "what an outcome that counts is counted among");
    method = new Param<>(this, "method", "word of the method");
    inference =
        new Param<>(
            this,
            "inference",
            "word of the inference; what the number of clusters allows if not set");
    covariatesCol = new StringArrayParam(this, "covariatesCol", "columns to adjust for");
    settings = new StringArrayParam(this, "settings", "settings of the method, key=value");
    inferenceSettings =
        new StringArrayParam(this, "inferenceSettings", "settings of the inference, key=value");
    level = new DoubleParam(this, "level", "confidence level");
    seed = new LongParam(this, "seed", "seed of what is drawn");
    setDefault(level, DEFAULT_LEVEL);
    setDefault(seed, 1L);
  }

  /** Returns what reads a saved estimator. */
  public static MLReader<EffectEstimator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved estimator. */
  public static EffectEstimator load(String path) {
    return read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public MLWriter write() {
    return DefaultParamsWritable.super.write();
  }

  @Override
  public EffectModel fit(Dataset<?> panel) {
    EstimationRequest request = request();
    Estimation.Result result = Estimation.of(request).run(panel.toDF());
    List<Row> rows = result.table(request, EffectModel.codeVersion());
    EffectModel model = new EffectModel(uid, rows, request.columns(), result.untreated());
    model.setParent(this);
    return model;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    for (String column : columns().names()) {
      schema.fieldIndex(column); // throws where it is not there
    }
    return schema;
  }

  @Override
  public EffectEstimator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  private EstimationRequest request() {
    return new EstimationRequest(
        columns(),
        $(method),
        words(settings),
        given(inference),
        words(inferenceSettings),
        (Double) $(level),
        (Long) $(seed));
  }

  private PanelColumns columns() {
    return new PanelColumns(
        $(unitCol),
        $(periodCol),
        $(outcomeCol),
        given(adoptionCol),
        given(treatmentCol),
        given(doseCol),
        given(clusterCol),
        given(assignedCol),
        given(weightCol),
        given(exposureCol),
        isSet(covariatesCol) ? Arrays.asList($(covariatesCol)) : List.of());
  }

  private Optional<String> given(Param<String> param) {
    return isSet(param) ? Optional.of($(param)) : Optional.empty();
  }

  private Map<String, String> words(StringArrayParam param) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String setting : isSet(param) ? $(param) : new String[0]) {
      int equals = setting.indexOf('=');
      words.put(
          equals < 0 ? setting : setting.substring(0, equals),
          equals < 0 ? "" : setting.substring(equals + 1));
    }
    return words;
  }

  /** The parameter: who is observed. */
  public Param<String> unitCol() {
    return unitCol;
  }

  /** The parameter: when; whole numbers. */
  public Param<String> periodCol() {
    return periodCol;
  }

  /** The parameter: what is observed; null where it is not. */
  public Param<String> outcomeCol() {
    return outcomeCol;
  }

  /** The parameter: first treated period; null, 0 or infinite for never. */
  public Param<String> adoptionCol() {
    return adoptionCol;
  }

  /** The parameter: level of treatment in the period. */
  public Param<String> treatmentCol() {
    return treatmentCol;
  }

  /** The parameter: dose of the cluster. */
  public Param<String> doseCol() {
    return doseCol;
  }

  /** The parameter: what errors are clustered by. */
  public Param<String> clusterCol() {
    return clusterCol;
  }

  /** The parameter: the group a unit was assigned to treatment with. */
  public Param<String> assignedCol() {
    return assignedCol;
  }

  /** The parameter: weight of the unit, fixed over time. */
  public Param<String> weightCol() {
    return weightCol;
  }

  /** The parameter: what an outcome that counts is counted among. */
  public Param<String> exposureCol() {
    return exposureCol;
  }

  /** The parameter: word of the method. */
  public Param<String> method() {
    return method;
  }

  /** The parameter: word of the inference; what the number of clusters allows if not set. */
  public Param<String> inference() {
    return inference;
  }

  /** The parameter: columns to adjust for. */
  public StringArrayParam covariatesCol() {
    return covariatesCol;
  }

  /** The parameter: settings of the method. */
  public StringArrayParam settings() {
    return settings;
  }

  /** The parameter: settings of the inference. */
  public StringArrayParam inferenceSettings() {
    return inferenceSettings;
  }

  /** The parameter: confidence level. */
  public DoubleParam level() {
    return level;
  }

  /** The parameter: seed of what is drawn. */
  public LongParam seed() {
    return seed;
  }

  /** Sets unitCol: who is observed. */
  public EffectEstimator setUnitCol(String value) {
    set(unitCol, value);
    return this;
  }

  /** Sets periodCol: when; whole numbers. */
  public EffectEstimator setPeriodCol(String value) {
    set(periodCol, value);
    return this;
  }

  /** Sets outcomeCol: what is observed; null where it is not. */
  public EffectEstimator setOutcomeCol(String value) {
    set(outcomeCol, value);
    return this;
  }

  /** Sets adoptionCol: first treated period; null, 0 or infinite for never. */
  public EffectEstimator setAdoptionCol(String value) {
    set(adoptionCol, value);
    return this;
  }

  /** Sets treatmentCol: level of treatment in the period. */
  public EffectEstimator setTreatmentCol(String value) {
    set(treatmentCol, value);
    return this;
  }

  /** Sets doseCol: dose of the cluster. */
  public EffectEstimator setDoseCol(String value) {
    set(doseCol, value);
    return this;
  }

  /** Sets clusterCol: what errors are clustered by. */
  public EffectEstimator setClusterCol(String value) {
    set(clusterCol, value);
    return this;
  }

  /** Sets assignedCol: the group a unit was assigned to treatment with. */
  public EffectEstimator setAssignedCol(String value) {
    set(assignedCol, value);
    return this;
  }

  /** Sets weightCol: weight of the unit, fixed over time. */
  public EffectEstimator setWeightCol(String value) {
    set(weightCol, value);
    return this;
  }

  /** Sets exposureCol: what an outcome that counts is counted among. */
  public EffectEstimator setExposureCol(String value) {
    set(exposureCol, value);
    return this;
  }

  /** Sets method: word of the method. */
  public EffectEstimator setMethod(String value) {
    set(method, value);
    return this;
  }

  /** Sets inference: word of the inference; what the number of clusters allows if not set. */
  public EffectEstimator setInference(String value) {
    set(inference, value);
    return this;
  }

  /** Sets the columns to adjust for. */
  public EffectEstimator setCovariatesCol(String... values) {
    set(covariatesCol, values);
    return this;
  }

  /** Sets settings of the method, each {@code key=value}. */
  public EffectEstimator setSettings(String... values) {
    set(settings, values);
    return this;
  }

  /** Sets settings of the inference, each {@code key=value}. */
  public EffectEstimator setInferenceSettings(String... values) {
    set(inferenceSettings, values);
    return this;
  }

  /** Sets the confidence level. */
  public EffectEstimator setLevel(double value) {
    set(level, value);
    return this;
  }

  /** Sets the seed of what is drawn. */
  public EffectEstimator setSeed(long value) {
    set(seed, value);
    return this;
  }
}
