package fi.lape.jobs.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  @Test
  void oneSmallCountInATwoWayTableNeedsARectangle() {
    CellTable table = Tables.twoWay(new double[][] {{3, 20, 30}, {40, 50, 60}, {70, 80, 90}});
    BitSet hidden = Suppression.of(table).orElseThrow();
    assertThat(hidden.get(0)).isTrue();
    assertThat(hidden.cardinality()).as("a rectangle has four corners").isEqualTo(4);
    assertThat(exposed(table, hidden)).isEmpty();
  }

  @Test
  void nothingIsHiddenWhereNothingIsSmall() {
    CellTable table = Tables.twoWay(new double[][] {{10, 20}, {30, 40}});
    assertThat(Suppression.of(table).orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void aCellWithoutPartnersCannotBeProtected() {
    List<Cell> cells =
        List.of(
            Tables.count("small", 2),
            new Cell("public", 12, Cell.Role.FIXED, 12, 12, new Cell.Protection(0, 0, 0), 1, false),
            new Cell("total", 14, Cell.Role.FIXED, 14, 14, new Cell.Protection(0, 0, 0), 1, false));
    CellTable table = new CellTable(cells, List.of(Relation.sum(2, 0, 1)));
    assertThat(Suppression.of(table)).isEmpty();
  }

  @Test
  void smallTablesAreSolvedToTheOptimum() {
    Random random = new Random(7);
    for (int trial = 0; trial < 12; trial++) {
      CellTable table = Tables.twoWay(random(random, 2, 3));
      BitSet hidden = Suppression.of(table).orElseThrow();
      assertThat(exposed(table, hidden)).isEmpty();
      assertThat(hidden.cardinality()).as("trial %d", trial).isEqualTo(fewestByTryingAll(table));
    }
  }

  @Test
  void noCellOfRandomLinkedTablesIsBroken() {
    Random random = new Random(11);
    int hiddenCells = 0;
    for (int trial = 0; trial < 40; trial++) {
      CellTable table = Tables.twoWay(random(random, 4, 5));
      BitSet hidden = Suppression.of(table).orElseThrow();
      assertThat(exposed(table, hidden)).as("trial %d", trial).isEmpty();
      hiddenCells += hidden.cardinality();
    }
    assertThat(hiddenCells).isPositive();
  }

  private static double[][] random(Random random, int rows, int columns) {
    double[][] inner = new double[rows][columns];
    for (double[] row : inner) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextInt(4) == 0 ? random.nextInt(5) : 5 + random.nextInt(60);
      }
    }
    return inner;
  }

  private static List<Integer> exposed(CellTable table, BitSet hidden) {
    List<Integer> exposed = new ArrayList<>();
    new Attack(table, hidden, OptionalInt.empty())
        .ranges()
        .forEach(
            (cell, range) -> {
              if (!range.protects(table.cells().get(cell))) {
                exposed.add(cell);
              }
            });
    for (int single : table.singles(hidden)) {
      new Attack(table, hidden, OptionalInt.of(single))
          .ranges()
          .forEach(
              (cell, range) -> {
                if (!range.protects(table.cells().get(cell))) {
                  exposed.add(cell);
                }
              });
    }
    return exposed;
  }

  private static int fewestByTryingAll(CellTable table) {
    int[] free =
        java.util.stream.IntStream.range(0, table.cells().size())
            .filter(i -> table.cells().get(i).role() == Cell.Role.FREE)
            .toArray();
    int best = Integer.MAX_VALUE;
    for (int subset = 0; subset < 1 << free.length; subset++) {
      int size = table.primary().cardinality() + Integer.bitCount(subset);
      if (size < best) {
        BitSet hidden = table.primary();
        for (int i = 0; i < free.length; i++) {
          if ((subset >> i & 1) == 1) {
            hidden.set(free[i]);
          }
        }
        if (exposed(table, hidden).isEmpty()) {
          best = size;
        }
      }
    }
    return best;
  }
}
