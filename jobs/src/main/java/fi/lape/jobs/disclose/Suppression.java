package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses what is hidden besides the primary cells, for all linked tables at once and at the least
 * cost it can find.
 *
 * <p>Cells are added until no condition is broken, then those not needed after all are shown again,
 * the dearest first. Small tables are then solved to the optimum: the cheapest pattern that meets
 * every condition found so far, new conditions where that pattern breaks some, until it breaks
 * none. The same table always gives the same pattern.
 */
public final class Suppression {
  /** Above so many cells that help, the cheapest pattern is not looked for. */
  private static final int SMALL = 48;

  private static final int ROUNDS = 60;

  private final CellTable table;
  private final Cuts cuts;
  private final Detour detour;
  private final BitSet kept;
  private final boolean isLarge;
  private final Set<Cut> found = new LinkedHashSet<>();

  private Suppression(CellTable table, BitSet start) {
    this.table = table;
    kept = table.primary();
    kept.or(start);
    isLarge = !start.isEmpty() || kept.cardinality() > SMALL;
    cuts = new Cuts(table);
    detour = new Detour(table);
  }

  /**
   * Returns all cells to hide, the primary ones among them; empty where hiding everything that may
   * be hidden is not enough.
   */
  public static Optional<BitSet> of(CellTable table) {
    return of(table, new BitSet());
  }

  /**
   * The same, where more is hidden from the outset and stays so: what was found for parts of the
   * table, before they were looked at together.
   */
  public static Optional<BitSet> of(CellTable table, BitSet start) {
    return new Suppression(table, start).solve();
  }

  private Optional<BitSet> solve() {
    BitSet hidden = (BitSet) kept.clone();
    if (!extend(hidden)) {
      return Optional.empty();
    }
    showAgain(hidden);
    return Optional.of(!isLarge && helpers().size() <= SMALL ? cheapest(hidden) : hidden);
  }

  /** Hides more until nothing is exposed; false where nothing that would help is left. */
  private boolean extend(BitSet hidden) {
    while (true) {
      List<Exposures.Exposure> exposed = new Exposures(table, hidden).all();
      if (exposed.isEmpty()) {
        return true;
      }
      int before = hidden.cardinality();
      for (Exposures.Exposure exposure : exposed) {
        Optional<BitSet> more = detour.around(exposure.cell(), hidden, exposure.known());
        if (more.isEmpty()) {
          return false;
        }
        hidden.or(more.get());
      }
      if (hidden.cardinality() == before) {
        return false; // what would help is hidden already
      }
    }
  }

  private void showAgain(BitSet hidden) {
    List<Integer> secondary = new ArrayList<>();
    hidden.stream().filter(i -> !kept.get(i)).forEach(secondary::add);
    secondary.sort(Comparator.comparingDouble((Integer i) -> -table.cells().get(i).cost()));
    for (int cell : secondary) {
      hidden.clear(cell);
      if (isLarge) {
        if (new Exposures(table, hidden).any()) {
          hidden.set(cell);
        }
        continue;
      }
      List<Cut> broken =
          found.stream().anyMatch(c -> c.lacking(hidden) > 0)
              ? List.copyOf(found)
              : cuts.broken(hidden);
      if (!broken.isEmpty()) {
        found.addAll(broken);
        hidden.set(cell);
      }
    }
  }

  private Set<Integer> helpers() {
    Set<Integer> helpers = new TreeSet<>();
    for (Cut cut : found) {
      for (Cut.Help help : cut.helps()) {
        if (table.cells().get(help.cell()).role() == Cell.Role.FREE && !kept.get(help.cell())) {
          helpers.add(help.cell());
        }
      }
    }
    return helpers;
  }

  private BitSet cheapest(BitSet incumbent) {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<BitSet> cheapest = cheapestOfFound();
      if (cheapest.isEmpty()) {
        return incumbent;
      }
      BitSet pattern = cheapest.get();
      List<Cut> broken = cuts.broken(pattern);
      if (broken.isEmpty()) {
        return cost(pattern) < cost(incumbent) ? pattern : incumbent;
      }
      found.addAll(broken);
      if (helpers().size() > SMALL) {
        return incumbent;
      }
    }
    return incumbent;
  }

  private double cost(BitSet pattern) {
    return pattern.stream().mapToDouble(i -> table.cells().get(i).cost()).sum();
  }

  /**
   * The cheapest pattern that meets the conditions found so far; empty where rounding keeps the
   * solver from finding one, as the pattern at hand always is one.
   */
  private Optional<BitSet> cheapestOfFound() {
    LinearProgram program = new LinearProgram();
    Map<Integer, Integer> choices = new HashMap<>();
    for (int cell : helpers()) {
      int choice = program.choice();
      program.cost(choice, table.cells().get(cell).cost());
      choices.put(cell, choice);
    }
    BitSet pattern = (BitSet) kept.clone();
    for (Cut cut : found) {
      if (cut.owner().isPresent()
          && !choices.containsKey(cut.owner().getAsInt())
          && !pattern.get(cut.owner().getAsInt())) {
        continue; // its owner stays shown
      }
      double given = 0;
      Map<Integer, Double> row = new HashMap<>();
      for (Cut.Help help : cut.helps()) {
        if (pattern.get(help.cell())) {
          given += help.amount();
        } else {
          row.merge(choices.get(help.cell()), help.amount(), Double::sum);
        }
      }
      // An owner's need counts only when it is hidden itself.
      double needed = cut.needed() - given;
      if (cut.owner().isPresent() && choices.containsKey(cut.owner().getAsInt())) {
        row.merge(choices.get(cut.owner().getAsInt()), -cut.needed(), Double::sum);
        needed = -given;
      }
      LinearProgram.Row condition = program.atLeast(needed);
      row.forEach(condition::add);
    }
    if (choices.isEmpty()) {
      return Optional.of(pattern);
    }
    return program
        .minimiseIfPossible()
        .map(
            best -> {
              choices.forEach((cell, choice) -> pattern.set(cell, best.at(choice) > 0.5));
              return pattern;
            });
  }
}
