package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.release.table.TableRow;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** The report of a release. */
class ReleasedReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"fi", "sv", "en"})
  void theReportIsWellFormedAndNeedsNothingFromElsewhere(String language) throws Exception {
    String page = page(language);
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
    assertThat(page)
        .doesNotContain("<script", "@import", "src=", "<link", "<img", "url(http", "href=\"http");
    assertThat(page.replace("http://www.w3.org/", "")).doesNotContain("http:", "https:");
    assertThat(page).doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void theReportGivesTheHeadlinesOfTheReleasedTable() throws IOException {
    TableRow row = headline("E2-placed-share", "att-simple");
    assertThat(row.isEmpty("estimate")).isFalse();
    double half = (row.number("ci_high") - row.number("ci_low")) / 2;
    int digits = (int) Math.max(0, 1 - Math.floor(Math.log10(half)));
    String estimate =
        String.format(java.util.Locale.ROOT, "%+." + digits + "f", row.number("estimate"))
            .replace('.', ',')
            .replace('-', '\u2212');
    assertThat(page("fi")).contains(estimate);
  }

  @Test
  void syntheticDataIsStampedBeforeAnythingElse() throws IOException {
    assertThat(page("fi")).contains("SYNTEETTINEN AINEISTO");
    assertThat(page("en").indexOf("SYNTHETIC DATA")).isLessThan(page("en").indexOf("<h1 "));
  }

  @Test
  void theReportSaysWhichKeysOfThePlanDecideNothing() throws IOException {
    for (String language : MadeUpRelease.plan().release().languages()) {
      String page = page(language);
      String cannot =
          page.substring(
              page.indexOf("<section id=\"cannot\""), page.indexOf("<section id=\"disclosure\""));
      assertThat(cannot).contains("costs.unit_costs");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fi", "sv", "en"})
  void theEighteenSectionsStandInOrderAndNoneIsEmpty(String language) throws IOException {
    List<String> ids =
        List.of(
            "question",
            "fidelity",
            "flow",
            "power",
            "series",
            "trends",
            "main",
            "second",
            "areas",
            "packages",
            "placebo",
            "spillover",
            "influence",
            "costs",
            "cannot",
            "disclosure",
            "checklists",
            "facts");
    String page = page(language);
    int at = page.indexOf("<nav ");
    for (int i = 0; i < ids.size(); i++) {
      String heading =
          "<section id=\"%s\" aria-labelledby=\"%s-title\"><h2 id=\"%s-title\"><span class=\"no\">%d</span>"
              .formatted(ids.get(i), ids.get(i), ids.get(i), i + 1);
      int next = page.indexOf(heading, at);
      assertThat(next).as(ids.get(i)).isGreaterThan(at);
      String section = page.substring(next, page.indexOf("</section>", next));
      assertThat(section).as(ids.get(i)).containsAnyOf("<td", "<ol class=\"flow\"");
      at = next;
    }
  }

  @Test
  void everyPrintedPageBearsTheStamp() throws IOException {
    assertThat(page("fi")).contains("@top-left{content:\"SYNTEETTINEN");
    assertThat(page("en")).contains("@top-left{content:\"SYNTHETIC");
  }

  @Test
  void theFirstPageSaysHowFarHiddenCellsAloneCouldMoveTheAnswer() throws IOException {
    TableRow row = headline("E2-new-placements", "att-simple");
    double half = (row.number("ci_high") - row.number("ci_low")) / 2;
    int digits = (int) Math.max(0, 1 - Math.floor(Math.log10(half)));
    double low = diagnostic("E2-new-placements", "suppressed-cell-bounds-low");
    double high = diagnostic("E2-new-placements", "suppressed-cell-bounds-high");
    double share = diagnostic("E2-new-placements", "hidden-child-share");
    String first = page("en").substring(0, page("en").indexOf("id=\"tiles\""));
    assertThat(low).isLessThan(high);
    assertThat(first)
        .contains("these cells alone could put it within " + english(low, digits))
        .contains(english(high, digits) + "\u00A0/\u00A01000\u00A0children. The ")
        .contains("municipality-years with " + english(100 * share, 1) + "\u00A0% of the children");
    assertThat(first.contains("The range holds zero")).isEqualTo(low <= 0 && high >= 0);
  }

  @Test
  void theAnswerIsGivenAgainstTheLevelItStartedFrom() throws IOException {
    TableRow row = headline("E2-new-placements", "att-simple");
    String percent =
        english(100 * row.number("estimate") / row.number("baseline_mean"), 1) + "\u00A0%";
    assertThat(page("en")).contains("(" + percent + " of the level of 2016, ");
  }

  @Test
  void anAreaThatTurnsTheSignIsNamedAmongTheChecks() throws IOException {
    Map<String, String> areas = new TreeMap<>();
    for (TableRow row :
        MadeUpRelease.read("influence").rows(r -> r.textIfAny("sign_flips").isPresent())) {
      if (row.text("sign_flips").equals("true")) {
        areas.merge(
            row.text("analysis") + row.text("estimand"),
            row.text("area_code"),
            "%s, %s"::formatted);
      }
    }
    assertThat(areas).isNotEmpty();
    assertThat(areas.values())
        .allSatisfy(codes -> assertThat(page("en")).contains("Sign turns without " + codes + ";"));
  }

  private static TableRow headline(String analysis, String estimand) throws IOException {
    return MadeUpRelease.read("effect_estimate")
        .rows(
            r ->
                r.text("analysis").equals(analysis)
                    && r.text("estimand").equals(estimand)
                    && r.text("method").equals("group-time-att"))
        .get(0);
  }

  private static double diagnostic(String analysis, String name) throws IOException {
    return MadeUpRelease.read("diagnostic")
        .rows(r -> r.text("analysis").equals(analysis) && r.text("diagnostic").equals(name))
        .get(0)
        .number("value");
  }

  private static String english(double value, int digits) {
    return String.format(java.util.Locale.ROOT, "%." + digits + "f", value).replace('-', '\u2212');
  }

  private static String page(String language) throws IOException {
    return Files.readString(MadeUpRelease.first().resolve("report." + language + ".html"));
  }
}
