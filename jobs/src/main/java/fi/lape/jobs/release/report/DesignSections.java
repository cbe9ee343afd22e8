package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;

/** Sections 1–6: what was asked, of which data, and what they could be expected to show. */
final class DesignSections {
  private final Material material;
  private final Words words;

  DesignSections(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /**
   * @param eventStudies that are not on the first page
   */
  List<SectionView> all(List<ChartView> eventStudies) {
    FlowTables flow = new FlowTables(words, material.release(), material.log());
    QuestionTables questions = new QuestionTables(material);
    List<SectionView> sections = new ArrayList<>();
    sections.add(
        new SectionMaker(words, "1", "question")
            .text("question.lead", material.plan().analyses().size())
            .table(questions.questions(), "cards", "none.questions")
            .heading("question.how")
            .list(material.numbered("method."))
            .done());
    sections.add(
        new SectionMaker(words, "2", "fidelity")
            .text("fidelity.lead")
            .table(questions.definitions(), "", "none.definitions")
            .table(questions.adoption(), "", "none.adoption")
            .table(new FidelityTable(material).table(), "", "none.fidelity")
            .done());
    sections.add(
        new SectionMaker(words, "3", "flow")
            .text("flow.lead")
            .flow(new FlowDiagram(material).steps())
            .charts(new MissingReports(material).chart().stream().toList(), "none.reports")
            .table(flow.findings(), "", "none.findings")
            .details("flow.details", flow.flow())
            .done());
    sections.add(
        new SectionMaker(words, "4", "power")
            .text("power.lead", material.plan().pre().lastCleanYear())
            .table(new PowerTable(material).table(), "", "none.power")
            .done());
    sections.add(
        new SectionMaker(words, "5", "series")
            .text("series.lead", material.plan().pre().lastCleanYear())
            .heading("series.cohorts")
            .charts(
                new CohortChart(words, material.plan(), material.release()).all(), "none.series")
            .heading("series.thirds")
            .text("series.thirds-lead")
            .charts(new TertileChart(material).all(), "none.thirds")
            .done());
    sections.add(
        new SectionMaker(words, "6", "trends")
            .text("trends.lead")
            .table(new TrendTable(material).table(), "", "none.trends")
            .charts(eventStudies, "none.events")
            .heading("trends.honest")
            .text("trends.honest-lead")
            .charts(Material.present(material.all(), new HonestChart(material)::of), "none.honest")
            .done());
    return sections;
  }
}
