package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SampleSettingsTest {

  @Test
  void theStandardSettingsAreThoseOfTheCommittedSample() {
    assertThat(SampleSettings.standard())
        .isEqualTo(new SampleSettings(20190320L, 2010, 2021, 1.0, -0.12, 0.0, true, true));
  }

  @Test
  void aSampleWithoutTheBaseYearIsRefused() {
    assertThatThrownBy(() -> new SampleSettings(1, 2017, 2021, 1, -0.1, 0, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SETTING_OUT_OF_RANGE: 'firstYear' is 2017 but must be 1990 to 2016. Outside it the"
                + " sample has no planted truth to compare with. Correct it in the settings of the"
                + " sample.");
  }

  @Test
  void everySettingIsChecked() {
    assertThatThrownBy(() -> new SampleSettings(1, 2010, 2017, 1, -0.1, 0, true, true))
        .hasMessageContaining("'lastYear' is 2017");
    assertThatThrownBy(() -> SampleSettings.standard().withChildrenScale(0))
        .hasMessageContaining("'childrenScale' is 0.0");
    assertThatThrownBy(() -> SampleSettings.standard().withFamilyCentreEffect(-1))
        .hasMessageContaining("'familyCentreEffect' is -1.0");
    assertThatThrownBy(() -> new SampleSettings(1, 2010, 2021, 1, 0, Double.NaN, true, true))
        .hasMessageContaining("'systemicEffect' is NaN");
  }
}
