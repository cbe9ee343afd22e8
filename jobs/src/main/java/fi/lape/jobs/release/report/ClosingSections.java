package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.PlanNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Sections 14–18: costs, limits, disclosure control, checklists and reproducibility. */
final class ClosingSections {
  private final Material material;
  private final Words words;

  ClosingSections(Material material) {
    this.material = material;
    this.words = material.words();
  }

  List<SectionView> all() {
    CostTables costs = new CostTables(words, material.plan(), material.release());
    FlowTables flow = new FlowTables(words, material.release(), material.log());
    List<SectionView> sections = new ArrayList<>();
    sections.add(
        new SectionMaker(words, "14", "costs")
            .text("costs.lead", material.plan().costs().priceYear())
            .table(costs.byArea(), "", "none.costs")
            .heading("costs.effectiveness")
            .text("costs.effectiveness-lead")
            .table(costs.effectiveness(), "", "none.effectiveness")
            .charts(new PlaneChart(material).all(), "none.effectiveness")
            .charts(new AcceptabilityChart(material).all(), "none.effectiveness")
            .heading("costs.sensitivity")
            .text("costs.sensitivity-lead")
            .charts(new SensitivityChart(material).all(), "none.effectiveness")
            .heading("costs.budget")
            .charts(new BudgetChart(material).all(), "none.effectiveness")
            .done());
    sections.add(
        new SectionMaker(words, "15", "cannot")
            .text("cannot.lead")
            .list(cannots())
            .table(new RefusedTable(material).table(), "", "none.refused")
            .done());
    sections.add(
        new SectionMaker(words, "16", "disclosure")
            .text("disclosure.lead")
            .table(flow.disclosure(), "", "none.disclosure")
            .done());
    sections.add(
        new SectionMaker(words, "17", "checklists")
            .text("checklists.lead")
            .details("checklists.details", flow.diagnostics())
            .done());
    sections.add(
        new SectionMaker(words, "18", "facts")
            .text("facts.lead")
            .table(reproducibility(), "hash", "none.facts")
            .done());
    return sections;
  }

  /** What no such data tell, and what this version leaves undone of what the plan asks for. */
  private List<String> cannots() {
    List<String> lines = new ArrayList<>(material.numbered("cannot."));
    PlanNotes notes = PlanNotes.of(material.plan());
    addNote(lines, "cannot.plan-not-used", notes.notUsed());
    addNote(lines, "cannot.plan-drawn-only", notes.drawnOnly());
    addNote(lines, "cannot.plan-not-available", notes.notAvailable());
    return lines;
  }

  private void addNote(List<String> lines, String key, List<String> named) {
    if (!named.isEmpty()) {
      lines.add(words.get(key, String.join(", ", named)));
    }
  }

  private TableView reproducibility() {
    TableMaker table =
        new TableMaker(words.get("facts.table"), words.list("head.fact", "head.value"));
    material
        .facts()
        .forEach(
            (key, value) ->
                table.text(words.known("fact", key)).text(Objects.requireNonNull(value, key)));
    material
        .versions()
        .forEach((name, version) -> table.text(name).text(words.get("version", version)));
    return table.done(words.get("facts.note"));
  }
}
