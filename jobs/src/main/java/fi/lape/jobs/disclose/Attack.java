package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
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
  /** Up to so many cells each is asked at once. */
  private static final int FEW = 4;

  /** Moves of many cells at once show most of them to be open. */
  private static final int STIRS = 6;

  private final CellTable table;
  private final Unknowns unknowns;
  private final Room room;

  private final BitSet concerned;

  /**
   * @param known hidden cells this reader knows all the same; only what is tied to them is looked
   *     at
   */
  Attack(CellTable table, BitSet hidden, BitSet known) {
    this.table = table;
    unknowns = new Unknowns(table, hidden, known);
    room = new Room(table);
    concerned = (BitSet) hidden.clone();
    if (!known.isEmpty()) {
      concerned.clear();
      Unknowns all = new Unknowns(table, hidden, new BitSet());
      known.stream().flatMap(cell -> Arrays.stream(all.tiedTo(cell))).forEach(concerned::set);
    }
  }

  private static BitSet only(OptionalInt known) {
    BitSet only = new BitSet();
    known.ifPresent(only::set);
    return only;
  }

  /** The attack of everybody, or of one who knows a hidden cell. */
  Attack(CellTable table, BitSet hidden, OptionalInt known) {
    this(table, hidden, only(known));
  }

  /**
   * Cells that are less uncertain than they must be; ends are capped as {@link Room} says.
   *
   * @param targets the only ones looked at
   * @param oneIsEnough whether to stop at the first
   */
  List<Integer> exposed(BitSet targets, boolean oneIsEnough) {
    double[] low = new double[table.cells().size()];
    double[] high = new double[low.length];
    List<Integer> exposed = new ArrayList<>();
    for (int[] group : unknowns.groups()) {
      int[] asked =
          Arrays.stream(group)
              .filter(cell -> concerned.get(cell) && targets.get(cell))
              .filter(cell -> !isOpen(cell, low, high))
              .toArray();
      if (asked.length == 0) {
        continue;
      }
      Program program = new Program(group, true);
      if (asked.length > FEW) {
        program.stir(low, high);
      }
      for (int cell : asked) {
        for (boolean greatest : new boolean[] {true, false}) {
          if (!isOpen(cell, low, high)) {
            program.end(cell, greatest).ifPresent(solution -> program.see(solution, low, high));
          }
        }
        if (!isOpen(cell, low, high)) {
          exposed.add(cell);
          if (oneIsEnough) {
            return exposed;
          }
        }
      }
    }
    exposed.sort(Comparator.naturalOrder());
    return exposed;
  }

  /** All cells that are less uncertain than they must be. */
  List<Integer> exposed() {
    return exposed(concerned, false);
  }

  private boolean isOpen(int cell, double[] low, double[] high) {
    double value = table.value(cell);
    return new Range(value + low[cell], value + high[cell]).protects(table.cells().get(cell));
  }

  /** The bounds of every hidden cell. */
  SortedMap<Integer, Range> ranges() {
    SortedMap<Integer, Range> ranges = new TreeMap<>();
    for (int[] group : unknowns.groups()) {
      Program program = new Program(group, false);
      for (int cell : group) {
        double low = difference(program, cell, false);
        double high = difference(program, cell, true);
        double value = table.value(cell);
        ranges.put(cell, new Range(value + low, value + high));
      }
    }
    return ranges;
  }

  private static double difference(Program program, int cell, boolean greatest) {
    Optional<LinearProgram.Solution> end = program.end(cell, greatest);
    if (end.isEmpty()) {
      return 0;
    }
    double infinite = greatest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    return end.get().isBounded() ? program.difference(cell, end.get()) : infinite;
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

    /** Empty where rounding keeps the solver from an end; the true values always are a point. */
    Optional<LinearProgram.Solution> end(int cell, boolean greatest) {
      int variable = variables.get(cell);
      linear.cost(variable, 1);
      Optional<LinearProgram.Solution> solution =
          greatest ? linear.maximiseIfPossible() : linear.minimiseIfPossible();
      linear.noCost(variable);
      return solution;
    }

    /** Moves all cells, in directions that are always the same. */
    void stir(double[] low, double[] high) {
      Random signs = new Random(1);
      for (int i = 0; i < STIRS; i++) {
        for (int cell : cells) {
          linear.cost(variables.get(cell), signs.nextBoolean() ? 1 : -1);
        }
        linear.maximiseIfPossible().ifPresent(solution -> see(solution, low, high));
      }
      for (int cell : cells) {
        linear.noCost(variables.get(cell));
      }
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
