package fi.lape.jobs.release.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Numbers tied by relations, of which some must stay hidden.
 *
 * <p>{@link #protect} hides further cells until no hidden one can be narrowed below the width it
 * needs: in the relation that gives a cell away it hides the smallest part that leaves enough room,
 * and the total only where no part is left. The order of cells decides between equals, so the same
 * table always gives the same answer.
 */
final class LinkedTable {
  private final List<LinkedCell> cells = new ArrayList<>();
  private final List<LinkedEquation> equations = new ArrayList<>();

  int add(LinkedCell cell) {
    cells.add(cell);
    return cells.size() - 1;
  }

  void add(LinkedEquation equation) {
    equations.add(equation);
  }

  LinkedCell cell(int index) {
    return cells.get(index);
  }

  BoundsAttack attack() {
    return BoundsAttack.on(cells, equations);
  }

  /** Hidden cells that somebody could narrow too far. */
  List<Integer> exposed() {
    return exposed(attack());
  }

  private List<Integer> exposed(BoundsAttack attack) {
    List<Integer> exposed = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!attack.protects(cells.get(i), i)) {
        exposed.add(i);
      }
    }
    return exposed;
  }

  /**
   * Hides what must be hidden besides the primary cells.
   *
   * @return whether every hidden cell is protected; false where nothing more can be hidden
   */
  boolean protect() {
    while (true) {
      BoundsAttack attack = attack();
      List<Integer> exposed = exposed(attack);
      if (exposed.isEmpty()) {
        return true;
      }
      OptionalInt victim = victim(exposed, attack);
      if (victim.isEmpty()) {
        return false;
      }
      cells.set(victim.getAsInt(), cells.get(victim.getAsInt()).hide());
    }
  }

  /**
   * The next cell to hide: a part of an exposed total first, then a partner of an exposed part,
   * then a total, and only then something further away.
   */
  private OptionalInt victim(List<Integer> exposed, BoundsAttack attack) {
    for (boolean asTotal : new boolean[] {true, false}) {
      for (int cell : exposed) {
        OptionalInt part = part(cell, asTotal, attack);
        if (part.isPresent()) {
          return part;
        }
      }
    }
    for (int cell : exposed) {
      for (LinkedEquation equation : equations) {
        int total = equation.cells()[0];
        if (equation.position(cell) > 0 && cells.get(total).canBeHidden()) {
          return OptionalInt.of(total);
        }
      }
    }
    for (int cell : exposed) {
      OptionalInt neighbour = anyNeighbour(cell);
      if (neighbour.isPresent()) {
        return neighbour;
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt part(int exposed, boolean asTotal, BoundsAttack attack) {
    LinkedCell cell = cells.get(exposed);
    for (LinkedEquation equation : equations) {
      int position = equation.position(exposed);
      if (position < 0 || (position == 0) != asTotal) {
        continue;
      }
      Interval alone = cell.known().meet(equation.implied(attack.known())[position]);
      if (alone.width() >= cell.needed() - Interval.ROUNDING) {
        continue; // another relation narrows it
      }
      // Hidden parts have no upper end, so only room above the exposed cell can be lacking.
      double missing = Math.min(cell.known().high() - alone.high(), cell.needed() - alone.width());
      OptionalInt part =
          smallestSufficientPart(equation, missing * Math.abs(equation.coefficient(position)));
      if (part.isPresent()) {
        return part;
      }
    }
    return OptionalInt.empty();
  }

  /** The smallest shown part with enough room below it, else the one with the most room. */
  private OptionalInt smallestSufficientPart(LinkedEquation equation, double missing) {
    int best = -1;
    double bestRoom = 0;
    for (int i = 1; i < equation.cells().length; i++) {
      LinkedCell candidate = cells.get(equation.cells()[i]);
      if (!candidate.canBeHidden()) {
        continue;
      }
      double below = candidate.count() - candidate.ifHidden().orElseThrow().low();
      double room = Math.abs(equation.coefficient(i)) * below;
      boolean enough = room >= missing;
      boolean better = bestRoom >= missing ? enough && room < bestRoom : enough || room > bestRoom;
      if (best < 0 || better) {
        best = equation.cells()[i];
        bestRoom = room;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }

  /** A shown cell in a relation of a hidden cell that shares a relation with the exposed one. */
  private OptionalInt anyNeighbour(int exposed) {
    for (LinkedEquation near : equations) {
      if (near.position(exposed) < 0) {
        continue;
      }
      for (int between : near.cells()) {
        if (cells.get(between).isHidden()) {
          OptionalInt shown = shownBeside(between);
          if (shown.isPresent()) {
            return shown;
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  private OptionalInt shownBeside(int cell) {
    for (LinkedEquation equation : equations) {
      if (equation.position(cell) >= 0) {
        for (int member : equation.cells()) {
          if (cells.get(member).canBeHidden()) {
            return OptionalInt.of(member);
          }
        }
      }
    }
    return OptionalInt.empty();
  }
}
