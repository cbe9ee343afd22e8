package fi.lape.jobs.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One planned analysis of the child register.
 *
 * @param outcome words of {@link RegisterOutcome}
 * @param cluster area or municipality; areas where absent
 * @param units what a unit of the panel is: {@code municipality}, or {@code area-cohort}, the
 *     municipalities of an area that adopted in the same year taken together
 * @param subgroups {@code age-group} and {@code sex}: each group is estimated by itself as well
 * @param beside the analysis of indicators that asks the same
 */
public record RegisterAnalysis(
    String id,
    Optional<Texts> question,
    List<String> outcome,
    String treatment,
    String method,
    Map<String, JsonNode> settings,
    List<String> checkWith,
    String inference,
    Map<String, JsonNode> requires,
    Optional<String> cluster,
    String units,
    List<String> subgroups,
    Optional<Beside> beside) {
  /** Units that are municipalities of an area with the same year of adoption, added up. */
  public static final String AREA_COHORT = "area-cohort";

  /** Subgroups by age. */
  public static final String AGE_GROUP = "age-group";

  /** Subgroups by sex. */
  public static final String SEX = "sex";

  /**
   * An analysis of indicators whose results are laid beside.
   *
   * @param outcomes the outcome of that analysis by the register's word
   */
  public record Beside(String analysis, Map<String, String> outcomes) {}

  /** The outcomes. */
  public List<RegisterOutcome> outcomes() {
    return outcome.stream().map(word -> RegisterOutcome.of(word).orElseThrow()).toList();
  }

  /** Whether municipalities are added up before anything is estimated. */
  public boolean isByAreaAndCohort() {
    return units.equals(AREA_COHORT);
  }

  /** The same without averages by cohort, year or time since adoption. */
  public RegisterAnalysis overall() {
    Map<String, JsonNode> fewer = new TreeMap<>(settings);
    fewer.remove("aggregate");
    return new RegisterAnalysis(
        id, question, outcome, treatment, method, fewer, checkWith, inference, requires, cluster,
        units, subgroups, beside);
  }

  /** The same as an analysis of a study; nothing but the register's populations is lost. */
  public StudyPlan.Analysis analysis() {
    return new StudyPlan.Analysis(
        id,
        question,
        outcome.stream()
            .map(w -> RegisterOutcome.of(w).map(RegisterOutcome::id).orElse(w))
            .toList(),
        treatment,
        method,
        settings,
        checkWith,
        inference,
        List.of(),
        requires,
        Optional.empty(),
        cluster,
        Optional.empty());
  }
}
