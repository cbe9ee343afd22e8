package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said beside the numbers, and of those that are not there. */
class EstimateRemarksTest {
  private static final String MINE = OwnPanel.MINE;

  @TempDir Path folder;
  private OwnPanel own;

  @BeforeEach
  void session() {
    TestSession.open();
    own = new OwnPanel(folder);
  }

  private Path write(String name, String text) throws IOException {
    return own.write(name, text);
  }

  private int lape(Path panel, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--cluster", "region"));
    arguments.addAll(List.of(more));
    return own.estimate(panel, arguments.toArray(String[]::new));
  }

  @Test
  void aPanelThatAnswersNothingIsFour() throws IOException {
    Path all = write("all.csv", MINE.replace(",A,,", ",A,2018,").replace(",B,0,", ",B,2018,"));
    assertThat(lape(all, "--method", "group-time-att")).isEqualTo(4);
    assertThat(own.err())
        .startsWith(
            "NOTHING_ESTIMABLE: there are no control units: all 4 units adopt in 2018, as 'opened'"
                + " says. Nobody is left to compare with.");
    assertThat(own.out())
        .contains("not estimable:", "2 NO_CONTROL_UNITS: nobody is left untreated to compare with")
        .doesNotContain("ONLY_A_COMPARISON");
    assertThat(lape(all, "--method", "twfe")).isEqualTo(4);
    assertThat(own.err()).startsWith("NOTHING_ESTIMABLE: none of the 1 numbers");
  }

  @Test
  void unitsAreSaidToStandAloneUnlessALevelIsNamed() throws IOException {
    Path mine = write("mine.csv", MINE);
    assertThat(own.estimate(mine, "--method", "twfe")).isZero();
    assertThat(own.out())
        .contains("4 clusters (each unit its own)")
        .contains("Errors are clustered by 'town', each on its own, as neither --cluster nor");
    assertThat(own.estimate(mine, "--method", "twfe", "--assigned", "region")).isZero();
    assertThat(own.out())
        .contains("2 clusters (region)")
        .contains("Errors are clustered by 'region'; treated:")
        .contains(" 2/2 ");
    assertThat(own.estimate(mine, "--method", "twfe", "--assigned", "region", "--cluster", "town"))
        .isEqualTo(2);
    assertThat(own.err())
        .startsWith(
            "CLUSTER_FINER_THAN_TREATMENT: the treatment is assigned to 'A' as a whole, but its"
                + " units lie in 2 clusters (2 such groups in all).")
        .contains("Leave --cluster out")
        .doesNotContain("study plan");
  }

  @Test
  void whatAnErrorDoesNotSeeIsSaidUnderTheTableAndInTheRow() throws IOException {
    Path one = write("one.csv", MINE.replace("002,B,2018", "002,A,2018"));
    Path json = folder.resolve("one.json");
    assertThat(lape(one, "--method", "twfe", "--inference", "cr1", "--out", json.toString()))
        .isZero();
    assertThat(own.out())
        .contains(" cr1 [1]")
        .contains("[1] NOT_VALID: without one of the clusters there is no such number (only one")
        .contains("Take --inference randomization.");
    assertThat(OwnPanel.rows(Files.readString(json)).get(0).get("inference_status").asText())
        .isEqualTo("NOT_VALID");
    assertThat(lape(one, "--method", "twfe", "--inference", "multiplier")).isZero();
    assertThat(own.out())
        .contains(" multiplier [1][2]")
        .contains("[1] NOT_VALID: 'multiplier' has no factor for few clusters. With 2 of them");
    assertThat(lape(one, "--method", "twfe", "--inference", "cr3")).isZero();
    assertThat(own.out())
        .contains("RESTS_ON_ONE_CLUSTER: without one of the clusters it is not determined");
  }

  /** A difference before adoption measures no effect: values of one cannot be tested. */
  @Test
  void whatCannotBeInvertedHasNoIntervalAndNotAnInfiniteOne() throws IOException {
    String before = "001,A,2018,2016,9\n002,B,2018,2016,8\n003,A,,2016,17\n004,B,0,2016,29\n";
    Path three = write("three.csv", MINE + before);
    List<String> dealt = new ArrayList<>(List.of("--method", "group-time-att", "--inference"));
    dealt.addAll(List.of("randomization", "--inference-set", "receiver=units"));
    dealt.addAll(List.of("--inference-set", "statistic=estimate"));
    assertThat(lape(three, dealt.toArray(String[]::new))).as(own.err()).isZero();
    assertThat(own.out()).contains("no interval").doesNotContain("-∞ … ∞");
  }

  @Test
  void anAverageNamesTheCohortsItIsWithout() throws IOException {
    Path early = write("early.csv", MINE + "005,A,2017,2017,7\n005,A,2017,2018,9\n");
    Path json = folder.resolve("early.json");
    assertThat(lape(early, "--method", "group-time-att", "--out", json.toString())).isZero();
    assertThat(own.out()).contains("[1] without cohort 2017 (ALWAYS_TREATED).");
    assertThat(OwnPanel.overall(json).get("population").asText())
        .isEqualTo("panel without cohort 2017 (ALWAYS_TREATED)");
  }

  @ParameterizedTest
  @CsvSource({
    "--method, nosuch, METHOD_UNKNOWN, Correct --method.",
    "--set, control=x, SETTING_UNKNOWN, --set",
    "--set, anticipation=-1, SETTING_OUT_OF_RANGE, --set",
    "--inference, nosuch, SETTING_OUT_OF_RANGE, command line"
  })
  void messagesSpeakOfTheOptionsOfTheCommand(
      String option, String value, String code, String remedy) throws IOException {
    Path mine = write("mine.csv", MINE);
    String method = option.equals("--method") ? value : "group-time-att";
    int exit =
        option.equals("--method")
            ? lape(mine, "--method", method)
            : lape(mine, "--method", method, option, value);
    assertThat(exit).isEqualTo(2);
    assertThat(own.err()).startsWith(code + ": ").contains(remedy);
    assertThat(own.err()).doesNotContain("study plan");
  }
}
