package fi.lape.estimators.golden;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.inference.Cr1;
import fi.lape.estimators.inference.Inference;
import fi.lape.estimators.inference.Inferred;
import fi.lape.estimators.inference.SmallSample;
import fi.lape.estimators.inference.SmallSample.Counted;
import fi.lape.estimators.inference.SmallSample.Dof;
import fi.lape.estimators.inference.UnitRobust;
import java.util.Map;

/** One number of fixest under a variance clustered on unit or area. */
public final class FixestRow {
  private static final double POINT = 1e-8;
  private static final double ERROR = 1e-6;

  private FixestRow() {}

  /** Whether the variance is clustered one way. */
  public static boolean isOneWay(String vcov) {
    return vcov.startsWith("unit:") || vcov.startsWith("area:");
  }

  /** Compares an estimate with a row. */
  public static void compare(Parity parity, Map<String, String> row, Estimated effect) {
    String ssc = row.get("vcov");
    SmallSample choice =
        new SmallSample(
            ssc.contains("G.adj=T"),
            ssc.contains("nonnested")
                ? Counted.NOT_NESTED
                : ssc.contains("full")
                    ? Counted.ALL
                    : ssc.contains("K.adj=T") ? Counted.COEFFICIENTS : Counted.NONE,
            Dof.CLUSTERS);
    compare(parity, row, effect, ssc.startsWith("unit") ? new UnitRobust(choice) : new Cr1(choice));
  }

  /** Compares an estimate with a row, its errors by the inference given. */
  public static void compare(
      Parity parity, Map<String, String> row, Estimated effect, Inference inference) {
    compare(parity, row, effect, inference, POINT);
  }

  /** Compares with a point that its reference program knows to {@code point} only. */
  public static void compare(
      Parity parity, Map<String, String> row, Estimated effect, Inference inference, double point) {
    Inferred inferred = (Inferred) inference.infer(effect, 0.95);
    double error = inferred.standardError().orElseThrow();
    double expected = Double.parseDouble(row.get("value"));
    String at = row.values().toString();
    switch (row.get("quantity")) {
      case "estimate" -> parity.compare(at, effect.estimate(), expected, point);
      case "std_error" -> parity.compare(at, error, expected, ERROR);
      case "t_stat" -> parity.compare(at, effect.estimate() / error, expected, ERROR);
      // the tail is far out: held relative to itself
      case "p_value" -> parity.compare(at, inferred.pValue() / expected, 1, ERROR);
      case "dof_t" -> parity.compare(at, inferred.dof().orElseThrow(), expected, ERROR);
      default -> throw new IllegalStateException(row.get("quantity"));
    }
  }
}
