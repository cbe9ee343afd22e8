package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.golden.GoldenTable;
import fi.lape.estimators.golden.Parity;
import fi.lape.estimators.inference.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Set 12: by formula in R 4.2.2. */
class CostEffectGoldenTest {
  private static final double TOLERANCE = 1e-10;

  private final CostEffectDraws draws = GoldenDraws.read();

  @Test
  void netBenefitPlaneAndFiellerAreThoseOfTheFormulasInR() {
    Parity parity = new Parity("ce");
    for (Map<String, String> row : GoldenTable.rows("ce/ce.csv")) {
      double expected = Double.parseDouble(row.get("value"));
      parity.compare(row.toString(), ours(row), expected, TOLERANCE);
    }
    parity.summary(112);
  }

  private double ours(Map<String, String> row) {
    String threshold = row.get("threshold");
    String quantity = row.get("quantity");
    if (threshold.isEmpty()) {
      return ofDraws(quantity);
    }
    if (threshold.startsWith("critical")) {
      boolean normal = threshold.endsWith("1.959964");
      return ofFieller(draws, normal ? OptionalDouble.empty() : OptionalDouble.of(18), quantity);
    }
    if (threshold.startsWith("effect + 3")) {
      return ofFieller(GoldenDraws.shifted(3), OptionalDouble.empty(), quantity);
    }
    NetBenefit benefit = draws.netBenefit(Double.parseDouble(threshold), 0.95);
    return switch (quantity) {
      case "inmb" -> benefit.mean();
      case "inmb_sd" -> benefit.standardDeviation();
      case "inmb_q025_type7" -> benefit.low();
      case "inmb_q975_type7" -> benefit.high();
      case "ceac" -> benefit.probability();
      case "evpi_per_decision" -> benefit.perfectInformation();
      case "ceaf" -> benefit.probabilityOfBest();
      default -> throw new IllegalStateException(quantity);
    };
  }

  private double ofDraws(String quantity) {
    return switch (quantity) {
      case "mean_effect" -> draws.mean().effect();
      case "mean_cost" -> draws.mean().cost();
      case "var_effect" -> draws.error().effect();
      case "var_cost" -> draws.error().cost();
      case "cov_effect_cost" -> draws.error().covariance();
      case "icer_of_means" -> ratio(draws);
      default -> draws.plane().of(Quadrant.valueOf(quantity.replace("quadrant_", "")));
    };
  }

  private static double ratio(CostEffectDraws draws) {
    return ((Icer.Ratio) draws.mean().icer()).value();
  }

  /** The draws are the sampling distribution: their variances are not divided by their number. */
  private static double ofFieller(CostEffectDraws draws, OptionalDouble dof, String quantity) {
    Fieller fieller = Fieller.of(draws.mean(), draws.error(), 0.95, new Reference(dof));
    RatioSet set = fieller.set();
    return switch (quantity) {
      case "icer_of_means" -> ratio(draws);
      case "fieller_A" -> fieller.quadratic();
      case "fieller_B" -> fieller.linear();
      case "fieller_C" -> fieller.constant();
      case "fieller_disc" -> fieller.discriminant();
      case "fieller_bounded" -> set.interval() instanceof RatioInterval.Ends ? 1 : 0;
      // With A below 0 R's first root, (B − √D)/A, is the larger.
      case "fieller_root1" -> ((RatioSet.TwoRays) set).above();
      case "fieller_root2" -> ((RatioSet.TwoRays) set).below();
      case "fieller_low" -> ((RatioSet.Bounded) set).low();
      case "fieller_high" -> ((RatioSet.Bounded) set).high();
      default -> throw new IllegalStateException(quantity);
    };
  }

  @Test
  void strategiesAreRankedAsInR() {
    List<Strategy> strategies = new ArrayList<>();
    for (Map<String, String> row : GoldenTable.rows("ce/strategies.csv")) {
      strategies.add(
          new Strategy(
              row.get("strategy"),
              Double.parseDouble(row.get("cost")),
              Double.parseDouble(row.get("effect"))));
    }
    List<RankedStrategy> ranked = Frontier.of(strategies).ranked();
    Parity parity = new Parity("ce dominance");
    List<Map<String, String>> golden = GoldenTable.rows("ce/dominance.csv");
    assertThat(golden).hasSize(3 * ranked.size());
    for (int i = 0; i < golden.size(); i++) {
      Map<String, String> row = golden.get(i);
      RankedStrategy mine = ranked.get(i / 3); // in the golden order: by cost
      assertThat(mine.strategy().name()).isEqualTo(row.get("strategy"));
      assertThat(mine.standing().name().toLowerCase(Locale.ROOT).replace("extendedly", "extended"))
          .isEqualTo(row.get("status"));
      OptionalDouble value =
          switch (row.get("quantity")) {
            case "cost" -> OptionalDouble.of(mine.strategy().cost());
            case "effect" -> OptionalDouble.of(mine.strategy().effect());
            default -> mine.icer();
          };
      assertThat(value.isEmpty()).isEqualTo(row.get("value").equals("NA"));
      if (value.isPresent()) {
        double expected = Double.parseDouble(row.get("value"));
        parity.compare(row.toString(), value.getAsDouble(), expected, TOLERANCE);
      }
    }
    parity.summary(15);
  }
}
