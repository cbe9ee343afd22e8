package fi.lape.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fi.lape.estimators.Methods;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.inference.RefitInferences;
import fi.lape.spark.dml.DoubleMl;
import fi.lape.spark.dml.DoubleMlSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes requests for {@link DoubleMl}, which needs MLlib and so is not among {@link Methods}. */
final class CrossFitted {
  private CrossFitted() {}

  static boolean isMeant(EstimationRequest request) {
    return request.method().equals(DoubleMl.METHOD);
  }

  /** Returns the method of a request, or the one that needs the same. */
  static Methods method(EstimationRequest request) {
    if (isMeant(request)) {
      return Methods.GROUP_TIME_ATT;
    }
    List<String> known = new ArrayList<>();
    for (Methods method : Methods.values()) {
      known.add(method.word());
    }
    if (!known.contains(request.method())) {
      known.add(DoubleMl.METHOD);
      throw EvaluationErrors.methodUnknown(request.method(), known);
    }
    return Methods.of(request.method());
  }

  /** Refuses settings before data are read. */
  static void check(EstimationRequest request) {
    settings(request);
    request
        .inference()
        .filter(RefitInferences.names()::contains)
        .ifPresent(
            name -> {
              throw EvaluationErrors.settingOutOfRange(
                  "inference",
                  "'" + name + "'",
                  "one that does not fit again: models are learnt once with this method");
            });
  }

  private static DoubleMlSettings settings(EstimationRequest request) {
    return DoubleMlSettings.of(request.settings(), request.seed());
  }

  static Estimation.Fitted fit(EstimationRequest request, Dataset<Row> table) {
    DoubleMlSettings settings = settings(request);
    PanelColumns columns = request.columns();
    String foldBy = settings.foldBy().orElseGet(columns::clusteredBy);
    if (!Arrays.asList(table.columns()).contains(foldBy)) {
      throw PanelErrors.columnUnknown(foldBy, Arrays.asList(table.columns()));
    }
    LongPanel panel = LongPanel.of(table, columns);
    List<Column> selected = LongPanel.normalised(table, columns);
    selected.add(LongPanel.text(table, foldBy).as("fold_group"));
    Dataset<Row> rows = table.select(selected.toArray(Column[]::new));
    long empty = rows.agg(count(when(rows.col("fold_group").isNull(), lit(1)))).head().getLong(0);
    if (empty > 0) {
      throw PanelErrors.columnNull(foldBy, empty);
    }
    try {
      DoubleMl.Answer answer =
          DoubleMl.fit(
              rows,
              panel.periods(),
              columns.covariates(),
              columns.unitsAreClusters(),
              foldBy,
              settings);
      return new Estimation.Fitted(
          answer.fit(),
          answer.units(),
          answer.cells(),
          answer.units() * panel.periods().length - answer.cells(),
          answer.clusters(),
          false,
          Optional.empty(),
          answer.overlap());
    } catch (DoubleMl.NotAPanel contradictory) {
      MomentsReducer.of(panel.periods()).naming(columns).reduce(panel.rows());
      throw contradictory;
    }
  }
}
