package fi.lape.jobs.register.effect;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.analysis.Uncertainty;
import fi.lape.jobs.plan.RegisterAnalysis;
import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.testing.StageRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SmallCountsTest {
  private static final StudyPlan.Analysis ANALYSIS =
      StageRuns.plan().registerAnalyses().get(0).analysis();

  private static EstimateRow row(Population population) {
    OptionalDouble one = OptionalDouble.of(1);
    return new EstimateRow(
            ANALYSIS,
            "group-time-att",
            RegisterOutcome.ENTRY_RATE.outcome(),
            EffectKey.of("att-simple"),
            one,
            new Uncertainty("cr3", one, one, one, one, one, one, one, "VALID", ""),
            19,
            OptionalInt.of(19),
            100,
            1200,
            one,
            one,
            "ESTIMATED",
            Optional.empty())
        .about(EstimateRow.About.population(population.code()));
  }

  /** Codes of the populations whose numbers are still there, of those with so many people. */
  private static List<String> shown(long all, long... groups) {
    RegisterAnalysis planned = StageRuns.plan().registerAnalyses().get(0);
    List<Population> populations = Population.of(planned);
    List<SmallCounts.Counted> rows = new ArrayList<>();
    rows.add(new SmallCounts.Counted(row(Population.ALL), Population.ALL, all));
    for (int i = 0; i < groups.length; i++) {
      Population group = populations.get(i + 1);
      rows.add(new SmallCounts.Counted(row(group), group, groups[i]));
    }
    return new SmallCounts(5)
        .apply(rows).stream()
            .filter(r -> r.estimate().isPresent())
            .map(r -> r.about().population().orElseThrow())
            .toList();
  }

  @Test
  void numbersOfManyChildrenStay() {
    assertThat(shown(5, 5, 5, 5, 5, 5)).hasSize(6);
  }

  @Test
  void aNumberOfFewChildrenIsHiddenWithEverythingThatTellsIt() {
    EstimateRow hidden =
        new SmallCounts(5)
            .apply(List.of(new SmallCounts.Counted(row(Population.ALL), Population.ALL, 4)))
            .get(0);
    assertThat(hidden.status()).isEqualTo("WITHHELD");
    assertThat(hidden.reason()).contains("DISCLOSURE_SMALL_COUNT");
    assertThat(hidden.baseline()).isEmpty();
    assertThat(hidden.familyP()).isEmpty();
    assertThat(hidden.uncertainty()).isEqualTo(Uncertainty.none("cr3"));
    assertThat(hidden.about().population()).contains("register-all");
  }

  @Test
  void aHiddenGroupTakesTheNextSmallestOfItsGroupingWithIt() {
    assertThat(shown(100, 4, 30, 20, 50, 50))
        .containsExactly(
            "register-all", "register-age-7-12", "register-sex-male", "register-sex-female");
    assertThat(shown(100, 30, 30, 40, 99, 0)).doesNotContain("register-sex-male");
  }

  @Test
  void twoHiddenGroupsProtectEachOther() {
    assertThat(shown(100, 4, 3, 93, 50, 50)).contains("register-age-13-17");
  }
}
