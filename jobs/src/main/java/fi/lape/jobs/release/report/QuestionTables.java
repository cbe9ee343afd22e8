package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.StudyPlan.Analysis;
import fi.lape.jobs.plan.StudyPlan.Treatment;
import fi.lape.jobs.release.table.TableRow;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was asked, what counts as having a treatment, and who had it when. */
final class QuestionTables {
  private final Material material;
  private final Words words;
  private final StudyPlan plan;

  QuestionTables(Material material) {
    this.material = material;
    this.words = material.words();
    this.plan = material.plan();
  }

  TableView questions() {
    TableMaker table =
        new TableMaker(
            words.get("questions.table"),
            words.list("head.analysis", "head.outcome", "head.estimand", "head.method"));
    for (Analysis analysis : plan.analyses()) {
      table
          .text(
              analysis.question().map(words::text).orElse(analysis.id()),
              analysis.id() + analysis.role().map(r -> " · " + words.known("role", r)).orElse(""))
          .text(
              analysis.outcome().stream().map(words::outcome).collect(Collectors.joining("; ")),
              analysis.outcome().stream()
                  .map(o -> words.changeUnit(plan.outcome(o).effectUnit()))
                  .distinct()
                  .collect(Collectors.joining("; ")))
          .text(
              words.known("estimand-of", analysis.method()), words.treatment(analysis.treatment()))
          .text(words.known("method-name", analysis.method()), "");
    }
    return table.done(words.get("questions.note"));
  }

  TableView definitions() {
    TableMaker table =
        new TableMaker(
            words.get("definitions.table"),
            words.list("head.treatment", "head.kind", "head.definition"));
    for (Treatment treatment : plan.treatments()) {
      table
          .text(words.treatment(treatment.id()), treatment.id())
          .text(words.known("kind", treatment.kind()))
          .text(definition(treatment));
    }
    return table.done();
  }

  private String definition(Treatment treatment) {
    return switch (treatment.kind()) {
      case "adoption" ->
          words.get(
              treatment.adoptedWhen().flatMap(StudyPlan.AdoptedWhen::coverageAtLeast).isPresent()
                  ? "definition.adoption-reach"
                  : "definition.adoption",
              words.code("components", treatment.component().orElse("")),
              words
                  .code(
                      "component_status",
                      treatment.adoptedWhen().map(StudyPlan.AdoptedWhen::status).orElse(""))
                  .toLowerCase(Locale.ROOT),
              words
                  .numbers()
                  .whole(
                      100
                          * treatment
                              .adoptedWhen()
                              .flatMap(StudyPlan.AdoptedWhen::coverageAtLeast)
                              .orElse(0.0)));
      case "dose" ->
          words.get(
              "definition.dose",
              words.known("dose-measure", treatment.measure().orElse("")),
              words.known("level", treatment.level()),
              plan.pre().lastCleanYear());
      default ->
          words.known(
              "contrast", treatment.contrast().or(treatment::chosen).orElse(treatment.id()));
    };
  }

  /** Municipalities by year of adoption, and how many of their children the component reached. */
  TableView adoption() {
    Map<String, Map<Integer, Integer>> counts = new TreeMap<>();
    Map<String, double[]> reach = new TreeMap<>(); // sum of coverage, adopters, others
    TreeSet<Integer> years = new TreeSet<>();
    for (TableRow row : material.release().table("municipality_treatment").rows()) {
      double[] sums = reach.computeIfAbsent(row.text("treatment"), t -> new double[3]);
      if (row.isEmpty("adoption_year")) {
        sums[2]++;
        continue;
      }
      years.add(row.whole("adoption_year"));
      counts
          .computeIfAbsent(row.text("treatment"), t -> new TreeMap<>())
          .merge(row.whole("adoption_year"), 1, Integer::sum);
      sums[0] += row.numberIfAny("coverage").orElse(0);
      sums[1]++;
    }
    java.util.List<String> head = new java.util.ArrayList<>();
    head.add(words.get("head.treatment"));
    years.forEach(year -> head.add(Integer.toString(year)));
    head.add(words.get("cohort.never"));
    head.add(words.get("head.reach"));
    TableMaker table = new TableMaker(words.get("adoption.table"), head);
    reach.forEach(
        (treatment, sums) -> {
          table.text(words.treatment(treatment), treatment);
          for (int year : years) {
            table.number(
                words
                    .numbers()
                    .whole(counts.getOrDefault(treatment, Map.of()).getOrDefault(year, 0)));
          }
          table.number(words.numbers().whole(sums[2]));
          table.number(
              sums[1] == 0
                  ? Numbers.NONE
                  : words.numbers().whole(100 * sums[0] / sums[1]) + Numbers.NO_BREAK + "%");
        });
    return table.done(words.get("adoption.note"));
  }
}
