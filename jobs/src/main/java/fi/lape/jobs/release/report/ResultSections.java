package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sections 7–13: the estimates, and everything that was done to shake them. */
final class ResultSections {
  private static final Set<String> PLACEBOS = Set.of("placebo-year", "negative-control");
  private static final Set<String> TIMING = Set.of("anticipation", "controls");

  private final Material material;
  private final Words words;

  ResultSections(Material material) {
    this.material = material;
    this.words = material.words();
  }

  List<SectionView> all() {
    HeadlineTable headlines = new HeadlineTable(words, material.plan(), material.release());
    SpecificationChart curves = new SpecificationChart(words, material.plan(), material.release());
    InfluenceChart influences = new InfluenceChart(words, material.plan(), material.release());
    ChoiceTable choices = new ChoiceTable(material);
    List<SectionView> sections = new ArrayList<>();
    sections.add(
        new SectionMaker(words, "7", "main")
            .text("main.lead")
            .table(headlines.table(material.all(), "all.table"), "cards", "answer.nothing")
            .heading("main.dose")
            .text("main.dose-lead")
            .charts(new DoseChart(words, material.plan(), material.release()).all(), "none.dose")
            .done());
    sections.add(
        new RegisterTables(material)
            .addTo(
                new SectionMaker(words, "8", "second")
                    .text("second.lead")
                    .table(new OtherMethods(material).table(), "", "none.second"))
            .heading("second.curve")
            .text("second.curve-lead")
            .table(
                new SpecificationSummary(words, material.plan(), material.release())
                    .of(material.all()),
                "",
                "none.specifications")
            .charts(Material.present(material.first(), curves::of), "none.specifications")
            .done());
    sections.add(
        new SectionMaker(words, "9", "areas")
            .text("areas.lead")
            .charts(new AreaEffectChart(words, material.release()).all(), "none.areas")
            .done());
    sections.add(
        new SectionMaker(words, "10", "packages")
            .text("packages.lead")
            .table(new PackageTable(words, material.release()).table(), "cards", "none.packages")
            .done());
    sections.add(
        new SectionMaker(words, "11", "placebo")
            .text("placebo.lead")
            .table(
                choices.of(material.first(), "placebo.table", PLACEBOS, false, ""),
                "",
                "none.placebo")
            .details("placebo.details", choices.of(rest(), "placebo.table", PLACEBOS, false, ""))
            .done());
    sections.add(
        new SectionMaker(words, "12", "spillover")
            .text("spillover.lead")
            .table(
                choices.of(material.first(), "spillover.table", TIMING, true, "spillover.note"),
                "",
                "none.spillover")
            .details("placebo.details", choices.of(rest(), "spillover.table", TIMING, true, ""))
            .list(material.numbered("spillover.limit."))
            .done());
    sections.add(
        new SectionMaker(words, "13", "influence")
            .text("influence.lead")
            .charts(Material.present(material.all(), influences::of), "none.influence")
            .done());
    return sections;
  }

  /** The headlines that are not on the first page. */
  private List<Headline> rest() {
    return material.all().stream().filter(h -> !material.first().contains(h)).toList();
  }
}
