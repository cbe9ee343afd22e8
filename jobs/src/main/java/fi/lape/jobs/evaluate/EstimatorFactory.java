package fi.lape.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lape.estimators.Methods;
import fi.lape.estimators.did.Aggregation;
import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.dose.DoseRegression;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.jobs.plan.StudyPlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the methods an analysis names, from its settings and from what the plan says elsewhere. */
final class EstimatorFactory {
  private static final String AGGREGATE = "aggregate";
  private static final String BASE_PERIOD = "base_period";

  private EstimatorFactory() {}

  /** Whether the method is there. */
  static boolean knows(String method) {
    for (Methods known : Methods.values()) {
      if (known.word().equals(method)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the reduced panel is enough for the method; others are for {@code lape estimate}. */
  private static boolean isOnMoments(String method) {
    return Methods.of(method).estimator(Map.of(), Map.of()) instanceof Estimator;
  }

  /** Whether the method answers questions about this kind of treatment. */
  static boolean fits(String method, StudyPlan.Treatment treatment) {
    return method.equals(DoseRegression.METHOD)
        ? treatment.kind().equals("dose")
        : knows(method) && treatment.kind().equals("adoption") && isOnMoments(method);
  }

  /**
   * The method named, for a panel of the given years. Group-time effects come with all that the
   * diagnostics need: the overall effect and event times are always computed, and {@link
   * #aggregations} says which are shown. A dose is set against the last clean year, with areas
   * weighed by their children. A second method has its defaults: settings are the first one's.
   *
   * @param doses by area; read by methods of a dose only
   */
  static Estimator estimator(
      StudyPlan plan,
      StudyPlan.Analysis analysis,
      String method,
      List<Integer> years,
      Map<String, Double> doses) {
    Map<String, String> words =
        method.equals(analysis.method()) ? analysis.words() : new TreeMap<>();
    if (method.equals(GroupTimeAtt.METHOD)) {
      Set<Aggregation> computed = EnumSet.of(Aggregation.SIMPLE, Aggregation.DYNAMIC);
      computed.addAll(aggregations(analysis));
      return new GroupTimeAtt(GroupTimeSettings.of(words).withAggregations(computed));
    }
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
    }
    if (Methods.of(method).estimator(words, doses) instanceof Estimator onMoments) {
      return onMoments;
    }
    throw EvaluateErrors.methodNeedsUnits(analysis.id(), method);
  }

  /** The averages the plan asks for; the overall effect is always one. */
  static Set<Aggregation> aggregations(StudyPlan.Analysis analysis) {
    Set<Aggregation> asked = EnumSet.of(Aggregation.SIMPLE);
    if (analysis.settings().containsKey(AGGREGATE)) {
      asked.addAll(GroupTimeSettings.of(analysis.words()).aggregations());
    }
    return asked;
  }

  /** The year a dose regression compares with. */
  static int basePeriod(StudyPlan plan, StudyPlan.Analysis analysis) {
    JsonNode base = analysis.settings().get(BASE_PERIOD);
    return base == null ? plan.pre().lastCleanYear() : base.asInt();
  }
}
