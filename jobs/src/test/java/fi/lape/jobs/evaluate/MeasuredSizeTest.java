package fi.lape.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.evaluate.MeasuredSize.Design;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredSizeTest {
  @ParameterizedTest(name = "{0} {1} with {2} clusters, {3} treated: {4}")
  @CsvSource({
    "DOSE_COMMON_START, wild-cluster, 19, 19, VALID",
    "DOSE_COMMON_START, cr3, 19, 19, NOT_VALID",
    "DOSE_COMMON_START, cr1, 19, 19, NOT_VALID",
    "STAGGERED_ADOPTION, wild-cluster, 19, 6, VALID",
    "STAGGERED_ADOPTION, cr3, 19, 19, VALID",
    "STAGGERED_ADOPTION, cr1, 19, 19, NOT_VALID",
    "STAGGERED_ADOPTION, wild-cluster, 19, 5, NOT_EVALUATED",
    "STAGGERED_ADOPTION, wild-cluster, 14, 14, NOT_EVALUATED",
    "STAGGERED_ADOPTION, cr3, 293, 170, NOT_EVALUATED",
    "STAGGERED_ADOPTION, wild-cluster-classic, 19, 19, NOT_EVALUATED"
  })
  void statusFollowsTheMeasuredRejectionRateAndNothingElse(
      Design design, String inference, int clusters, int treated, String status) {
    assertThat(MeasuredSize.status(design, inference, clusters, treated)).isEqualTo(status);
  }
}
