package fi.lape.jobs.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class AttackTest {
  /** In two-way tables the ends of a program are whole numbers, so that trying all must agree. */
  @Test
  void boundsAreThoseOfAllTablesWithTheShownNumbers() {
    Random random = new Random(3);
    for (int trial = 0; trial < 20; trial++) {
      double[][] inner = new double[2][3];
      for (double[] row : inner) {
        for (int j = 0; j < 3; j++) {
          row[j] = random.nextInt(12);
        }
      }
      CellTable table = Tables.twoWay(inner);
      BitSet hidden = table.primary();
      for (int i = 0; i < table.cells().size(); i++) {
        boolean inside = i < 7 && i != 3;
        if (table.cells().get(i).role() == Cell.Role.FREE && inside && random.nextBoolean()) {
          hidden.set(i);
        }
      }
      SortedMap<Integer, Range> bounds = new Attack(table, hidden, OptionalInt.empty()).ranges();
      double[][] tried = byTryingAll(table, hidden);
      bounds.forEach(
          (cell, range) -> {
            assertThat(range.low()).isCloseTo(tried[cell][0], within());
            assertThat(range.high()).isCloseTo(tried[cell][1], within());
          });
    }
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  /** Inner cells 0–40 each, margins follow; what fits the shown numbers and the hidden ends. */
  private static double[][] byTryingAll(CellTable table, BitSet hidden) {
    int[] inner = {0, 1, 2, 4, 5, 6};
    double[][] ends = new double[table.cells().size()][];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    }
    List<Integer> unknown = new ArrayList<>();
    double[] values = new double[table.cells().size()];
    for (int cell : inner) {
      values[cell] = table.value(cell);
      if (hidden.get(cell)) {
        unknown.add(cell);
      }
    }
    tryAll(table, hidden, unknown, 0, values, ends);
    return ends;
  }

  private static void tryAll(
      CellTable table,
      BitSet hidden,
      List<Integer> unknown,
      int next,
      double[] values,
      double[][] ends) {
    if (next < unknown.size()) {
      Cell cell = table.cells().get(unknown.get(next));
      for (int v = (int) cell.low(); v <= Math.min(cell.high(), 36); v++) {
        values[unknown.get(next)] = v;
        tryAll(table, hidden, unknown, next + 1, values, ends);
      }
      return;
    }
    values[3] = values[0] + values[1] + values[2];
    values[7] = values[4] + values[5] + values[6];
    for (int j = 0; j < 4; j++) {
      values[8 + j] = values[j] + values[4 + j];
    }
    for (int i = 0; i < values.length; i++) {
      Cell cell = table.cells().get(i);
      boolean fits =
          hidden.get(i)
              ? values[i] >= cell.low() && values[i] <= cell.high()
              : values[i] == cell.value();
      if (!fits) {
        return;
      }
    }
    for (int i = 0; i < values.length; i++) {
      ends[i][0] = Math.min(ends[i][0], values[i]);
      ends[i][1] = Math.max(ends[i][1], values[i]);
    }
  }

  @Test
  void theOnlyContributorSubtractsHisOwn() {
    List<Cell> cells =
        List.of(
            amount("own", 10, true),
            amount("other", 90, false),
            new Cell("total", 100, Cell.Role.FIXED, 100, 100, none(), 1, false));
    CellTable table = new CellTable(cells, List.of(Relation.sum(2, 0, 1)));
    BitSet hidden = table.primary();
    assertThat(new Attack(table, hidden, OptionalInt.empty()).exposed()).isEmpty();
    assertThat(new Attack(table, hidden, OptionalInt.of(0)).exposed()).containsExactly(1);
    assertThat(Suppression.of(table)).as("nothing else may be hidden").isEmpty();
  }

  private static Cell amount(String name, double value, boolean single) {
    return new Cell(
        name,
        value,
        Cell.Role.PRIMARY,
        0,
        Double.POSITIVE_INFINITY,
        new Cell.Protection(1, 1, 2),
        1,
        single);
  }

  private static Cell.Protection none() {
    return new Cell.Protection(0, 0, 0);
  }
}
