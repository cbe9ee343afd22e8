package fi.lape.jobs.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.estimators.Methods;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.settings.SettingWords;
import fi.lape.jobs.plan.StudyPlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the methods an analysis names, from its settings and from what the plan says elsewhere. */
public final class EstimatorFactory {
  private static final String AGGREGATE = "aggregate";
  private static final String BASE_PERIOD = "base_period";

  private EstimatorFactory() {}

  /** Whether the method is there. */
  public static boolean knows(String method) {
    for (Methods known : Methods.values()) {
      if (known.word().equals(method)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method answers questions about this kind of treatment. */
  public static boolean fits(String method, StudyPlan.Treatment treatment) {
    return knows(method)
        && switch (Methods.of(method).needs()) {
          case DOSE, UNIT_DOSE -> treatment.kind().equals("dose");
          case ADOPTION, ADOPTION_OR_TREATMENT, ADOPTION_AND_EXPOSURE ->
              treatment.kind().equals("adoption");
          case TREATMENT -> false;
        };
  }

  /**
   * The method named, for a panel of the given years. Effects of adoption come with all that the
   * diagnostics need: the overall effect and event times are always computed, and {@link
   * #aggregations} says which are shown. A dose is set against the last clean year, with areas
   * weighed by their children. A second method has its defaults: settings are the first one's.
   *
   * @param doses by area; read by methods of a dose only
   */
  static PanelEstimator estimator(
      StudyPlan plan,
      StudyPlan.Analysis analysis,
      String method,
      List<Integer> years,
      Map<String, Double> doses) {
    return Methods.of(method).estimator(words(plan, analysis, method, years), doses);
  }

  /** All settings of such an estimator, in words. */
  static SortedMap<String, String> words(
      StudyPlan plan, StudyPlan.Analysis analysis, String method, List<Integer> years) {
    SortedMap<String, String> words =
        method.equals(analysis.method()) ? analysis.words() : new TreeMap<>();
    if (method.equals(DoseRegression.METHOD)) {
      int base = basePeriod(plan, analysis);
      words.put(BASE_PERIOD, Integer.toString(base));
      words.putIfAbsent("weights", "panel");
      words.putIfAbsent(
          "periods",
          years.stream()
              .filter(year -> year != base)
              .map(String::valueOf)
              .collect(Collectors.joining(",")));
    } else if (averages(Methods.of(method))) {
      Set<Aggregation> computed = EnumSet.of(Aggregation.SIMPLE, Aggregation.DYNAMIC);
      computed.addAll(aggregations(analysis));
      words.put(
          AGGREGATE, computed.stream().map(SettingWords::asWord).collect(Collectors.joining(",")));
    }
    return words;
  }

  /** Whether a method averages the effects of cohorts and periods in the ways a plan may ask. */
  private static boolean averages(Methods method) {
    return switch (method) {
      case ETWFE, ETWFE_POISSON, GROUP_TIME_ATT, IMPUTATION, SUN_ABRAHAM, TWO_STAGE -> true;
      case BACON_DECOMPOSITION,
          DOSE_REGRESSION,
          HETEROGENEOUS_ADOPTION,
          INTERTEMPORAL,
          POISSON_TWO_WAY,
          TWO_WAY_FIXED_EFFECTS ->
          false;
    };
  }

  /** The averages the plan asks for; the overall effect is always one. */
  public static Set<Aggregation> aggregations(StudyPlan.Analysis analysis) {
    Set<Aggregation> asked = EnumSet.of(Aggregation.SIMPLE);
    if (analysis.settings().containsKey(AGGREGATE)) {
      asked.addAll(
          Aggregation.chosen(
              new SettingWords(
                  analysis.method(), Map.of(AGGREGATE, word(analysis)), List.of(AGGREGATE)),
              asked));
    }
    return asked;
  }

  private static String word(StudyPlan.Analysis analysis) {
    return analysis.words().get(AGGREGATE);
  }

  /** The year a dose regression compares with. */
  public static int basePeriod(StudyPlan plan, StudyPlan.Analysis analysis) {
    JsonNode base = analysis.settings().get(BASE_PERIOD);
    return base == null ? plan.pre().lastCleanYear() : base.asInt();
  }
}
