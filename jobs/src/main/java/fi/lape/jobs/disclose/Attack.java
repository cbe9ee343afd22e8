package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a reader of the shown cells can work out of the hidden ones: for each the least and the
 * greatest value that all relations allow together, by linear programming.
 *
 * <p>The programs are in differences from the true values: {@code Σ coefficient · difference = 0}
 * over the hidden cells of a relation, each difference between the ends a reader must grant. Whole
 * numbers are not used: a reader who does can be stronger where relations cross in three or more
 * dimensions.
 */
final class Attack {
  private final CellTable table;
  private final Unknowns unknowns;
  private final Room room;

  Attack(CellTable table, BitSet hidden, OptionalInt known) {
    this.table = table;
    unknowns = new Unknowns(table, hidden, known);
    room = new Room(table);
  }

  /** Cells that are less uncertain than they must be; ends are capped as {@link Room} says. */
  List<Integer> exposed() {
    double[] low = new double[table.cells().size()];
    double[] high = new double[low.length];
    List<Integer> exposed = new ArrayList<>();
    for (int cell : unknowns.all()) {
      if (!isOpen(cell, low, high)) {
        Program program = new Program(unknowns.tiedTo(cell), true);
        program.see(program.end(cell, true), low, high);
        if (!isOpen(cell, low, high)) {
          program.see(program.end(cell, false), low, high);
        }
        if (!isOpen(cell, low, high)) {
          exposed.add(cell);
        }
      }
    }
    return exposed;
  }

  private boolean isOpen(int cell, double[] low, double[] high) {
    double value = table.value(cell);
    return new Range(value + low[cell], value + high[cell]).protects(table.cells().get(cell));
  }

  /** The bounds of every hidden cell. */
  SortedMap<Integer, Range> ranges() {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (int cell : unknowns.all()) {
      Program program = new Program(unknowns.tiedTo(cell), false);
      LinearProgram.Solution least = program.end(cell, false);
      LinearProgram.Solution most = program.end(cell, true);
      double value = table.value(cell);
      ranges.put(
          cell,
          new Range(
              least.isBounded()
                  ? value + program.difference(cell, least)
                  : Double.NEGATIVE_INFINITY,
              most.isBounded()
                  ? value + program.difference(cell, most)
                  : Double.POSITIVE_INFINITY));
    }
    return ranges;
  }

  /** The program of one group of cells. */
  private final class Program {
    private final int[] cells;
    private final Map<Integer, Integer> variables = new HashMap<>();
    private final LinearProgram linear = new LinearProgram();

    Program(int[] cells, boolean capped) {
      this.cells = cells;
      for (int cell : cells) {
        Cell of = table.cells().get(cell);
        variables.put(
            cell,
            capped
                ? linear.variable(-room.below(cell), room.above(cell))
                : linear.variable(-of.roomBelow(), of.roomAbove()));
      }
      for (Relation relation : unknowns.among(cells)) {
        LinearProgram.Row row = linear.equal(0);
        for (int i = 0; i < relation.size(); i++) {
          if (variables.containsKey(relation.cell(i))) {
            row.add(variables.get(relation.cell(i)), relation.coefficient(i));
          }
        }
      }
    }

    LinearProgram.Solution end(int cell, boolean greatest) {
      int variable = variables.get(cell);
      linear.cost(variable, 1);
      LinearProgram.Solution solution = greatest ? linear.maximise() : linear.minimise();
      linear.noCost(variable);
      return solution;
    }

    double difference(int cell, LinearProgram.Solution solution) {
      return solution.at(variables.get(cell));
    }

    /** Every point a program ends at shows how far the other cells can go, too. */
    void see(LinearProgram.Solution solution, double[] low, double[] high) {
      for (int cell : cells) {
        double at = difference(cell, solution);
        low[cell] = Math.min(low[cell], at);
        high[cell] = Math.max(high[cell], at);
      }
    }
  }
}
