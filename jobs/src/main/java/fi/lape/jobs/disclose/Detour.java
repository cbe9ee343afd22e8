package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The cheapest way to let one hidden number be another one: which cells must be hidden too so that
 * all relations still hold. A linear program in which moving a shown cell costs what hiding it does
 * and moving a hidden one nothing.
 */
final class Detour {
  /** Moves below this share of what is needed are rounding of the solver. */
  private static final double ROUNDING = 1e-6;

  private final CellTable table;
  private final Room room;

  Detour(CellTable table) {
    this.table = table;
    room = new Room(table);
  }

  /**
   * Returns the shown cells that have to be hidden for a cell to be as uncertain as it must; empty
   * where nothing that may be hidden is enough.
   *
   * @param known a cell that cannot help, because somebody knows it
   */
  Optional<BitSet> around(int cell, BitSet hidden, OptionalInt known) {
    Cell.Protection p = table.cells().get(cell).protection();
    double up = Math.min(room.above(cell), Math.max(p.above(), p.width() - p.below()));
    double down = Math.min(room.below(cell), Math.max(p.below(), p.width() - p.above()));
    Optional<BitSet> upwards = both(cell, up, Math.max(p.below(), p.width() - up), hidden, known);
    Optional<BitSet> downwards =
        both(cell, Math.max(p.above(), p.width() - down), down, hidden, known);
    if (upwards.isPresent() && downwards.isPresent()) {
      return cost(upwards.get()) <= cost(downwards.get()) ? upwards : downwards;
    }
    if (upwards.isPresent() || downwards.isPresent()) {
      return upwards.or(() -> downwards);
    }
    // Neither end can be had whole: as far up as it goes, and the rest down.
    double furthest = Math.min(up, reach(cell, known)) * (1 - ROUNDING);
    return both(cell, furthest, Math.max(p.below(), p.width() - furthest), hidden, known);
  }

  private double cost(BitSet cells) {
    return cells.stream().mapToDouble(i -> table.cells().get(i).cost()).sum();
  }

  private Optional<BitSet> both(
      int cell, double above, double below, BitSet hidden, OptionalInt known) {
    Optional<BitSet> upwards = support(cell, above, hidden, known);
    if (upwards.isEmpty()) {
      return Optional.empty();
    }
    BitSet both = (BitSet) hidden.clone();
    both.or(upwards.get());
    return support(cell, -below, both, known)
        .map(
            downwards -> {
              downwards.or(upwards.get());
              return downwards;
            });
  }

  /** How far up a cell can go with everything hidden that may be. */
  private double reach(int cell, OptionalInt known) {
    LinearProgram program = new LinearProgram();
    for (int i = 0; i < table.cells().size(); i++) {
      boolean fixed = isFixed(i, known);
      program.variable(fixed ? 0 : -room.below(i), fixed ? 0 : room.above(i));
    }
    for (Relation relation : table.relations()) {
      LinearProgram.Row row = program.equal(0);
      for (int i = 0; i < relation.size(); i++) {
        row.add(relation.cell(i), relation.coefficient(i));
      }
    }
    program.cost(cell, 1);
    return program.maximise().at(cell);
  }

  private boolean isFixed(int cell, OptionalInt known) {
    return table.cells().get(cell).role() == Cell.Role.FIXED
        || (known.isPresent() && known.getAsInt() == cell);
  }

  private Optional<BitSet> support(int cell, double move, BitSet hidden, OptionalInt known) {
    BitSet support = new BitSet();
    if (move == 0) {
      return Optional.of(support);
    }
    LinearProgram program = new LinearProgram();
    List<Integer> ups = new ArrayList<>();
    List<Integer> downs = new ArrayList<>();
    for (int i = 0; i < table.cells().size(); i++) {
      boolean fixed = isFixed(i, known);
      double up = i == cell ? Math.max(move, 0) : fixed ? 0 : room.above(i);
      double down = i == cell ? Math.max(-move, 0) : fixed ? 0 : room.below(i);
      int upwards = program.variable(i == cell ? up : 0, up);
      int downwards = program.variable(i == cell ? down : 0, down);
      if (!hidden.get(i)) {
        program.cost(upwards, table.cells().get(i).cost());
        program.cost(downwards, table.cells().get(i).cost());
      }
      ups.add(upwards);
      downs.add(downwards);
    }
    for (Relation relation : table.relations()) {
      LinearProgram.Row row = program.equal(0);
      for (int i = 0; i < relation.size(); i++) {
        row.add(ups.get(relation.cell(i)), relation.coefficient(i));
        row.add(downs.get(relation.cell(i)), -relation.coefficient(i));
      }
    }
    Optional<LinearProgram.Solution> cheapest = program.minimiseIfPossible();
    if (cheapest.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < table.cells().size(); i++) {
      double moved = Math.abs(cheapest.get().at(ups.get(i)) - cheapest.get().at(downs.get(i)));
      if (!hidden.get(i) && moved > ROUNDING * Math.abs(move)) {
        support.set(i);
      }
    }
    return Optional.of(support);
  }
}
