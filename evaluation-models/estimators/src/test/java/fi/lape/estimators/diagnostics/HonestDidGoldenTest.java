package fi.lape.estimators.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R HonestDiD 0.2.6, and optima computed beside it with exact quantiles. */
class HonestDidGoldenTest {
  private static final double EXACT = 1e-8;
  // Its optimiser stopped where the half-length no longer moved, which leaves 1e-5 in the weights.
  private static final double FLAT = 1e-4;
  // A folded-normal quantile of a million draws, and weights from a grid of variances.
  private static final double PACKAGE_FLCI = 5e-3;
  // What the reference's simulated critical values and grids leave, as it says itself.
  private static final double SIMULATED = 0.02;
  // One end alone, the widest: with the thousand draws of the reference it has a standard deviation
  // of 0.022 over seeds, and 200 000 draws put it 0.021 from the one seed the reference has.
  private static final double SIMULATED_WIDEST = 0.03;
  private static final double GRID_END = 4;
  private static final double GRID_STEP = 0.01;
  private static final double ROUNDING = 1e-9;

  private final Map<String, HonestSearch> searches = new HashMap<>();

  private HonestSearch search(Map<String, String> row, HonestMethod method) {
    Restriction restriction =
        Restriction.of(
            isRelative(row) ? Restriction.Kind.RELATIVE_MAGNITUDES : Restriction.Kind.SMOOTHNESS);
    Target target = isFirst(row) ? Target.FIRST : Target.AVERAGE;
    return searches.computeIfAbsent(
        row.get("covariance") + target.weights(4) + restriction + method,
        k ->
            new HonestSearch(
                GoldenEventStudy.read(row.get("covariance")),
                HonestSettings.DEFAULTS.withRestriction(restriction).withMethod(method),
                target.weights(4)));
  }

  private static boolean isRelative(Map<String, String> row) {
    return row.get("restriction").equals("DeltaRM");
  }

  private static boolean isFirst(Map<String, String> row) {
    return row.get("target").equals("first_post");
  }

  @Test
  void fixedLengthIntervalsAreTheShortest() {
    Parity half = new Parity("honest FLCI, half-lengths");
    Parity rest = new Parity("honest FLCI, estimates and weights");
    Parity rough = new Parity("honest FLCI, package");
    for (Map<String, String> row : GoldenTable.rows("honest/honestdid.csv")) {
      String method = row.get("method");
      if (!method.startsWith("FLCI")) {
        continue;
      }
      String at = row.values().toString();
      double expected = Double.parseDouble(row.get("value"));
      FixedLengthInterval mine =
          search(row, HonestMethod.FLCI)
              .at(Double.parseDouble(row.get("M")))
              .fixedLength()
              .orElseThrow();
      if (method.contains("weight on e=")) {
        int event = Integer.parseInt(method.substring(method.indexOf('=') + 1));
        // Weights are of the order of 1; some are zero.
        rest.compare(at, 1 + mine.weights().get(event + 4), 1 + expected, FLAT);
        continue;
      }
      if (method.contains("package's weights")) {
        assertThat(mine.halfLength()).as(at).isLessThan(expected + ROUNDING);
      }
      boolean exact = method.equals("FLCI (exact optimum)");
      switch (row.get("quantity")) {
        case "half_length" ->
            (exact ? half : rough)
                .compare(at, mine.halfLength(), expected, exact ? EXACT : PACKAGE_FLCI);
        // Estimate and half-length, both of the order of 1, cancel in an end near zero.
        case "ci_low" ->
            (exact ? rest : rough)
                .compare(at, mine.low() - 1, expected - 1, exact ? FLAT : PACKAGE_FLCI);
        case "ci_high" ->
            (exact ? rest : rough)
                .compare(at, mine.high() + 4, expected + 4, exact ? FLAT : PACKAGE_FLCI);
        case "estimate" -> rest.compare(at, mine.estimate(), expected, FLAT);
        case "worst_bias" -> rest.compare(at, mine.worstBias(), expected, FLAT);
        case "std_error" -> rest.compare(at, mine.standardError(), expected, FLAT);
        default -> throw new IllegalStateException(at);
      }
    }
    half.summary(20);
    rest.summary(160);
    rough.summary(80);
  }

