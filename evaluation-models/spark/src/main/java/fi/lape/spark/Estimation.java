package fi.lape.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import fi.lape.estimators.Methods;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.estimate.ImputesUntreated;
import fi.lape.estimators.estimate.LeftOutCells;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.estimate.Stated;
import fi.lape.estimators.estimate.UntreatedTrend;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.InferenceResult;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.RandomizationInference;
import fi.lape.estimators.inference.RefitInference;
import fi.lape.estimators.inference.RefitInferences;
import fi.lape.estimators.panel.Panel;
import fi.lape.spark.dml.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs any method with any inference on anybody's panel.
 *
 * <p>Where the method needs cohort means only and the panel is complete and has no covariates, one
 * pass reduces it to its moments and its size does not matter. Group-time effects with covariates
 * are found in a few passes over units that stay where they are, if the panel is large ({@link
 * LargePanel}). Otherwise the panel is brought to one machine. All give the same numbers.
 */
public final class Estimation {
  // Clusters up to which every sign pattern is tried, in well under a second.
  private static final int ENUMERATED = 19;

  // Inferences that read the sums of clusters and nothing of single units.
  private static final Set<String> BY_CLUSTERS =
      Set.of("cr1", "cr3", "wild-cluster", "wild-cluster-classic", "wild-cluster-unrestricted");

  private final EstimationRequest request;
  private final Methods method;

  private Estimation(EstimationRequest request) {
    this.request = request;
    method = CrossFitted.method(request);
    new RequestCheck(request, method).check();
  }

  /**
   * What was found.
   *
   * @param rows one a number, in the order of the method
   * @param units of the panel
   * @param cells unit-period cells with an outcome
   * @param holes unit-period cells without one
   * @param clusters of the panel
   * @param inMoments whether the moments of the panel were enough
   * @param untreated what moves outcomes without treatment, where the method says so
   * @param overlap reports on propensity scores, where the method learns them
   */
  public record Result(
      List<EffectRow> rows,
      long units,
      long cells,
      long holes,
      int clusters,
      boolean inMoments,
      Optional<UntreatedTrend> untreated,
      List<Overlap> overlap) {
    public Result {
      rows = List.copyOf(rows);
      overlap = List.copyOf(overlap);
      requireNonNull(untreated, "untreated is null");
    }

    /** Returns the rows of the result table. */
    public List<Row> table(EstimationRequest request, String codeVersion) {
      List<Row> table = new ArrayList<>();
      rows.forEach(row -> table.add(row.toRow(request, units, codeVersion)));
      rows.forEach(row -> row.toWeightRow(request, units, codeVersion).ifPresent(table::add));
      return table;
    }
  }

  /**
   * Prepares an estimation; nothing is read yet.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the method, a setting or the inference
   *     is not known, or the column that says who was treated is not named
   */
  public static Estimation of(EstimationRequest request) {
    Estimation estimation = new Estimation(request);
    if (CrossFitted.isMeant(request)) {
      CrossFitted.check(request);
    } else if (estimation.method.needs() != Methods.Needs.DOSE) {
      estimation.estimator(Map.of()); // settings are refused before data are read
    }
    return estimation;
  }

  private static boolean refits(String inference) {
    return RefitInferences.names().contains(inference);
  }

  private PanelEstimator estimator(Map<String, Double> doses) {
    Map<String, String> settings = new TreeMap<>(request.settings());
    if (method.needs() == Methods.Needs.UNIT_DOSE) {
      settings.putIfAbsent("level", Double.toString(request.level()));
    }
    return method.estimator(settings, doses);
  }

  /**
   * A fit and what it was made from.
   *
   * @param units of the panel
   * @param cells unit-period cells with an outcome
   * @param holes unit-period cells without one
   * @param clusters of the panel
   * @param inMoments whether the moments of the panel were enough
   * @param untreated what moves outcomes without treatment, where the method says so
   * @param overlap reports on propensity scores, where the method learns them
   */
  public record Fitted(
      Fit fit,
      long units,
      long cells,
      long holes,
      int clusters,
      boolean inMoments,
      Optional<UntreatedTrend> untreated,
      List<Overlap> overlap) {
    public Fitted {
      requireNonNull(fit, "fit is null");
      requireNonNull(untreated, "untreated is null");
      overlap = List.copyOf(overlap);
    }

    Fitted(
        Fit fit,
        long units,
        long cells,
        long holes,
        int clusters,
        boolean inMoments,
        Optional<UntreatedTrend> untreated) {
      this(fit, units, cells, holes, clusters, inMoments, untreated, List.of());
    }
  }

