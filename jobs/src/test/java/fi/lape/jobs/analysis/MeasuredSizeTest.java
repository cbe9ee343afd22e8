package fi.lape.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.analysis.MeasuredSize.Design;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredSizeTest {
  @ParameterizedTest(name = "{0} {1} with {2} clusters, {3} treated, {4} effective: {5}")
  @CsvSource({
    "DOSE_COMMON_START, wild-cluster, 19, 19, 9.5, VALID",
    "DOSE_COMMON_START, cr3, 19, 19, 9.5, NOT_VALID",
    "DOSE_COMMON_START, cr1, 19, 19, 9.5, NOT_VALID",
    "STAGGERED_ADOPTION, wild-cluster, 19, 6, 6.0, VALID",
    "STAGGERED_ADOPTION, cr3, 19, 19, 9.5, VALID",
    "STAGGERED_ADOPTION, cr1, 19, 19, 9.5, NOT_VALID",
    "STAGGERED_ADOPTION, wild-cluster, 19, 5, 9.5, NOT_EVALUATED",
    "STAGGERED_ADOPTION, wild-cluster, 14, 14, 9.5, NOT_EVALUATED",
    "STAGGERED_ADOPTION, cr3, 293, 170, 90, NOT_EVALUATED",
    "STAGGERED_ADOPTION, wild-cluster, 19, 19, 5.9, NOT_EVALUATED",
    "DOSE_COMMON_START, wild-cluster, 19, 19, 3.2, NOT_EVALUATED",
    "STAGGERED_ADOPTION, wild-cluster-classic, 19, 19, 9.5, NOT_EVALUATED"
  })
  void statusFollowsTheMeasuredRejectionRateAndNothingElse(
      Design design, String inference, int clusters, int treated, double effective, String status) {
    assertThat(MeasuredSize.status(design, inference, clusters, treated, effective))
        .isEqualTo(status);
  }
}
