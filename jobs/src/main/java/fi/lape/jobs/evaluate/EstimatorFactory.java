package fi.lape.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.BasePeriod;
import fi.lape.estimators.did.Controls;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.did.TwoWayFixedEffects;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.dose.DoseSettings;
import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a method from the words of the study plan; a word it does not know is refused by name. */
final class EstimatorFactory {
  private static final Map<String, Controls> CONTROLS = new LinkedHashMap<>();
  private static final Map<String, BasePeriod> BASES = new LinkedHashMap<>();
  private static final Map<String, Aggregation> AGGREGATIONS = new LinkedHashMap<>();
  private static final Map<String, RegressionWeights> WEIGHTS = new LinkedHashMap<>();

  static {
    CONTROLS.put("not-yet-treated", Controls.NOT_YET_TREATED);
    CONTROLS.put("never-treated", Controls.NEVER_TREATED);
    BASES.put("varying", BasePeriod.VARYING);
    BASES.put("universal", BasePeriod.UNIVERSAL);
    AGGREGATIONS.put("simple", Aggregation.SIMPLE);
    AGGREGATIONS.put("group", Aggregation.GROUP);
    AGGREGATIONS.put("calendar", Aggregation.CALENDAR);
    AGGREGATIONS.put("dynamic", Aggregation.DYNAMIC);
    WEIGHTS.put("children", RegressionWeights.PANEL);
    WEIGHTS.put("equal", RegressionWeights.EQUAL);
  }

  private static final List<String> SETTINGS_OF_ADOPTION =
      List.of("controls", "anticipation", "base", "aggregate");
  private static final List<String> SETTINGS_OF_DOSE = List.of("base_period", "weights");

  private EstimatorFactory() {}

  /** Whether the method is there. */
  static boolean knows(String method) {
    return method.equals(GroupTimeAtt.METHOD)
        || method.equals(TwoWayFixedEffects.METHOD)
        || method.equals(DoseRegression.METHOD);
  }

  /** Whether the method answers questions about this kind of treatment. */
  static boolean fits(String method, StudyPlan.Treatment treatment) {
    return method.equals(DoseRegression.METHOD)
        ? treatment.kind().equals("dose")
        : knows(method) && treatment.kind().equals("adoption");
  }

  /**
   * Refuses settings that the analysis's method does not know.
   *
   * @throws fi.lape.jobs.failure.JobException {@code SETTING_UNKNOWN}
   */
  static void requireSettings(StudyPlan.Analysis analysis) {
    boolean dose = analysis.method().equals(DoseRegression.METHOD);
    List<String> known = dose ? SETTINGS_OF_DOSE : SETTINGS_OF_ADOPTION;
    for (Map.Entry<String, JsonNode> setting : analysis.settings().entrySet()) {
      if (!known.contains(setting.getKey())) {
        throw EvaluateErrors.settingUnknown(
            analysis.id(), setting.getKey(), setting.getValue().asText(), known);
      }
    }
    if (dose) {
      weights(analysis);
    } else {
      adoption(analysis);
      aggregations(analysis);
    }
  }

  /**
   * Group-time effects with all that the diagnostics need: the overall effect and event times are
   * always computed, and {@link #aggregations} says which are shown.
   */
  static GroupTimeAtt groupTime(StudyPlan.Analysis analysis) {
    Set<Aggregation> computed = EnumSet.of(Aggregation.SIMPLE, Aggregation.DYNAMIC);
    computed.addAll(aggregations(analysis));
    return new GroupTimeAtt(adoption(analysis).withAggregations(computed));
  }

  /** The aggregations the plan asks for; the overall effect is always one. */
  static Set<Aggregation> aggregations(StudyPlan.Analysis analysis) {
    Set<Aggregation> asked = EnumSet.of(Aggregation.SIMPLE);
    JsonNode setting = analysis.settings().get("aggregate");
    if (setting != null && setting.isArray()) {
      setting.forEach(word -> asked.add(word(analysis, "aggregate", word, AGGREGATIONS)));
    } else if (setting != null) {
      asked.add(word(analysis, "aggregate", setting, AGGREGATIONS));
    }
    return asked;
  }

  private static GroupTimeSettings adoption(StudyPlan.Analysis analysis) {
    Map<String, JsonNode> settings = analysis.settings();
    GroupTimeSettings chosen = GroupTimeSettings.DEFAULTS;
    if (settings.containsKey("controls")) {
      chosen = chosen.withControls(word(analysis, "controls", settings.get("controls"), CONTROLS));
    }
    if (settings.containsKey("base")) {
      chosen = chosen.withBase(word(analysis, "base", settings.get("base"), BASES));
    }
    if (settings.containsKey("anticipation")) {
      JsonNode years = settings.get("anticipation");
      if (!years.canConvertToInt()) {
        throw EvaluateErrors.settingUnknown(
            analysis.id(), "anticipation", years.asText(), List.of("a whole number of years"));
      }
      chosen = chosen.withAnticipation(years.asInt());
    }
    return chosen;
  }

  /** The dose regression: every year of the panel against the base, the last clean year. */
  static DoseRegression dose(
      StudyPlan plan, StudyPlan.Analysis analysis, List<Integer> years, Map<String, Double> doses) {
    int base = basePeriod(plan, analysis);
    List<Integer> others = new ArrayList<>(years);
    others.remove(Integer.valueOf(base));
    return new DoseRegression(new DoseSettings(base, others, weights(analysis)), doses);
  }

  /** The year a dose regression compares with. */
  static int basePeriod(StudyPlan plan, StudyPlan.Analysis analysis) {
    JsonNode base = analysis.settings().get("base_period");
    return base == null ? plan.pre().lastCleanYear() : base.asInt();
  }

  private static RegressionWeights weights(StudyPlan.Analysis analysis) {
    JsonNode setting = analysis.settings().get("weights");
    return setting == null ? RegressionWeights.PANEL : word(analysis, "weights", setting, WEIGHTS);
  }

  private static <T> T word(
      StudyPlan.Analysis analysis, String setting, JsonNode value, Map<String, T> words) {
    T known = words.get(value.asText());
    if (known == null) {
      throw EvaluateErrors.settingUnknown(
          analysis.id(), setting, value.asText(), List.copyOf(words.keySet()));
    }
    return known;
  }
}