  /**
   * Estimates.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the table is not such a panel
   */
  public Result run(Dataset<Row> table) {
    if (CrossFitted.isMeant(request)) {
      Fitted fitted = CrossFitted.fit(request, table);
      return result(fitted, rows(fitted.fit()));
    }
    LongPanel panel = LongPanel.of(table, columns());
    PanelEstimator estimator = estimator(panel);
    if (request.inference().filter(Estimation::refits).isPresent()) {
      LargePanel.refuseRefits(panel, request.inference().get());
      Panel collected = PanelCollector.collect(panel);
      Fitted fitted = onPanel(estimator, collected);
      return result(fitted, refitted(estimator, collected, fitted.fit(), panel));
    }
    Fitted fitted = fit(panel, estimator, clustersAreEnough());
    return result(fitted, rows(fitted.fit()));
  }

  /** A dose of units is their level of treatment. */
  private PanelColumns columns() {
    PanelColumns columns = request.columns();
    return method.needs() == Methods.Needs.UNIT_DOSE && columns.treatment().isEmpty()
        ? columns.withTreatment(columns.dose().orElseThrow())
        : columns;
  }

  private static Result result(Fitted fitted, List<EffectRow> rows) {
    return new Result(
        rows,
        fitted.units(),
        fitted.cells(),
        fitted.holes(),
        fitted.clusters(),
        fitted.inMoments(),
        fitted.untreated(),
        fitted.overlap());
  }

  /**
   * Estimates without saying how surely, for what looks at several estimates together.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the table is not such a panel
   */
  public Fitted fit(Dataset<Row> table) {
    return fit(table, false);
  }

  private Fitted fit(Dataset<Row> table, boolean byClusters) {
    if (CrossFitted.isMeant(request)) {
      return CrossFitted.fit(request, table);
    }
    LongPanel panel = LongPanel.of(table, columns());
    return fit(panel, estimator(panel), byClusters);
  }

  /**
   * The same for errors of clusters only: asked for an error of units, the influence of such an
   * effect throws an {@link IllegalStateException}. A large panel needs no shuffle of its rows
   * then.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the table is not such a panel
   */
  public Fitted fitByClusters(Dataset<Row> table) {
    return fit(table, true);
  }

  private boolean clustersAreEnough() {
    return !request.columns().unitsAreClusters()
        && request.inference().map(BY_CLUSTERS::contains).orElse(true);
  }

  private PanelEstimator estimator(LongPanel panel) {
    return estimator(method.needs() == Methods.Needs.DOSE ? doses(panel) : Map.of());
  }

  private Fitted fit(LongPanel panel, PanelEstimator estimator, boolean byClusters) {
    Optional<Fitted> large = LargePanel.fit(panel, estimator, byClusters);
    if (large.isPresent()) {
      return large.get();
    }
    if (estimator instanceof Estimator onMoments
        && request.columns().covariates().isEmpty()
        && request.columns().treatment().isEmpty()
        && request.columns().exposure().isEmpty()) {
      Reduction reduction =
          MomentsReducer.of(panel.periods()).naming(panel.columns()).reduce(panel.rows());
      if (reduction.incompleteUnits() == 0) {
        return new Fitted(
            onMoments.fit(reduction.moments()),
            reduction.units(),
            reduction.rows(),
            0,
            reduction.moments().clusters().size(),
            true,
            imputing(estimator).map(i -> i.untreated(reduction.moments())));
      }
    }
    return onPanel(estimator, PanelCollector.collect(panel));
  }

