package fi.lape.spark.dml;

import static java.util.Objects.requireNonNull;

import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.Unbalanced;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.settings.SettingWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every choice of {@link DoubleMl} that can move a number.
 *
 * @param groupTime which cells and averages, and what they are compared with
 * @param learner of both models
 * @param folds units are dealt to, 1 for none
 * @param foldBy column whose values stay in one fold; empty for what errors are clustered by
 * @param trees of a boosted model
 * @param depth of a tree
 * @param leastInLeaf units in a leaf of a tree
 * @param learningRate share of a tree that is added
 * @param highestScore propensity score above which units are left out of a comparison
 * @param mostTrimmed share of the treated weight that may be left out
 * @param leastEffective effective number of controls that a comparison needs
 * @param balanceWithin factor by which the weighted controls may weigh more or less than the
 *     treated
 * @param seed of the deal of folds and of the learners
 */
public record DoubleMlSettings(
    GroupTimeSettings groupTime,
    Learner learner,
    int folds,
    Optional<String> foldBy,
    int trees,
    int depth,
    int leastInLeaf,
    double learningRate,
    double highestScore,
    double mostTrimmed,
    double leastEffective,
    double balanceWithin,
    long seed) {
  private static final List<String> OF_CELLS =
      List.of(
          "aggregate",
          "anticipation",
          "balance_e",
          "base",
          "controls",
          "max_e",
          "min_e",
          "unbalanced");
  private static final List<String> OWN =
      List.of(
          "balance_within",
          "depth",
          "fold_by",
          "folds",
          "highest_score",
          "learner",
          "learning_rate",
          "least_effective",
          "least_in_leaf",
          "most_trimmed",
          "seed",
          "trees");
  private static final int MOST_FOLDS = 50;
  private static final int MOST_TREES = 1000;
  private static final int MOST_DEPTH = 12;

  public DoubleMlSettings {
    requireNonNull(groupTime, "groupTime is null");
    requireNonNull(learner, "learner is null");
    requireNonNull(foldBy, "foldBy is null");
    requireBetween("folds", folds, 1, MOST_FOLDS);
    requireBetween("trees", trees, 1, MOST_TREES);
    requireBetween("depth", depth, 1, MOST_DEPTH);
    requireBetween("least_in_leaf", leastInLeaf, 1, Integer.MAX_VALUE);
    requireAbove("learning_rate", learningRate, 1);
    requireAbove("highest_score", highestScore, 1);
    if (!(mostTrimmed >= 0 && mostTrimmed < 1)) {
      throw EvaluationErrors.settingOutOfRange(
          "most_trimmed", mostTrimmed, "from 0 up to, but not, 1");
    }
    if (!(leastEffective >= 0 && leastEffective < Double.POSITIVE_INFINITY)) {
      throw EvaluationErrors.settingOutOfRange("least_effective", leastEffective, "0 or more");
    }
    if (!(balanceWithin >= 1 && balanceWithin < Double.POSITIVE_INFINITY)) {
      throw EvaluationErrors.settingOutOfRange("balance_within", balanceWithin, "1 or more");
    }
    if (learner == Learner.BOOSTED_TREES && folds == 1) {
      throw EvaluationErrors.settingOutOfRange(
          "folds",
          folds,
          "2 or more with boosted trees, which remember the units they learnt from");
    }
    if (groupTime.unbalanced() == Unbalanced.REPEATED_CROSS_SECTIONS) {
      throw EvaluationErrors.settingOutOfRange(
          "unbalanced",
          "'" + SettingWords.asWord(groupTime.unbalanced()) + "'",
          "refuse or complete-units with this method");
    }
  }

  private static void requireBetween(String setting, int value, int low, int high) {
    if (value < low || value > high) {
      throw EvaluationErrors.settingOutOfRange(
          setting, value, high == Integer.MAX_VALUE ? low + " or more" : low + " to " + high);
    }
  }

  private static void requireAbove(String setting, double value, double high) {
    if (!(value > 0 && value <= high)) {
      throw EvaluationErrors.settingOutOfRange(setting, value, "above 0, at most " + high);
    }
  }

  /**
   * Reads settings in words: those of {@code group-time-att} but for {@code estimation}, and the
   * parts of this record with underscores.
   *
   * @param seed where none is given
   * @throws fi.lape.estimators.error.EvaluationException if a setting is unknown or out of range
   */
  public static DoubleMlSettings of(Map<String, String> settings, long seed) {
    List<String> known = new ArrayList<>(OF_CELLS);
    known.addAll(OWN);
    SettingWords words =
        new SettingWords(DoubleMl.METHOD, settings, known.stream().sorted().toList());
    Map<String, String> ofCells = new TreeMap<>(settings);
    ofCells.keySet().retainAll(OF_CELLS);
    return new DoubleMlSettings(
        GroupTimeSettings.of(ofCells),
        words.choice("learner", Learner.class).orElse(Learner.LOGISTIC),
        words.whole("folds").orElse(5),
        words.word("fold_by"),
        words.whole("trees").orElse(50),
        words.whole("depth").orElse(3),
        words.whole("least_in_leaf").orElse(20),
        number(words, "learning_rate", 0.1),
        number(words, "highest_score", 0.99),
        number(words, "most_trimmed", 0.05),
        number(words, "least_effective", 20),
        number(words, "balance_within", 2),
        words.whole("seed").isPresent() ? words.whole("seed").getAsInt() : seed);
  }

  private static double number(SettingWords words, String setting, double otherwise) {
    if (words.word(setting).isEmpty()) {
      return otherwise;
    }
    String word = words.word(setting).get().strip();
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException text) {
      throw EvaluationErrors.settingOutOfRange(setting, "'" + word + "'", "a number");
    }
  }
}
