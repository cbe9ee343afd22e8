package fi.lape.jobs.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * One study: what is asked of which outcome, with which method, and what may be released.
 *
 * @param sha256 hash of the plan file's bytes, in hexadecimal; on every result row
 * @param period first and last year that are read
 * @param division year of the municipality division everything is expressed in
 * @param register what is asked of the child register, where the sources have one
 */
public record StudyPlan(
    String sha256,
    String study,
    int version,
    Texts title,
    String programme,
    int division,
    Period period,
    Pre pre,
    List<SeriesBreak> breaks,
    List<Outcome> outcomes,
    List<Treatment> treatments,
    List<Analysis> analyses,
    List<Family> families,
    Optional<RegisterQuestions> register,
    Costs costs,
    Release release,
    List<JsonNode> waivers,
    long seed) {

  /** First and last calendar year, both included. */
  public record Period(int from, int to) {}

  /** The last year before the programme and the year it ran only in part. */
  public record Pre(int lastCleanYear, int partialYear) {}

  /**
   * A year in which series may jump for another reason than the programme.
   *
   * @param outcomes outcome ids, or the single word {@code all}
   */
  public record SeriesBreak(int year, String reason, List<String> outcomes) {}

  /**
   * An outcome.
   *
   * @param kind count | rate | share | euro
   * @param from where it comes from: a Sotkanet indicator id or a cost service
   * @param exposure denominator of a count: {@code children-0-17}
   * @param per denominator of euros: {@code children-0-17}
   * @param of the outcome a share is a share of
   * @param family corrective | preventive | cost | covariate | negative-control
   * @param better lower | higher | none
   */
  public record Outcome(
      String id,
      Source from,
      String kind,
      Optional<String> unit,
      Optional<String> exposure,
      Optional<String> per,
      Optional<String> of,
      boolean deflate,
      String family,
      Optional<String> better,
      Optional<Texts> label) {
    /** Unit of the estimated effect: {@code per-1000}, {@code percent}, {@code eur-per-child}. */
    public String effectUnit() {
      return switch (kind) {
        case "count" -> "per-1000";
        case "euro" -> "eur-per-child";
        default -> unit.orElse("percent");
      };
    }
  }

  /** A Sotkanet indicator, or a service of the municipal cost files; exactly one is given. */
  public record Source(Optional<Integer> sotkanet, Optional<String> cost) {}

  /**
   * A treatment.
   *
   * @param kind adoption | dose | package
   * @param contrast which choices are compared
   * @param chosen the one package that is compared with not having chosen it
   * @param level municipality | area: where it is assigned, and so the finest level of clustering
   */
  public record Treatment(
      String id,
      String kind,
      Optional<String> component,
      String level,
      Optional<AdoptedWhen> adoptedWhen,
      Optional<String> measure,
      Optional<Integer> from,
      Optional<String> contrast,
      @JsonProperty("package") Optional<String> chosen,
      Optional<Boolean> causal,
      Optional<Texts> label) {}

  /** When a municipality counts as having a component. */
  public record AdoptedWhen(String status, Optional<Double> coverageAtLeast) {}

  /**
   * One planned analysis.
   *
   * @param outcome ids of one or more outcomes
   * @param settings the method's settings, in the words of the methods' pages
   * @param inference an inference method, or {@code by-design}
   */
  public record Analysis(
      String id,
      Optional<Texts> question,
      List<String> outcome,
      String treatment,
      String method,
      Map<String, JsonNode> settings,
      List<String> checkWith,
      String inference,
      List<String> robustness,
      Map<String, JsonNode> requires,
      Optional<String> role,
      Optional<String> cluster,
      Optional<String> pooling) {

    /** The settings as words, in a map of one's own; the items of a list have commas between. */
    public SortedMap<String, String> words() {
      SortedMap<String, String> words = new TreeMap<>();
      settings.forEach(
          (setting, value) -> {
            StringJoiner items = new StringJoiner(",");
            if (value.isArray()) {
              value.forEach(item -> items.add(item.asText()));
            } else {
              items.add(value.asText());
            }
            words.put(setting, items.toString());
          });
      return words;
    }
  }

  /** Analyses whose p-values are corrected together. */
  public record Family(String id, List<String> analyses, String correct) {}

  /** How money is counted. */
  public record Costs(
      List<String> perspective,
      int priceYear,
      Map<String, JsonNode> discount,
      Map<String, UnitCost> unitCosts,
      Optional<WillingnessToPay> willingnessToPay) {}

  /** A unit cost in euros of the price year with its standard deviation. */
  public record UnitCost(double mean, double sd) {}

  /** The grid of what one outcome unit is worth, in euros. */
  public record WillingnessToPay(double from, double to, double step, String per) {}

  /** Release rules. */
  public record Release(
      int minCount,
      Optional<JsonNode> dominance,
      Optional<Double> percent,
      List<String> languages) {}

  /** The outcome with this id. */
  public Outcome outcome(String id) {
    return outcomes.stream()
        .filter(o -> o.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no outcome " + id));
  }

  /** The analysis with this id. */
  public Analysis analysis(String id) {
    return analyses.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no analysis " + id));
  }

  /** What is asked of the child register. */
  public List<RegisterAnalysis> registerAnalyses() {
    return register.map(RegisterQuestions::analyses).orElse(List.of());
  }

  /** The treatment with this id. */
  public Treatment treatment(String id) {
    return treatments.stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no treatment " + id));
  }
}
