package fi.lape.estimators.inference;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.List;
import java.util.Map;

/**
 * The inferences a plan can name, with the choices they have when it names no more. Those that fit
 * a method again are in {@link RefitInferences}.
 */
public final class Inferences {
  private static final List<String> NAMES =
      List.of(
          "analytic",
          "cr1",
          "cr2",
          "cr3",
          "unit-robust",
          "iid",
          "hetero",
          "cluster-period",
          "unit-period",
          "wild-cluster",
          "wild-cluster-classic",
          "wild-cluster-unrestricted",
          "multiplier");
  private static final List<String> SMALL_SAMPLE = List.of("groups", "counted", "dof");
  private static final List<String> WILD =
      List.of("restriction", "scores", "variance", "form", "weights", "ties", "draws", "seed");

  private Inferences() {}

  /**
   * Returns the inference of this name with the choices it has by default.
   *
   * @throws fi.lape.estimators.error.EvaluationException if there is none
   */
  public static Inference of(String name) {
    return of(name, Map.of());
  }

  /**
   * Returns the inference of this name.
   *
   * @param settings in the words of {@link SettingWords}; settings left out have their defaults
   * @throws fi.lape.estimators.error.EvaluationException if there is none, or a setting is unknown
   *     or out of range
   */
  public static Inference of(String name, Map<String, String> settings) {
    return switch (name) {
      case "analytic" ->
          new Analytic(
              new SettingWords(name, settings, List.of("by"))
                  .choice("by", Analytic.By.class)
                  .orElse(Analytic.By.CLUSTER));
      case "cr1" -> new Cr1(smallSample(new SettingWords(name, settings, SMALL_SAMPLE)));
      case "unit-robust" ->
          new UnitRobust(smallSample(new SettingWords(name, settings, SMALL_SAMPLE)));
      case "cr2" ->
          new Cr2(
              new SettingWords(name, settings, List.of("working_model"))
                  .choice("working_model", Cr2.WorkingModel.class)
                  .orElse(Cr2.WorkingModel.EQUAL_VARIANCE));
      case "cr3" -> {
        SettingWords words = new SettingWords(name, settings, List.of("scale", "dof"));
        yield new Cr3(
            words.choice("scale", Cr3.Scale.class).orElse(Cr3.Scale.ONE),
            words.choice("dof", SmallSample.Dof.class).orElse(SmallSample.Dof.CLUSTERS));
      }
      case "wild-cluster" ->
          wild(name, settings, new WildClusterTest(WildClusterTest.Restriction.RESTRICTED));
      case "wild-cluster-classic" ->
          wild(
              name,
              settings,
              new WildClusterTest(
                  WildClusterTest.Restriction.RESTRICTED, WildClusterTest.Scores.ORDINARY));
      case "wild-cluster-unrestricted" ->
          wild(name, settings, new WildClusterTest(WildClusterTest.Restriction.UNRESTRICTED));
      case "iid" -> oneByOne(name, settings, RowRobust.Rows.IID);
      case "hetero" -> oneByOne(name, settings, RowRobust.Rows.HETERO);
      case "cluster-period" -> twoWay(name, settings, RowRobust.Rows.CLUSTER_PERIOD);
      case "unit-period" -> twoWay(name, settings, RowRobust.Rows.UNIT_PERIOD);
      case "multiplier" ->
          multiplier(new SettingWords(name, settings, List.of("weights", "over", "draws", "seed")));
      default ->
          throw EvaluationErrors.settingOutOfRange(
              "inference", "'" + name + "'", "one of " + String.join(", ", NAMES));
    };
  }

  private static SmallSample smallSample(SettingWords words) {
    return new SmallSample(
        words.choice("groups", YesNo.class).orElse(YesNo.YES) == YesNo.YES,
        words.choice("counted", SmallSample.Counted.class).orElse(SmallSample.Counted.NOT_NESTED),
        words.choice("dof", SmallSample.Dof.class).orElse(SmallSample.Dof.CLUSTERS));
  }

  private static Inference oneByOne(
      String name, Map<String, String> settings, RowRobust.Rows rows) {
    new SettingWords(name, settings, List.of()); // it has none
    return new RowRobust(rows);
  }

  private static Inference twoWay(String name, Map<String, String> settings, RowRobust.Rows rows) {
    return new RowRobust(
        rows,
        new SettingWords(name, settings, List.of("groups"))
            .choice("groups", RowRobust.Groups.class)
            .orElse(RowRobust.Groups.MIN));
  }

  private static Inference wild(
      String name, Map<String, String> settings, WildClusterTest standard) {
    SettingWords words = new SettingWords(name, settings, WILD);
    WildSettings s = standard.settings();
    return new WildClusterTest(
        new WildSettings(
            words.choice("restriction", WildClusterTest.Restriction.class).orElse(s.restriction()),
            words.choice("scores", WildClusterTest.Scores.class).orElse(s.scores()),
            words.choice("variance", WildSettings.Variance.class).orElse(s.variance()),
            words.choice("form", WildSettings.Form.class).orElse(s.form()),
            words.choice("weights", WildSettings.Weights.class).orElse(s.weights()),
            words.choice("ties", WildSettings.Ties.class).orElse(s.ties()),
            words.whole("draws").orElse(s.draws()),
            words.whole("seed").orElse((int) s.seed())));
  }

  private static Inference multiplier(SettingWords words) {
    MultiplierBootstrap.Settings s = MultiplierBootstrap.Settings.DEFAULTS;
    return new MultiplierBootstrap(
        new MultiplierBootstrap.Settings(
            words.choice("weights", MultiplierBootstrap.Weights.class).orElse(s.weights()),
            words.choice("over", MultiplierBootstrap.Over.class).orElse(s.over()),
            words.whole("draws").orElse(s.draws()),
            words.whole("seed").orElse((int) s.seed())));
  }

  /** Returns the names, in a fixed order. */
  public static List<String> names() {
    return NAMES;
  }
}
