package fi.lape.jobs.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeRuleTest {
  @ParameterizedTest
  @CsvSource({
    "0.048, 0.002, 10000, 0, VALID",
    "0.065, 0.002, 10000, 0, VALID",
    "0.068, 0.002, 10000, 0, VALID", // not beyond two Monte-Carlo errors
    "0.070, 0.002, 10000, 0, NOT_VALID",
    "0.038, 0.002, 10000, 0, VALID",
    "0.030, 0.002, 10000, 0, CONSERVATIVE",
    "0.200, 0.013, 999, 0, NOT_EVALUATED",
    "0.048, 0.002, 10000, 101, NOT_EVALUATED",
    "0.048, 0.002, 10000, 100, VALID"
  })
  void aSizeIsJudgedWithItsError(
      double size, double error, long replicates, long failed, String status) {
    assertThat(SizeRule.status(size, error, replicates, failed)).isEqualTo(status);
  }
}