  private static Fitted onPanel(PanelEstimator estimator, Panel panel) {
    Fit fit = estimator.fit(panel);
    long cells = 0;
    Set<String> clusters = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      cells += panel.cells(i);
      clusters.add(panel.cluster(i));
    }
    long holes = (long) panel.size() * panel.periods().length - cells;
    return new Fitted(
        fit,
        panel.size(),
        cells,
        holes,
        clusters.size(),
        false,
        imputing(estimator).map(i -> i.untreated(panel)));
  }

  static Optional<ImputesUntreated> imputing(PanelEstimator estimator) {
    return estimator instanceof ImputesUntreated i ? Optional.of(i) : Optional.empty();
  }

  private List<EffectRow> rows(Fit fit) {
    LeftOutCells leftOut = leftOut(fit);
    List<EffectRow> rows = new ArrayList<>();
    for (Effect effect : fit.effects()) {
      OptionalDouble weight = weight(fit, effect);
      List<LeftOutCells.Missing> without = leftOut.of(effect.key());
      if (effect instanceof Stated stated) {
        rows.add(EffectRow.of(stated));
      } else if (effect instanceof Estimated estimated) {
        Inference inference = inference(estimated);
        rows.add(
            new EffectRow(
                effect,
                Optional.of(inference.infer(estimated, request.level())),
                weight,
                inference.caveats(estimated),
                without));
      } else {
        rows.add(new EffectRow(effect, Optional.empty(), weight, Set.of(), without));
      }
    }
    return rows;
  }

  private LeftOutCells leftOut(Fit fit) {
    String last = request.settings().getOrDefault("max_e", "");
    return new LeftOutCells(
        fit.effects(),
        last.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(last.strip())));
  }

  private static OptionalDouble weight(Fit fit, Effect effect) {
    return fit.weights().containsKey(effect.key())
        ? OptionalDouble.of(fit.weights().get(effect.key()))
        : OptionalDouble.empty();
  }

  private List<EffectRow> refitted(
      PanelEstimator estimator, Panel panel, Fit fit, LongPanel table) {
    Map<String, Double> doses = method.needs() == Methods.Needs.DOSE ? doses(table) : Map.of();
    RefitInference inference =
        RefitInferences.of(request.inference().orElseThrow(), request.inferenceSettings());
    LeftOutCells leftOut = leftOut(fit);
    List<EffectRow> rows = new ArrayList<>();
    for (Effect effect : fit.effects()) {
      rows.add(
          new EffectRow(
              effect,
              effect instanceof Estimated
                  ? Optional.of(refitted(inference, estimator, panel, effect.key(), doses))
                  : Optional.empty(),
              weight(fit, effect),
              Set.of(),
              leftOut.of(effect.key())));
    }
    return rows;
  }

  /** Doses are dealt out themselves; a panel has no cohorts then. */
  private InferenceResult refitted(
      RefitInference inference,
      PanelEstimator estimator,
      Panel panel,
      EffectKey key,
      Map<String, Double> doses) {
    if (inference instanceof RandomizationInference deals && !doses.isEmpty()) {
      int from = DoseSettings.of(request.settings()).basePeriod() + 1;
      return deals.infer(this::estimator, doses, from, panel, key, request.level());
    }
    return inference.infer(estimator, panel, key, request.level());
  }

  private Inference inference(Estimated estimated) {
    boolean enumerable =
        estimated.regression().isPresent() && estimated.clusters().size() <= ENUMERATED;
    return Inferences.of(
        request.inference().orElse(enumerable ? "wild-cluster" : "cr1"),
        request.inferenceSettings());
  }

  private static Map<String, Double> doses(LongPanel panel) {
    Map<String, Double> doses = new TreeMap<>();
    long changing = 0;
    String first = "";
    for (Row row :
        panel
            .rows()
            .groupBy("cluster")
            .agg(min(col("dose")), max(col("dose")))
            .orderBy("cluster")
            .collectAsList()) {
      if (!row.isNullAt(0) && !row.isNullAt(1)) {
        if (Double.compare(row.getDouble(1), row.getDouble(2)) != 0) {
          first = changing == 0 ? row.getString(0) : first;
          changing++;
        }
        doses.put(row.getString(0), row.getDouble(1));
      }
    }
    if (changing > 0) {
      throw PanelErrors.clusterNotConstant(panel.columns().dose().orElse(""), changing, first);
    }
    return doses;
  }
}
