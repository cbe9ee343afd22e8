package fi.lape.estimators.inference;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.ProfileRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Randomization inference for regressions with one observation an area: what areas chose is dealt
 * out to the areas again, and t with its leave-one-out (HC3) error is compared.
 *
 * <p>All distinct arrangements where there are at most {@code mostEnumerated}, else a hashed sample
 * with the observed one counted beside it. An area is dealt everything another area chose, so the
 * p-value is exact for "no choice changed anything anywhere"; studentized, it holds approximately
 * for one coefficient when others are not zero. The same as {@link RandomizationInference} with
 * {@code T_CR3} on areas, and fast enough for every arrangement of nineteen.
 *
 * @see <a href="https://doi.org/10.1080/01621459.2016.1202117">DiCiccio and Romano (2017)</a>
 */
public final class ProfileRandomization {
  // A constant effect is measured by a coefficient of 1 up to rounding.
  private static final double MEASURES = 1e-8;

  /**
   * Every choice.
   *
   * @param mostEnumerated arrangements that are all looked at
   * @param draws where there are more, 1 or more
   */
  public record Settings(int mostEnumerated, int draws, long seed) {
    /** Up to 10⁶ arrangements, else 9 999 draws. */
    public static final Settings DEFAULTS = new Settings(1_000_000, 9_999, 1);

    public Settings {
      if (draws < 1) {
        throw EvaluationErrors.settingOutOfRange("draws", draws, "1 or more");
      }
    }
  }

  private final Settings settings;

