package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Conditions that a pattern of hidden cells breaks, from the duals of the attacker's programs.
 *
 * <p>The greatest difference of cell k is, by duality, the least {@code Σᵢ (αᵢ·aboveᵢ +
 * βᵢ·belowᵢ)·yᵢ} over multipliers γ of the relations, with {@code αᵢ − βᵢ = [i = k] − Σₑ γₑ·cₑᵢ}
 * and yᵢ = 1 for hidden cells. Any multipliers give a valid condition on y; the best ones for the
 * present pattern give one that it breaks.
 *
 * <p>Source: Fischetti, Salazar-González (2001), Journal of the American Statistical Association
 * 95(451), 916–928, doi:10.1080/01621459.2000.10474282.
 */
final class Cuts {
  private static final double ROUNDING = 1e-9;

  private final CellTable table;
  private final Room room;
  private final Map<Integer, List<Relation>> relationsOf = new HashMap<>();

  Cuts(CellTable table) {
    this.table = table;
    room = new Room(table);
    for (Relation relation : table.relations()) {
      for (int i = 0; i < relation.size(); i++) {
        relationsOf.computeIfAbsent(relation.cell(i), c -> new ArrayList<>()).add(relation);
      }
    }
  }

  /** Conditions that are broken when exactly these cells are hidden; empty where all is well. */
  List<Cut> broken(BitSet hidden) {
    List<Cut> cuts = new ArrayList<>();
    for (Exposures.Exposure exposure : new Exposures(table, hidden).all()) {
      int cell = exposure.cell();
      OptionalInt known = exposure.known();
      BitSet knows = new BitSet();
      known.ifPresent(knows::set);
      Unknowns unknowns = new Unknowns(table, hidden, knows);
      Cell.Protection protection = table.cells().get(cell).protection();
      int[] tied = unknowns.tiedTo(cell);
      double[] above = effects(cell, 1, tied, unknowns);
      double[] below = effects(cell, -1, tied, unknowns);
      double[] both = new double[above.length];
      for (int i = 0; i < both.length; i++) {
        both[i] = above[i] + below[i];
      }
      add(cuts, cell, above, protection.above(), hidden, known);
      add(cuts, cell, below, protection.below(), hidden, known);
      add(cuts, cell, both, protection.width(), hidden, known);
    }
    return cuts;
  }

  private void add(
      List<Cut> cuts, int cell, double[] effects, double needed, BitSet hidden, OptionalInt known) {
    if (needed <= 0) {
      return;
    }
    double[] usable = effects.clone();
    for (int i = 0; i < usable.length; i++) {
      if (table.cells().get(i).role() == Cell.Role.FIXED) {
        usable[i] = 0;
      }
    }
    known.ifPresent(i -> usable[i] = 0);
    boolean always = table.cells().get(cell).role() == Cell.Role.PRIMARY;
    Cut cut = Cut.of(usable, needed, always ? OptionalInt.empty() : OptionalInt.of(cell));
    if (cut.lacking(hidden) > 0) {
      cuts.add(cut);
    }
  }

  /** By how much hiding each cell lets the difference of {@code cell} grow in a direction. */
  private double[] effects(int cell, int direction, int[] tied, Unknowns unknowns) {
    LinearProgram dual = new LinearProgram();
    List<Relation> relations = unknowns.among(tied);
    Map<Relation, Integer> multipliers = new HashMap<>();
    for (Relation relation : relations) {
      multipliers.put(relation, dual.variable(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
    for (int i : tied) {
      LinearProgram.Row row = dual.equal(i == cell ? direction : 0);
      int up = dual.variable(0, Double.POSITIVE_INFINITY);
      int down = dual.variable(0, Double.POSITIVE_INFINITY);
      dual.cost(up, room.above(i));
      dual.cost(down, room.below(i));
      row.add(up, 1);
      row.add(down, -1);
      for (Relation relation : relationsOf.getOrDefault(i, List.of())) {
        row.add(multipliers.get(relation), relation.coefficientOf(i));
      }
    }
    LinearProgram.Solution best = dual.minimise();
    double[] remainder = new double[table.cells().size()];
    remainder[cell] = direction;
    for (Relation relation : relations) {
      double multiplier = best.at(multipliers.get(relation));
      if (Math.abs(multiplier) > ROUNDING) {
        for (int i = 0; i < relation.size(); i++) {
          remainder[relation.cell(i)] -= multiplier * relation.coefficient(i);
        }
      }
    }
    double[] effects = new double[remainder.length];
    for (int i = 0; i < effects.length; i++) {
      effects[i] = remainder[i] > 0 ? remainder[i] * room.above(i) : -remainder[i] * room.below(i);
    }
    return effects;
  }
}
