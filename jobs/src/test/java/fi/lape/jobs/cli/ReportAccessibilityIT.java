package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.testing.FirstRun;
import fi.lape.jobs.testing.Launched;
import fi.lape.jobs.testing.ReleaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The report of the samples in a real browser: axe-core finds no serious fault at the width of a
 * phone or a laptop, and it prints.
 */
class ReportAccessibilityIT {
  /** Pinned: a new release of the rules must not fail an old commit. */
  private static final String AXE = "axe-core@4.14.1";

  private static final Pattern FOUND = Pattern.compile("AXE-BEGIN(.*?)AXE-END", Pattern.DOTALL);

  @TempDir static Path folder;

  @BeforeAll
  static void chromiumAndAxeAreThere() throws IOException {
    assumeTrue(runs("command -v chromium"), "Chromium is not installed");
    assumeTrue(runs("command -v npm"), "npm is not installed");
    assumeTrue(
        runs("cd '%s' && npm pack --silent %s && tar xzf axe-core-*.tgz".formatted(folder, AXE)),
        "axe-core cannot be had from the npm registry");
  }

  private static boolean runs(String command) throws IOException {
    return Launched.run(Map.of(), List.of("sh", "-c", command)).exitCode() == 0;
  }

  @ParameterizedTest
  @CsvSource({"fi, 1280", "fi, 390", "sv, 1280", "en, 390"})
  void axeFindsNoSeriousFault(String language, int width) throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, withAxe(report(language)));
    Launched browser =
        chromium(
            "--window-size=" + width + ",900", "--virtual-time-budget=120000", "--dump-dom", page);
    Matcher found = FOUND.matcher(browser.output());
    assertThat(found.find()).as("axe did not finish: " + browser.exitCode()).isTrue();
    JsonNode result = new ObjectMapper().readTree(unescaped(found.group(1)));
    assertThat(result.path("rules").asInt()).isGreaterThan(20);
    List<String> serious = new ArrayList<>();
    for (JsonNode violation : result.path("violations")) {
      if (List.of("serious", "critical").contains(violation.path("impact").asText())) {
        serious.add(violation.toString());
      }
    }
    assertThat(serious).isEmpty();
  }

  @Test
  void thePageThatShouldFailFails() throws IOException {
    String broken = report("en").replace("<html lang=\"en\"", "<html");
    Path page = folder.resolve("broken.html");
    Files.writeString(page, withAxe(broken));
    Launched browser =
        chromium("--window-size=1280,900", "--virtual-time-budget=120000", "--dump-dom", page);
    assertThat(browser.output()).contains("html-has-lang");
  }

  @Test
  void itPrintsAsPdf() throws IOException {
    Path pdf = folder.resolve("report.pdf");
    Path page = folder.resolve("print.html");
    Files.writeString(page, report("fi"));
    chromium("--no-pdf-header-footer", "--print-to-pdf=" + pdf, "--disable-gpu", page);
    assertThat(Files.size(pdf)).isGreaterThan(100_000);
  }

  private static Launched chromium(String one, String two, String three, Path page)
      throws IOException {
    return Launched.run(
        Map.of(),
        List.of(
            "chromium",
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + folder.resolve("profile"),
            one,
            two,
            three,
            page.toUri().toString()));
  }

  private static String report(String language) throws IOException {
    return Files.readString(
        ReleaseFiles.newest(FirstRun.releases()).resolve("report." + language + ".html"));
  }

  private static String withAxe(String page) throws IOException {
    String axe =
        Files.readString(folder.resolve("package/axe.min.js")).replace("</script", "<\\/script");
    String run =
        "axe.run(document).then(function(r){document.documentElement.textContent="
            + "'AXE-BEGIN'+JSON.stringify({rules:r.passes.length+r.violations.length,"
            + "violations:r.violations.map(function(v){return {id:v.id,impact:v.impact,"
            + "nodes:v.nodes.slice(0,3).map(function(n){return n.html})}})})+'AXE-END'})";
    return page.replace(
        "</body>", "<script>" + axe + "</script><script>" + run + "</script></body>");
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
