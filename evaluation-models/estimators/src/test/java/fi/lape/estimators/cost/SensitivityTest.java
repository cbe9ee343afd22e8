package fi.lape.estimators.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SensitivityTest {
  private static final List<Parameter> NUMBERS =
      List.of(
          new Parameter("effect", 2, 1, 4),
          new Parameter("cost", 500, 400, 600),
          new Parameter("worth", 300, 300, 300));

  private static double benefit(Map<String, Double> x) {
    return x.get("worth") * x.get("effect") - x.get("cost");
  }

  @Test
  void barsAreTheAnswersAtTheEndsWidestFirst() {
    Tornado tornado = Tornado.of(NUMBERS, SensitivityTest::benefit);
    assertThat(tornado.base()).isEqualTo(100);
    assertThat(tornado.bars())
        .containsExactly(
            new Tornado.Bar("effect", -200, 700, true),
            new Tornado.Bar("cost", 200, 0, true),
            new Tornado.Bar("worth", 100, 100, false));
    assertThat(tornado.bars().stream().map(Tornado.Bar::width)).containsExactly(900.0, 200.0, 0.0);
  }

  @Test
  void thresholdsAreWhereTheAnswerTurns() {
    List<Double> effect = Thresholds.of(NUMBERS, "effect", SensitivityTest::benefit);
    assertThat(effect).hasSize(1);
    assertThat(effect.get(0)).isCloseTo(5 / 3.0, within(1e-12));
    assertThat(Thresholds.of(NUMBERS, "cost", SensitivityTest::benefit)).containsExactly(600.0);
    assertThat(Thresholds.of(NUMBERS, "worth", SensitivityTest::benefit)).isEmpty();
  }

  @Test
  void everyTurnIsFoundAlsoOnTheEdge() {
    List<Parameter> x = List.of(new Parameter("x", 0, -2, 3));
    List<Double> zeros =
        Thresholds.of(x, "x", at -> (at.get("x") + 2) * (at.get("x") - 0.3) * (at.get("x") - 1));
    assertThat(zeros).hasSize(3);
    assertThat(zeros.get(0)).isEqualTo(-2);
    assertThat(zeros.get(1)).isCloseTo(0.3, within(1e-12));
    assertThat(zeros.get(2)).isCloseTo(1, within(1e-12));
  }

  @Test
  void numbersThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> Thresholds.of(NUMBERS, "price", SensitivityTest::benefit))
        .hasMessageStartingWith("COST_DATA_INVALID: there is no number 'price'.");
    assertThatThrownBy(() -> new Parameter("x", 5, 1, 4))
        .hasMessageStartingWith("COST_DATA_INVALID: 'x' is 5.0 but lies between 1.0 and 4.0.");
    assertThatThrownBy(
            () ->
                Tornado.of(
                    List.of(new Parameter("x", 1, 1, 1), new Parameter("x", 2, 2, 2)), m -> 0))
        .hasMessageStartingWith("COST_DATA_INVALID: 'x' is given twice.");
  }
}