  public ProfileRandomization(Settings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /** Returns the word of the inference in results. */
  public static String name() {
    return "randomization";
  }

  /** Returns the uncertainty of one coefficient, or why there is no valid statement of it. */
  public InferenceResult infer(ProfileRegression regression, double level) {
    Reference.requireLevel(level);
    int areas = regression.areas().size();
    Dealer dealer = new Dealer(List.of(regression));
    if (dealer.count == 1) {
      return new NotInferable(name(), Refusal.NO_OTHER_ASSIGNMENT, areas);
    }
    double[] exposure = regression.exposure();
    double[] change = regression.change();
    Optional<ProfileRegression.Solution> own = regression.dealt(dealer.asObserved());
    Optional<double[]> left = own.flatMap(solution -> solution.changes(change));
    if (left.isEmpty()) {
      return new NotInferable(name(), Refusal.RESTS_ON_ONE_CLUSTER, areas);
    }
    double theta = own.get().estimate(change);
    double variance = squares(left.get(), left.get());
    if (WaldResult.isRounding(variance, theta)) {
      return new NotInferable(name(), Refusal.NO_RESIDUAL_VARIATION, areas);
    }
    boolean constant = Math.abs(own.get().estimate(exposure) - 1) <= MEASURES;
    double[] base = change.clone();
    for (int k = 0; k < base.length; k++) {
      base[k] -= constant ? theta * exposure[k] : 0;
    }
    double[] slope = constant ? exposure : new double[areas];
    GapDraws draws =
        new GapDraws(
            dealer.size(),
            dealer.all ? GapDraws.Kind.ALL : GapDraws.Kind.DRAWN,
            statistic(own.get(), base, slope)[1]);
    for (int draw = 0; draw < dealer.size(); draw++) {
      Optional<ProfileRegression.Solution> solution = regression.dealt(dealer.next(draw));
      double[][] one =
          solution.isPresent() ? statistic(solution.get(), base, slope) : new double[2][3];
      draws.set(draw, one[0][0], one[0][1], one[1]);
    }
    TestInversion test = new TestInversion(draws, constant, 0, true);
    double error = Math.sqrt(variance);
    return new Inferred(
        dealer.all ? name() : name() + "-drawn",
        OptionalDouble.of(error),
        constant ? test.edge(theta, -error, 1 - level) : OptionalDouble.empty(),
        constant ? test.edge(theta, error, 1 - level) : OptionalDouble.empty(),
        test.pValue(theta),
        OptionalDouble.empty(),
        areas,
        effective(own.get()));
  }

  /** Numerator of δ⁰ and δ¹, and variance of δ⁰, δ¹ and δ²; 0/0 counts as large. */
  private static double[][] statistic(
      ProfileRegression.Solution solution, double[] base, double[] slope) {
    Optional<double[]> first = solution.changes(base);
    Optional<double[]> second = solution.changes(slope);
    if (first.isEmpty() || second.isEmpty()) {
      return new double[2][3];
    }
    return new double[][] {
      {solution.estimate(base), solution.estimate(slope)},
      {
        squares(first.get(), first.get()),
        2 * squares(first.get(), second.get()),
        squares(second.get(), second.get())
      }
    };
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double effective(ProfileRegression.Solution solution) {
    double[] gamma = solution.leverage();
    double sum = 0;
    double squares = 0;
    for (double g : gamma) {
      sum += g;
      squares += g * g;
    }
    return sum * sum / squares;
  }

  /**
   * Several coefficients with their statistics under the same arrangements.
   *
   * @param statistics observed t, in the order given
   * @param draws of the same statistics, "nothing changed anything" imposed
   * @param all whether these are all arrangements
   */
  public record Family(List<Double> statistics, JointDraws draws, boolean all) {
    public Family {
      statistics = List.copyOf(statistics);
      requireNonNull(draws, "draws is null");
    }

    /** Returns Romano and Wolf's step-down p-values, in the order of the statistics. */
    public double[] romanoWolf() {
      return draws.romanoWolf(statistics.stream().mapToDouble(t -> t).toArray());
    }
  }

  /**
   * Returns the joint law of coefficients, of the same or different packages and outcomes; empty if
   * one of them has no statistic of its own, or there is one arrangement only.
   *
   * @param regressions of the same areas in the same order
   */
  public Optional<Family> family(List<ProfileRegression> regressions) {
    Dealer dealer = new Dealer(regressions);
    List<Double> observed = new ArrayList<>();
    for (ProfileRegression regression : regressions) {
      OptionalDouble t = t(regression, dealer.asObserved());
      if (t.isEmpty() || !Double.isFinite(t.getAsDouble())) {
        return Optional.empty();
      }
      observed.add(t.getAsDouble());
    }
    if (dealer.count == 1) {
      return Optional.empty();
    }
    double[][] draws = new double[dealer.size()][regressions.size()];
    for (int draw = 0; draw < draws.length; draw++) {
      int[] source = dealer.next(draw);
      for (int j = 0; j < draws[draw].length; j++) {
        draws[draw][j] = t(regressions.get(j), source).orElse(Double.POSITIVE_INFINITY);
      }
    }
    return Optional.of(
        new Family(
            observed,
            JointDraws.of(
                draws,
                dealer.all ? JointDraws.Counting.DRAWS_ONLY : JointDraws.Counting.WITH_SAMPLE),
            dealer.all));
  }

  private static OptionalDouble t(ProfileRegression regression, int[] source) {
    double[] change = regression.change();
    Optional<ProfileRegression.Solution> solution = regression.dealt(source);
    Optional<double[]> left = solution.flatMap(s -> s.changes(change));
    if (left.isEmpty()) {
      return OptionalDouble.empty();
    }
    double theta = solution.get().estimate(change);
    double variance = squares(left.get(), left.get());
    return WaldResult.isRounding(variance, theta)
        ? OptionalDouble.empty()
        : OptionalDouble.of(theta / Math.sqrt(variance));
  }

  /** Deals to every area all that another chose, in every regression alike. */
  private final class Dealer {
    private final Arrangements arrangements;
    private final AuxiliaryWeights source = new AuxiliaryWeights(settings.seed());
    private final int[] representative; // an area that chose as the label says
    private final int[] labels;
    private final int[] dealt;
    private final long count;
    private final boolean all;

    Dealer(List<ProfileRegression> regressions) {
      int n = regressions.get(0).areas().size();
      int[][] each = new int[regressions.size()][];
      for (int j = 0; j < each.length; j++) {
        if (!regressions.get(j).areas().equals(regressions.get(0).areas())) {
          throw new IllegalArgumentException("regressions of different areas");
        }
        each[j] = regressions.get(j).labels();
      }
      labels = new int[n];
      representative = new int[n];
      List<String> kinds = new ArrayList<>();
      for (int k = 0; k < n; k++) {
        int area = k;
        String kind = Arrays.toString(Arrays.stream(each).mapToInt(label -> label[area]).toArray());
        if (!kinds.contains(kind)) {
          representative[kinds.size()] = k;
          kinds.add(kind);
        }
        labels[k] = kinds.indexOf(kind);
      }
      arrangements = new Arrangements(labels);
      count = arrangements.count(settings.mostEnumerated());
      all = count <= settings.mostEnumerated();
      dealt = arrangements.first();
    }

    int size() {
      return all ? (int) count : settings.draws();
    }

    int[] asObserved() {
      return areas(labels);
    }

    /** The areas whose choices are dealt; all arrangements in order, or a sample. */
    int[] next(int draw) {
      int[] next = areas(all ? dealt : arrangements.drawn(source, draw));
      if (all) {
        Arrangements.advance(dealt);
      }
      return next;
    }

    private int[] areas(int[] kinds) {
      return Arrays.stream(kinds).map(kind -> representative[kind]).toArray();
    }
  }
}
