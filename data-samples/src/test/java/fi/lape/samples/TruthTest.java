package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The truth as told against the truth as it shows in the published figures. */
class TruthTest {

  private static JsonNode effect(String outcome) throws IOException {
    for (JsonNode effect : SampleFiles.COMMITTED.json("truth.json").get("effects")) {
      if (effect.get("outcome").asText().equals(outcome)) {
        return effect;
      }
    }
    throw new AssertionError("The truth has no outcome " + outcome);
  }

  @Test
  void newPlacementsFallBySixPercentInTheAdoptionYearAndTwelveAfterIt() throws IOException {
    JsonNode cells = effect("new-placements").get("att_group_time");
    assertThat(cells).hasSize(5 + 4 + 3 + 2);
    for (JsonNode cell : cells) {
      double expected = cell.get("event_time").intValue() == 0 ? -0.06 : -0.12;
      assertThat(cell.get("relative").doubleValue()).isCloseTo(expected, within(1e-6));
      assertThat(cell.get("att").doubleValue())
          .isCloseTo(expected * cell.get("mean_without").doubleValue(), within(1e-5));
    }
  }

  @Test
  void theStockMovesSlowlyAndLittle() throws IOException {
    Map<Integer, Double> before = new TreeMap<>();
    for (JsonNode cell : effect("placed-share").get("att_group_time")) {
      int cohort = cell.get("cohort").intValue();
      double relative = cell.get("relative").doubleValue();
      assertThat(relative).isBetween(-0.04, before.getOrDefault(cohort, 0.0));
      before.put(cohort, relative);
    }
    assertThat(before).containsOnlyKeys(2017, 2018, 2019, 2020);
  }

  /** At 30 times the children, counting noise is small against the effect. */
  @Test
  void theToldEffectIsTheDifferenceOfThePublishedFiguresWithAndWithoutIt(@TempDir Path folder)
      throws IOException {
    SampleSettings large =
        SampleSettings.standard().withChildrenScale(30).withSuppression(false).withFaults(false);
    SampleProgramme.write(folder.resolve("with"), large);
    SampleProgramme.write(folder.resolve("without"), large.withFamilyCentreEffect(0));
    SampleFiles with = new SampleFiles(folder.resolve("with"));
    Map<String, Long> treated = with.counts(1078, "KUNTA");
    Map<String, Long> untreated = new SampleFiles(folder.resolve("without")).counts(1078, "KUNTA");
    Map<String, Long> children = with.children();
    Map<String, double[]> cells = new TreeMap<>();
    for (JsonNode row : with.json("truth.json").get("adoption")) {
      if (!row.get("component").asText().equals("family-centre")) {
        continue;
      }
      String code = row.get("municipality").asText();
      int cohort = row.get("adoption_year").intValue();
      double weight = children.get("KU" + code + "/2016");
      for (int year = cohort; year <= 2021; year++) {
        String cell = code + "/" + year;
        double difference = treated.get(cell) - untreated.get(cell);
        double[] sums = cells.computeIfAbsent(cohort + "/" + year, any -> new double[2]);
        sums[0] += weight * 1000 * difference / children.get("KU" + cell);
        sums[1] += weight;
      }
    }
    for (JsonNode cell : effect("new-placements").get("att_group_time")) {
      double[] sums = cells.get(cell.get("cohort").asText() + "/" + cell.get("year").asText());
      // Over-dispersion of 8 % where a city holds much of a cohort, and a counting error of 0.05.
      assertThat(sums[0] / sums[1])
          .as("%s", cell)
          .isCloseTo(cell.get("att").doubleValue(), within(0.15));
    }
    double all = 0;
    double weights = 0;
    for (double[] sums : cells.values()) {
      all += sums[0];
      weights += sums[1];
    }
    assertThat(all / weights)
        .isCloseTo(effect("new-placements").at("/att_all_cells/att").doubleValue(), within(0.05));
  }

  @Test
  void whatCarriesNoEffectIsTheSameFigureForFigureWithAndWithoutTheEffect(@TempDir Path folder)
      throws IOException {
    SampleProgramme.write(folder, SampleSettings.standard().withFamilyCentreEffect(0));
    SampleFiles none = new SampleFiles(folder);
    for (int indicator : new int[] {179, 181, 228, 1243, 1245, 2483, 2484, 2911, 3377}) {
      String name = "sources/sotkanet/data/" + indicator + ".json.gz";
      assertThat(none.content(name)).as(name).isEqualTo(SampleFiles.COMMITTED.content(name));
    }
  }

  /** Were adoption to follow the trend, the naive comparison would be off on average. */
  @Test
  void adoptionFollowsTheLevelButNotTheTrend() {
    int seeds = 40;
    double sum = 0;
    double squares = 0;
    double levels = 0;
    for (int seed = 0; seed < seeds; seed++) {
      SampleSettings settings = SampleSettings.standard().withSeed(seed);
      World world = World.of(settings);
      double change = contrast(world, 2021) - contrast(world, 2016);
      sum += change;
      squares += change * change;
      levels += contrast(world, 2016) / seeds;
    }
    double mean = sum / seeds;
    double error = Math.sqrt((squares / seeds - mean * mean) / seeds);
    assertThat(Math.abs(mean)).isLessThan(3.5 * error);
    assertThat(levels).isGreaterThan(0.2);
  }

  /** Expected entries per 1000 children, had nobody adopted: adopters less the others. */
  private static double contrast(World world, int year) {
    double[] sums = new double[2];
    double[] weights = new double[2];
    int t = world.settings().index(year);
    int base = world.settings().index(SampleSettings.BASE_YEAR);
    for (Municipality municipality : world.geography().municipalities()) {
      if (municipality.area().equals(Geography.NO_AREA)) {
        continue;
      }
      boolean adopts =
          world.adoptions().get(World.FAMILY_CENTRE).inUseFrom(municipality).isPresent();
      double weight = world.children().of(municipality, base);
      double rate =
          1000
              * world.newPlacements().meanWithout()[municipality.index()][t]
              / world.children().of(municipality, t);
      sums[adopts ? 1 : 0] += weight * rate;
      weights[adopts ? 1 : 0] += weight;
    }
    return sums[1] / weights[1] - sums[0] / weights[0];
  }

  @Test
  void packagesAndMoneyAndTheNegativeControlAreToldToHaveNoEffect() throws IOException {
    TreeMap<String, Integer> nulls = new TreeMap<>();
    for (JsonNode row : SampleFiles.COMMITTED.json("truth.json").get("nulls")) {
      nulls.put(
          row.get("treatment").asText() + "/" + row.get("outcome").asText(),
          row.get("effect").intValue());
    }
    assertThat(nulls)
        .containsEntry("packages/all", 0)
        .containsEntry("grant-per-child/all", 0)
        .containsEntry("family-centre/unemployment", 0)
        .containsEntry("systemic-child-protection/all", 0);
  }
}
