package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.plan.Texts;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.CodeLists;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What things are called in the language of the report. */
final class Words {
  private final Language language;
  private final Messages messages;
  private final Details details;
  private final Numbers numbers;
  private final StudyPlan plan;
  private final Map<String, String> areas = new HashMap<>();

  Words(Language language, StudyPlan plan, Release release) {
    this.language = language;
    this.messages = new Messages(language);
    this.details = new Details(messages);
    this.numbers = new Numbers(language);
    this.plan = plan;
    for (TableRow area : release.table("area_profile").rows()) {
      areas.put(area.text("area_code"), area.text("name_" + language.code()));
    }
  }

  Language language() {
    return language;
  }

  Numbers numbers() {
    return numbers;
  }

  String get(String key, Object... values) {
    return messages.get(key, values);
  }

  java.util.Set<String> keys() {
    return messages.keys();
  }

  List<String> list(String... keys) {
    return java.util.Arrays.stream(keys).map(this::get).toList();
  }

  String text(Texts texts) {
    return texts.in(language.code());
  }

  /** The plan's label, else the report's word, else the indicator's published title. */
  String outcome(String id) {
    Optional<StudyPlan.Outcome> planned =
        plan.outcomes().stream().filter(o -> o.id().equals(id)).findFirst();
    return planned
        .flatMap(StudyPlan.Outcome::label)
        .map(this::text)
        .or(() -> messages.find("outcome." + id))
        .or(
            () ->
                planned
                    .flatMap(o -> o.from().sotkanet())
                    .flatMap(i -> CodeLists.standard().indicator(i))
                    .map(i -> i.labels().in(language.code())))
        .orElseGet(() -> code("register_outcomes", id));
  }

  /** The outcome as it stands after a number, such as "new placements". */
  String outcomeMany(String id) {
    return messages.find("outcome." + id + ".many").orElseGet(() -> outcome(id));
  }

  String treatment(String id) {
    return plan.treatments().stream()
        .filter(t -> t.id().equals(id))
        .findFirst()
        .flatMap(StudyPlan.Treatment::label)
        .map(this::text)
        .or(() -> messages.find("treatment." + id))
        .orElseGet(() -> code("packages", id));
  }

  String area(String code) {
    return areas.getOrDefault(code, code);
  }

  /** The label of a code, or the code where the list has no such code. */
  String code(String list, String code) {
    if (!CodeLists.standard().has(list)) {
      return code;
    }
    return CodeLists.standard()
        .labels(list, code)
        .map(labels -> labels.in(language.code()))
        .orElse(code);
  }

  /** The unit of a change: percentages change by percentage points. */
  String changeUnit(String unit) {
    return messages.find("change-unit." + unit).orElseGet(() -> code("units", unit));
  }

  /** The unit of a level. */
  String levelUnit(String unit) {
    return messages.find("level-unit." + unit).orElseGet(() -> code("units", unit));
  }

  /** The unit of a level along an axis, written out. */
  String axisUnit(String unit) {
    return messages.find("axis-unit." + unit).orElseGet(() -> levelUnit(unit));
  }

  /** The unit of a change along an axis, written out. */
  String changeAxisUnit(String unit) {
    return messages.find("axis-unit." + unit).orElseGet(() -> changeUnit(unit));
  }

  /** The detail of a finding in the language of the report; names of keys and files as they are. */
  String detail(String detail) {
    return details.translate(detail).orElse(detail);
  }

  /** The words of a diagnostic or a reason, or its code. */
  String known(String kind, String code) {
    return messages.find(kind + "." + code).orElse(code);
  }
}
