package fi.lape.estimators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.error.ExitCategory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodsTest {
  @Test
  void everyMethodIsFoundByItsWord() {
    for (Methods method : Methods.values()) {
      assertThat(Methods.of(method.word())).isSameAs(method);
      Map<String, String> settings =
          method == Methods.DOSE_REGRESSION
              ? Map.of("base_period", "2016", "periods", "2017")
              : Map.of();
      assertThat(method.estimator(settings, Map.of()).method()).isEqualTo(method.word());
    }
  }

  @Test
  void aMethodThatIsNotThereIsRefused() {
    List<String> words = Arrays.stream(Methods.values()).map(Methods::word).toList();
    assertThat(words).isSorted().doesNotHaveDuplicates();
    assertThatThrownBy(() -> Methods.of("twoway"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.category()).isEqualTo(ExitCategory.PLAN))
        .hasMessage(
            "METHOD_UNKNOWN: 'twoway' is not a method. The methods are "
                + String.join(", ", words)
                + ". Correct 'method' in the study plan.");
  }
}
