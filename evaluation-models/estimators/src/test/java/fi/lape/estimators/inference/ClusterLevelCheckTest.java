package fi.lape.estimators.inference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.estimators.error.EvaluationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterLevelCheckTest {
  private static final Map<String, String> AREA =
      Map.of("091", "PKS", "049", "PKS", "837", "PIR", "536", "PIR");
  private static final Map<String, String> ITSELF =
      Map.of("091", "091", "049", "049", "837", "837", "536", "536");

  @Test
  void clusteringOnMunicipalityWhenAreasWereTreatedIsRefused() {
    assertThatThrownBy(() -> ClusterLevelCheck.require(ITSELF, AREA))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "CLUSTER_FINER_THAN_TREATMENT: the treatment is assigned to 'PIR' as a whole, but its"
                + " units lie in 2 clusters (2 such groups in all). Errors clustered below the"
                + " level of assignment are far too small. Choose the level of assignment, or a"
                + " coarser one, as 'cluster' in the study plan.");
  }

  @Test
  void clustersAsCoarseAsTheAssignmentAreAllowed() {
    assertThatCode(() -> ClusterLevelCheck.require(AREA, AREA)).doesNotThrowAnyException();
    assertThatCode(() -> ClusterLevelCheck.require(AREA, ITSELF)).doesNotThrowAnyException();
    assertThatCode(() -> ClusterLevelCheck.require(ITSELF, ITSELF)).doesNotThrowAnyException();
  }

  @Test
  void aUnitWithoutAClusterIsRefused() {
    assertThatThrownBy(() -> ClusterLevelCheck.require(Map.of(), Map.of("091", "PKS")))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "CLUSTER_MISSING: unit '091' has no cluster. Errors are clustered and every unit needs"
                + " one. Complete the panel.");
  }
}