  @Test
  void conditionalIntervalsEndWithinTheGridStepOutsideItsLastAcceptedPoint() {
    Parity parity = new Parity("honest conditional (tolerance: the grid step)");
    for (Map<String, String> row : GoldenTable.rows("honest/honestdid.csv")) {
      if (row.get("method").equals("Conditional")) {
        int side = row.get("quantity").equals("ci_low") ? -1 : 1;
        double expected = Double.parseDouble(row.get("value"));
        double mine = end(row, HonestMethod.CONDITIONAL, side);
        double step = isRelative(row) ? GRID_STEP : smoothnessStep(row);
        String at = row.values().toString();
        assertThat(side * (mine - expected)).as(at).isBetween(-ROUNDING, step);
        parity.compare(at, mine, expected, step / Math.abs(expected));
      }
    }
    parity.summary(48);
  }

  @Test
  void leastFavourableHybridsAgreeAsFarAsTheirSimulation() {
    Parity parity = new Parity("honest C-LF (tolerance 0.02; one end 0.03)");
    for (Map<String, String> row : GoldenTable.rows("honest/honestdid.csv")) {
      if (row.get("method").equals("C-LF")) {
        int side = row.get("quantity").equals("ci_low") ? -1 : 1;
        double expected = Double.parseDouble(row.get("value"));
        double mine = end(row, HonestMethod.CONDITIONAL_LEAST_FAVOURABLE, side);
        double gap = isWidest(row) ? SIMULATED_WIDEST : SIMULATED;
        parity.compare(row.values().toString(), mine, expected, gap / Math.abs(expected));
      }
    }
    parity.summary(48);
  }

  private static boolean isWidest(Map<String, String> row) {
    return isRelative(row)
        && !isFirst(row)
        && row.get("covariance").equals("unit")
        && Double.parseDouble(row.get("M")) == 2;
  }

  /** The end, cut off where the reference's grid ends: some of its intervals do not fit in. */
  private double end(Map<String, String> row, HonestMethod method, int side) {
    Interval interval =
        search(row, method).confidence(Double.parseDouble(row.get("M"))).orElseThrow();
    double end = side < 0 ? interval.low() : interval.high();
    return isRelative(row) ? side * Math.min(side * end, GRID_END) : end;
  }

  /** A grid of 1000 over 20 standard errors around the identified set without pre-trends. */
  private double smoothnessStep(Map<String, String> row) {
    // δ_p ≤ M p(p+1)/2: 1 for the first effect, (1 + 3 + 6 + 10)/4 for the mean of four.
    double halfSet = Double.parseDouble(row.get("M")) * (isFirst(row) ? 1 : 5);
    return 2 * (20 * search(row, HonestMethod.CONDITIONAL).error() + halfSet) / 999;
  }

  @Test
  void intervalsUnderParallelTrendsAndIdentifiedSetsAgree() {
    Parity parity = new Parity("honest original intervals, identified sets");
    for (Map<String, String> row : GoldenTable.rows("honest/honestdid.csv")) {
      boolean low = row.get("quantity").equals("ci_low");
      double expected = Double.parseDouble(row.get("value"));
      if (row.get("method").equals("original")) {
        Interval mine =
            new HonestDid(
                    HonestSettings.DEFAULTS
                        .withTarget(isFirst(row) ? Target.FIRST : Target.AVERAGE)
                        .withRestriction(Restriction.of(Restriction.Kind.SMOOTHNESS)))
                .of(GoldenEventStudy.read(row.get("covariance")))
                .original();
        parity.compare(row.values().toString(), low ? mine.low() : mine.high(), expected, EXACT);
      } else if (row.get("method").startsWith("identified")) {
        Interval mine =
            search(row, HonestMethod.CONDITIONAL)
                .at(Double.parseDouble(row.get("M")))
                .identified()
                .orElseThrow();
        parity.compare(row.values().toString(), low ? mine.low() : mine.high(), expected, EXACT);
      }
    }
    parity.summary(32);
  }
}
