package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaneTest {
  @Test
  void drawsAreCountedWhereTheyLie() {
    List<Plane.Cell> cells =
        Plane.cells(new double[] {0, 0.5, 32, 32}, new double[] {0, 1, 64, 33});
    assertThat(cells).hasSize(3);
    assertThat(cells.get(0)).isEqualTo(new Plane.Cell(0, 0, 0.5, 1, 0.5));
    assertThat(cells.get(1)).isEqualTo(new Plane.Cell(31, 16, 31.5, 33, 0.25));
    assertThat(cells.get(2)).isEqualTo(new Plane.Cell(31, 31, 31.5, 63, 0.25));
  }

  @Test
  void costsThatDoNotMoveAreOneRow() {
    List<Plane.Cell> cells = Plane.cells(new double[] {-1, 1, 3}, new double[] {7, 7, 7});
    assertThat(cells).allSatisfy(cell -> assertThat(cell.costBin()).isZero());
    assertThat(cells.stream().mapToDouble(Plane.Cell::share).sum()).isCloseTo(1, within(1e-12));
  }
}
