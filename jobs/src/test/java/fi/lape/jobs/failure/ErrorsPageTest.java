package fi.lape.jobs.failure;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.error.ExitCategory;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.inference.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of errors has every code of the sources, and no other. */
class ErrorsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("evaluation-models/docs/errors.md");

  private static final String CODE = "([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)";

  /** A literal that is a code, or a message that begins with one. */
  private static final Pattern LITERAL = Pattern.compile("\"" + CODE + "(?:\"|: )");

  private static final Pattern MAKES_A_FAILURE =
      Pattern.compile("new (?:Job|Evaluation|Schema|BrokenFile)Exception\\(");
  private static final Pattern SHELL_CODE = Pattern.compile(CODE + "(?:: |:\\?)");
  private static final Pattern LISTED_CODE = Pattern.compile("(?m)(?<=^|,)" + CODE + "(?=,|$)");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]*) \\|(?: (\\d) \\|)?");

  /** On the page a code may be one word, as constants of an enum are. */
  private static final Pattern CODE_OF_ROW = Pattern.compile("`([A-Z][A-Z0-9_]+)");

  private static final Pattern JOB_EXIT = Pattern.compile("ExitCode\\.(\\w+),\\s*\"" + CODE + "\"");
  private static final Pattern EVALUATION_EXIT =
      Pattern.compile("new EvaluationException\\(\\s*(\\w+),\\s*\"" + CODE + "\"");
  private static final Pattern SCHEMA_EXIT =
      Pattern.compile("new SchemaException\\(\\s*\"" + CODE + "\"");
  private static final Pattern REQUEST_EXIT =
      Pattern.compile("SchemaException\\.ofRequest\\(\\s*\"" + CODE + "\"");
  private static final Pattern SHELL_EXIT =
      Pattern.compile("\"" + CODE + ": [^\"]*\" (?:>&2; exit )?(\\d)");

  @Test
  void everyCodeOfTheSourcesIsOnThePage() throws IOException {
    Set<String> missing = toBeExplained();
    missing.removeAll(onPage().keySet());
    assertThat(missing).as("codes to be explained in errors.md").isEmpty();
  }

  @Test
  void everyCodeOnThePageIsInTheSources() throws IOException {
    Set<String> known = enumerated();
    for (String source : javaSources()) {
      known.addAll(codes(LITERAL, source));
    }
    known.addAll(shellCodes());
    Set<String> unknown = new TreeSet<>(onPage().keySet());
    unknown.removeAll(known);
    assertThat(unknown).as("codes of errors.md that no source has").isEmpty();
  }

  @Test
  void exitCodesOnThePageAreThoseOfTheSources() throws IOException {
    Map<String, Set<String>> page = onPage();
    Map<String, Set<String>> sources = exits();
    assertThat(sources).containsKeys("LAKE_BUSY", "PANEL_EMPTY", "AREA_UNKNOWN", "JAVA_MISSING");
    sources.forEach((code, exits) -> assertThat(page.get(code)).as(code).isEqualTo(exits));
  }

  @Test
  void everyKindOfSourceIsLookedAt() throws IOException {
    assertThat(toBeExplained())
        .contains(
            "SETTING_OUT_OF_RANGE", // sample generator, estimators
            "UNIT_NOT_CONSTANT", // estimators
            "CONTRACT_INVALID", // schemas
            "FILE_ENCODING", // a stop that is a reason code too
            "DISK_FULL", // jobs
            "INTERNAL_FAULT", // a message in one literal
            "NO_ADOPTERS", // a reason in a literal
            "ALWAYS_TREATED", // a reason of an enum
            "MAVEN_MISSING", // launcher
            "JAR_MISSING", // submit scripts
            "LAPE_IMAGE_MISSING") // a variable that a script demands
        .doesNotContain("CELL_MISSING", "NOT_ESTIMABLE"); // explained by the code lists
  }

  /** All codes of files that make failures; elsewhere those that no code list explains. */
  private static Set<String> toBeExplained() throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String list : read(ROOT.resolve("schemas/codelists"), p -> p.endsWith(".csv"))) {
      listed.addAll(codes(LISTED_CODE, list));
    }
    Set<String> found = enumerated();
    for (String source : javaSources()) {
      Set<String> codes = codes(LITERAL, source);
      if (!MAKES_A_FAILURE.matcher(source).find()) {
        codes.removeAll(listed);
      }
      found.addAll(codes);
    }
    found.addAll(shellCodes());
    return found;
  }

  /** Reasons that are constants, not literals. */
  private static Set<String> enumerated() {
    return Stream.concat(Stream.of(Reason.values()), Stream.of(Refusal.values()))
        .map(Enum::name)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> shellCodes() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String script : scripts()) {
      found.addAll(codes(SHELL_CODE, script));
    }
    return found;
  }

  /** Exit codes by code, where code and exit stand side by side in the source. */
  private static Map<String, Set<String>> exits() throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String source : javaSources()) {
      matches(JOB_EXIT, source)
          .forEach(m -> put(found, m.group(2), ExitCode.valueOf(m.group(1)).number()));
      matches(EVALUATION_EXIT, source)
          .forEach(m -> put(found, m.group(2), ExitCategory.valueOf(m.group(1)).exitCode()));
      matches(SCHEMA_EXIT, source).forEach(m -> put(found, m.group(1), ExitCode.DATA.number()));
      matches(REQUEST_EXIT, source)
          .forEach(m -> put(found, m.group(1), ExitCode.PLAN_OR_ARGUMENTS.number()));
    }
    for (String script : scripts()) {
      matches(SHELL_EXIT, script)
          .forEach(m -> put(found, m.group(1), Integer.parseInt(m.group(2))));
    }
    return found;
  }

  private static void put(Map<String, Set<String>> exits, String code, int exit) {
    exits.computeIfAbsent(code, c -> new TreeSet<>()).add(Integer.toString(exit));
  }

  /** The codes in the first column of the page's tables, with the exit codes beside them. */
  private static Map<String, Set<String>> onPage() throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    matches(ROW, Files.readString(PAGE))
        .forEach(
            row -> {
              for (String code : codes(CODE_OF_ROW, row.group(1))) {
                Set<String> exits = found.computeIfAbsent(code, c -> new TreeSet<>());
                if (row.group(2) != null) {
                  exits.add(row.group(2));
                }
              }
            });
    return found;
  }

  private static List<String> javaSources() throws IOException {
    List<Path> modules;
    try (Stream<Path> folders = Files.walk(ROOT, 2)) {
      modules =
          folders.map(f -> f.resolve("src/main/java")).filter(Files::isDirectory).sorted().toList();
    }
    List<String> sources = new ArrayList<>();
    for (Path module : modules) {
      sources.addAll(read(module, p -> p.endsWith(".java")));
    }
    return sources;
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (String folder : List.of("jobs/bin", "jobs/submit", "notebooks")) {
      scripts.addAll(read(ROOT.resolve(folder), p -> p.endsWith(".sh") || p.endsWith("/bin/lape")));
    }
    return scripts;
  }

  private static List<String> read(Path folder, Predicate<String> wanted) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (wanted.test(file.toString().replace('\\', '/'))) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  private static Set<String> codes(Pattern pattern, String text) {
    return matches(pattern, text).map(m -> m.group(1)).collect(toCollection(TreeSet::new));
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
