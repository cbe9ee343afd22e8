package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.DataOrigin;
import fi.lape.jobs.release.disclosure.DisclosureLog;
import fi.lape.jobs.release.table.Release;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The report of a release, one file a language of the plan: {@code report.fi.html}, …
 *
 * <p>Everything is in the file: style, charts as SVG, no script and no address. The same release
 * gives the same bytes.
 */
public final class Report {
  private final StudyPlan plan;
  private final Release release;
  private final DisclosureLog log;
  private final DataOrigin origin;
  private final Map<String, String> facts;
  private final SortedMap<String, Long> versions;

  /**
   * A report of released tables.
   *
   * @param facts plan hash, code version and the like
   * @param versions versions of the lake's tables
   */
  public Report(
      StudyPlan plan,
      Release release,
      DisclosureLog log,
      DataOrigin origin,
      Map<String, String> facts,
      SortedMap<String, Long> versions) {
    this.plan = plan;
    this.release = release;
    this.log = log;
    this.origin = origin;
    this.facts = new LinkedHashMap<>(facts);
    this.versions = versions;
  }

  /** Writes the report in every language of the plan. */
  public void write(Path folder) throws IOException {
    ClasspathLoader loader = new ClasspathLoader(Report.class.getClassLoader());
    loader.setPrefix("report");
    loader.setSuffix(".peb");
    PebbleTemplate template =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .build()
            .getTemplate("report");
    for (String code : plan.release().languages()) {
      StringWriter page = new StringWriter();
      template.evaluate(page, model(Language.of(code)));
      Files.writeString(folder.resolve("report." + code + ".html"), page.toString());
    }
  }

  private Map<String, Object> model(Language language) {
    Words words = new Words(language, plan, release);
    Headlines found = new Headlines(plan, release);
    List<Headline> first = found.firstPage();
    Material material =
        new Material(words, plan, release, log, found.all(), first, facts, versions);
    Answer answer = new Answer(words, plan, release);
    Optional<Headline> main = first.stream().findFirst();
    List<ChartView> events =
        Material.present(found.all(), new EventStudyChart(words, plan, release)::of);
    List<SectionView> sections = new ArrayList<>();
    sections.addAll(new DesignSections(material).all(events.stream().skip(1).toList()));
    sections.addAll(new ResultSections(material).all());
    sections.addAll(new ClosingSections(material).all());
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("lang", language.code());
    model.put("title", words.text(plan.title()));
    model.put("text", texts(words));
    model.put("style", style());
    model.put("origin", originStamp(words).stream().toList());
    model.put("stamps", stamps(words, first));
    model.put(
        "question", main.map(h -> question(words, h)).orElseGet(() -> words.text(plan.title())));
    model.put("answer", main.map(answer::sentence).orElseGet(() -> words.get("answer.nothing")));
    model.put("cannot", words.get("cannot.sentence", release.table("area_profile").rows().size()));
    model.put("headlines", new HeadlineTable(words, plan, release).table(first, "headline.table"));
    model.put("hidden", main.flatMap(answer::hiddenCells).stream().toList());
    model.put("tiles", TileMap.of(words, plan, release));
    model.put("mainChart", events.stream().limit(1).toList());
    model.put("sections", sections);
    model.put("appendices", new Appendices(material).all(sections));
    return model;
  }

  private static String style() {
    try (InputStream in = Report.class.getResourceAsStream("/report/style.css")) {
      return new String(
          Objects.requireNonNull(in, "style.css").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts without values, for the template. */
  private static Map<String, String> texts(Words words) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String key : words.keys()) {
      if (key.startsWith("page.")) {
        texts.put(key.substring("page.".length()), words.get(key));
      }
    }
    return texts;
  }

  private String question(Words words, Headline headline) {
    return plan.analyses().stream()
        .filter(a -> a.id().equals(headline.analysis()))
        .findFirst()
        .flatMap(StudyPlan.Analysis::question)
        .map(words::text)
        .orElseGet(() -> headline.row().text("question"));
  }

  /** What must stand on every page of data that are not real. */
  private Optional<String> originStamp(Words words) {
    return switch (origin) {
      case SYNTHETIC -> Optional.of(words.get("stamp.synthetic"));
      case MIXED -> Optional.of(words.get("stamp.mixed"));
      case REAL -> Optional.empty();
    };
  }

  private List<String> stamps(Words words, List<Headline> first) {
    List<String> stamps = new ArrayList<>();
    long withheld = first.stream().filter(h -> h.verdict() == Verdict.WITHHELD).count();
    if (withheld > 0) {
      stamps.add(words.get("stamp.withheld", withheld));
    }
    if (!plan.waivers().isEmpty()) {
      stamps.add(words.get("stamp.waiver", plan.waivers().size()));
    }
    return stamps;
  }
}
