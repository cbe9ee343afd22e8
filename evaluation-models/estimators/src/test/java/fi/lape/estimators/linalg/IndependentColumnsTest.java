package fi.lape.estimators.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IndependentColumnsTest {
  /** Columns a, b, a + b, 0 and the rounding of a constant after its mean is taken out. */
  private static final double[][] X = {
    {1, 0, 1, 0, 1e-17}, {0, 1, 1, 0, -1e-17}, {2, 1, 3, 0, 1e-17}, {1, 3, 4, 0, -1e-17}
  };

  private static final IndependentColumns COLUMNS =
      IndependentColumns.of(gram(), new double[] {6, 11, 27, 0, 4});

  private static double[][] gram() {
    double[][] gram = new double[5][5];
    for (double[] row : X) {
      for (int a = 0; a < 5; a++) {
        for (int b = 0; b < 5; b++) {
          gram[a][b] += row[a] * row[b];
        }
      }
    }
    return gram;
  }

  @Test
  void whatEarlierColumnsExplainIsSetAside() {
    assertThat(COLUMNS.size()).isEqualTo(2);
    assertThat(COLUMNS.keeps(0)).isTrue();
    assertThat(COLUMNS.keeps(1)).isTrue();
    assertThat(COLUMNS.keeps(2)).isFalse();
    assertThat(COLUMNS.keeps(3)).isFalse();
    assertThat(COLUMNS.keeps(4)).isFalse();
  }

  /** β_a + β_c and β_b + β_c are the same for all coefficients with the same fit; β_a is not. */
  @Test
  void onlyCombinationsThatEveryBestFitSharesAreDetermined() {
    assertThat(COLUMNS.determines(new double[] {1, 0, 1, 0, 0})).isTrue();
    assertThat(COLUMNS.determines(new double[] {0, 2, 2, 0, 0})).isTrue();
    assertThat(COLUMNS.determines(new double[] {1, -1, 0, 0, 0})).isTrue();
    assertThat(COLUMNS.determines(new double[] {1, 0, 0, 0, 0})).isFalse();
    assertThat(COLUMNS.determines(new double[] {0, 0, 1, 0, 0})).isFalse();
    assertThat(COLUMNS.determines(new double[] {1, 0, 1, 1, 0})).isFalse();
    assertThat(COLUMNS.determines(new double[] {1, 0, 1, 0, 1})).isFalse();
  }

  /** X'X of the first two is [6 5; 5 11], determinant 41. */
  @Test
  void theInverseIsThatOfTheColumnsKept() {
    double[] solved = COLUMNS.solve(new double[] {41, 0, 7, 7, 7});
    assertThat(solved[0]).isCloseTo(11, within(1e-12));
    assertThat(solved[1]).isCloseTo(-5, within(1e-12));
    assertThat(solved).endsWith(0.0, 0.0, 0.0);
  }
}
