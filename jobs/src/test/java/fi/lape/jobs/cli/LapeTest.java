package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fi.lape.jobs.lake.LakeState;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.AreaMethods;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Labels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything a user can get wrong before any data is read. */
class LapeTest {
  private static final String PLAN = "../evaluation-models/plans/lape.yaml";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int lape(String... arguments) {
    return Lape.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void helpTeachesTheCommandsAndTheExitCodes() {
    assertThat(lape("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "run",
            "ingest",
            "panel",
            "evaluate",
            "cost",
            "robustness",
            "register",
            "release",
            "plan",
            "tables")
        .contains("lape plan check my.yaml")
        .contains("5 disclosure check failed");
  }

  @Test
  void methodsOfPlansAreListedWithWhatTheyNeed() {
    assertThat(lape("methods")).isZero();
    for (String word : AreaMethods.WORDS) {
      assertThat(out.toString()).containsPattern("(?m)^  " + word + "$");
    }
    assertThat(PlanMethod.ALL)
        .allSatisfy(
            m ->
                assertThat(Path.of("../evaluation-models/docs/methods/" + m.page() + ".md"))
                    .exists());
  }

  @Test
  void powerOfALakeWithoutAPanelNamesTheStageToRun() {
    assertThat(lape("power", "--plan", PLAN, "--lake", folder.toString(), "--quiet")).isEqualTo(6);
    assertThat(err.toString()).startsWith("STAGE_INCOMPLETE: ").contains("Run 'lape ingest'");
  }

  @Test
  void aCommandThatDoesNotExistIsTwo() {
    assertThat(lape("estimat")).isEqualTo(2);
    assertThat(err.toString()).contains("estimat");
  }

  @Test
  void aGoodPlanIsSaidToBeGood() {
    assertThat(lape("plan", "check", PLAN)).isZero();
    assertThat(out.toString()).contains("lape-external-evaluation, version 1: no fault");
    assertThat(out.toString())
        .contains("NOTE: this version does not use these keys of the plan: ")
        .contains("costs.unit_costs");
  }

  @Test
  void aPlanWithFaultsIsTwoWithoutAStackTrace() throws IOException {
    Path plan = folder.resolve("broken.yaml");
    Files.writeString(
        plan,
        Files.readString(Path.of(PLAN)).replace("treatment: systemic-model", "treatment: magic"),
        StandardCharsets.UTF_8);
    assertThat(lape("plan", "check", plan.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("PLAN_INVALID: the study plan 'broken.yaml' has 2 faults")
        .contains("magic")
        .doesNotContain("\tat ");
  }

  @Test
  void aPlanThatIsNotThereIsNamed() {
    assertThat(lape("run", "--plan", "no-such.yaml", "--sources", folder.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("PLAN_UNREADABLE: the study plan 'no-such.yaml' cannot be read.");
  }

  @Test
  void bundledFilesAreNotGuessedWithoutTheLauncher() {
    assertThat(lape("run", "--plan", PLAN)).isEqualTo(2);
    assertThat(err.toString()).startsWith("ARGUMENT_MISSING: --sources is not given");
  }

  @Test
  void aLakeOfANewerProgramIsSix() throws IOException {
    Files.writeString(folder.resolve("LAKE.json"), "{\"lape_lake_format\": 99, \"stages\": {}}");
    assertThat(lape("panel", "--plan", PLAN, "--lake", folder.toString())).isEqualTo(6);
    assertThat(err.toString()).startsWith("LAKE_NEWER: the lake '" + folder);
  }

  @Test
  void tablesOfNoLakeIsSixWithTheCommandThatMakesOne() {
    Path nothing = folder.resolve("nothing");
    assertThat(lape("tables", "--lake", nothing.toString())).isEqualTo(6);
    assertThat(err.toString()).contains("A lake is made by 'lape run'");
    assertThat(nothing).doesNotExist();
  }

  @Test
  void tablesOfALakeThatIsBeingMadeSaysSo() throws IOException {
    Files.writeString(folder.resolve("LOCK"), "another-host\n1\n");
    assertThat(lape("tables", "--lake", folder.toString())).isEqualTo(6);
    assertThat(err.toString())
        .startsWith("LAKE_EMPTY: the lake '" + folder + "' has no complete stage yet. Its first");
  }

  @Test
  void tablesOfAStepThatWasNotRunAgainAreStale() {
    Map<String, LakeState.Finished> finished =
        Map.of("ingest", new LakeState.Finished("run", "a", "test"));
    assertThat(TablesCommand.stale(LakeTable.INDICATOR_VALUE, finished)).isEmpty();
    assertThat(TablesCommand.stale(LakeTable.DATA_FLOW, finished)).isEmpty();
    assertThat(TablesCommand.stale(LakeTable.AREA_DOSE, finished))
        .contains("STALE: 'panel' was not completed after the newest inputs; run 'lape panel'");
    assertThat(TablesCommand.stale(LakeTable.AREA_COST, finished).orElseThrow())
        .contains("run 'lape cost'");
  }

  @Test
  void aLanguageNobodyHasIsAFaultOfTheRequestAndAnAreaOneOfTheData() {
    assertThat(exit(() -> new Labels("a", "b", "c").in("de"))).isEqualTo(2);
    assertThat(exit(() -> CodeLists.standard().municipalitiesOf("no-such-area"))).isEqualTo(3);
  }

  private static int exit(Runnable asked) {
    return ExitMapping.worded(catchThrowable(asked::run), false).orElseThrow().exitCode().number();
  }

  @Test
  void generateWritesAProgrammeAndRefusesOneItDoesNotKnow() {
    assertThat(lape("generate", "--out", folder.resolve("s").toString(), "--scale", "0.1"))
        .isZero();
    assertThat(folder.resolve("s/sources/sotkanet/regions.json")).isNotEmptyFile();
    assertThat(lape("generate", "--out", folder.toString(), "--scale", "-1")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("SETTING_OUT_OF_RANGE: 'childrenScale' is -1.0 but must be 0.01 to 1000");
  }
}
