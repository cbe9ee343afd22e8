package fi.lape.estimators;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods there are; the only list of them, one line a method. */
public enum Methods {
  DOSE_REGRESSION(DoseRegression.METHOD, (s, d) -> new DoseRegression(DoseSettings.of(s), d)),
  GROUP_TIME_ATT(GroupTimeAtt.METHOD, (s, d) -> new GroupTimeAtt(GroupTimeSettings.of(s))),
  TWO_WAY_FIXED_EFFECTS(TwoWayFixedEffects.METHOD, (s, d) -> TwoWayFixedEffects.of(s));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // the makers capture nothing
  private final Maker maker;

  /** Makes a method from the words of a plan. */
  @FunctionalInterface
  private interface Maker {
    Estimator make(Map<String, String> settings, Map<String, Double> dose);
  }

  Methods(String word, Maker maker) {
    this.word = word;
    this.maker = maker;
  }

  /** Returns the word of the method in study plans and results. */
  public String word() {
    return word;
  }

  /**
   * Returns the method of this word.
   *
   * @throws fi.lape.estimators.error.EvaluationException {@code METHOD_UNKNOWN}
   */
  public static Methods of(String word) {
    List<String> known = new ArrayList<>();
    for (Methods method : values()) {
      if (method.word.equals(word)) {
        return method;
      }
      known.add(method.word);
    }
    throw EvaluationErrors.methodUnknown(word, known);
  }

  /**
   * Returns the method with its settings.
   *
   * @param settings in the words of {@link SettingWords}; settings left out have their defaults
   * @param dose by cluster; empty for methods without a dose
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public Estimator estimator(Map<String, String> settings, Map<String, Double> dose) {
    return maker.make(settings, dose);
  }
}
