package fi.lape.jobs.release.report;

import fi.lape.jobs.release.disclosure.DisclosureLog;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The way from files to estimates: how many rows came, and how many stayed behind and why. */
final class FlowDiagram {
  private final Material material;
  private final Words words;

  FlowDiagram(Material material) {
    this.material = material;
    this.words = material.words();
  }

  List<FlowStep> steps() {
    List<FlowStep> steps = new ArrayList<>();
    steps.add(new FlowStep(words.get("flow.received"), received()));
    steps.add(new FlowStep(words.get("flow.panel"), panel()));
    steps.add(new FlowStep(words.get("flow.estimates"), estimates()));
    steps.add(new FlowStep(words.get("flow.released"), released()));
    return steps.stream().filter(step -> !step.boxes().isEmpty()).toList();
  }

  private List<FlowStep.Box> received() {
    List<FlowStep.Box> boxes = new ArrayList<>();
    for (TableRow row : rows("received")) {
      List<String> losses = new ArrayList<>();
      for (TableRow lost : rows("quarantined")) {
        if (lost.text("table_name").equals(row.text("table_name"))) {
          losses.add(loss("flow.quarantined", lost));
        }
      }
      boxes.add(
          new FlowStep.Box(
              label(row.text("table_name")),
              words.get("flow.rows", words.numbers().whole(row.number("rows"))),
              losses));
    }
    return boxes;
  }

  /** Municipality-years by outcome: with a value, and without one. */
  private List<FlowStep.Box> panel() {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, List<String>> losses = new LinkedHashMap<>();
    for (TableRow row : rows("written")) {
      if (row.text("table_name").equals("municipality_year") && !row.isEmpty("detail")) {
        String detail = row.text("detail");
        boolean kept = row.text("reason_code").equals("NONE");
        values.merge(detail, kept ? row.number("rows") : 0.0, Double::sum);
        List<String> lost = losses.computeIfAbsent(detail, d -> new ArrayList<>());
        if (!kept) {
          lost.add(loss("flow.without-value", row));
        }
      }
    }
    List<FlowStep.Box> boxes = new ArrayList<>();
    values.forEach(
        (detail, rows) ->
            boxes.add(
                new FlowStep.Box(
                    words.outcome(detail.replace("outcome ", "")),
                    words.get("flow.municipality-years", words.numbers().whole(rows)),
                    losses.get(detail))));
    return boxes;
  }

  private List<FlowStep.Box> estimates() {
    List<FlowStep.Box> boxes = new ArrayList<>();
    for (Headline headline : material.all()) {
      TableRow row = headline.row();
      boxes.add(
          new FlowStep.Box(
              material.about(headline.analysis(), headline.outcome()),
              words.get(
                  "flow.units",
                  words.numbers().whole(row.number("units")),
                  words.numbers().whole(row.number("clusters"))),
              row.isEmpty("estimate")
                  ? List.of(words.get("verdict." + headline.verdict().key()))
                  : List.of()));
    }
    return boxes;
  }

  private List<FlowStep.Box> released() {
    List<FlowStep.Box> boxes = new ArrayList<>();
    for (DisclosureLog.Entry entry : material.log().entries()) {
      long hidden = entry.hiddenBySource() + entry.primary() + entry.secondary();
      if (hidden > 0) {
        boxes.add(
            new FlowStep.Box(
                material
                    .release()
                    .table(entry.table())
                    .contract()
                    .labels()
                    .in(words.language().code()),
                words.get("flow.rows", words.numbers().whole((double) entry.rows())),
                List.of(words.get("flow.hidden", words.numbers().whole((double) hidden)))));
      }
    }
    return boxes;
  }

  private String loss(String key, TableRow row) {
    return words.get(
        key,
        words.numbers().whole(row.number("rows")),
        words.code("reason_codes", row.text("reason_code")));
  }

  private List<TableRow> rows(String step) {
    return material
        .release()
        .table("data_flow")
        .rows(r -> r.text("step").equals(step) && r.number("rows") > 0);
  }

  private String label(String table) {
    return Contracts.all().stream()
        .filter(c -> c.name().equals(table))
        .findFirst()
        .map(Contract::labels)
        .map(labels -> labels.in(words.language().code()))
        .orElse(table);
  }
}
