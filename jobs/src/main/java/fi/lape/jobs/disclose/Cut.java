package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * A condition on what is hidden, without which some cell is exposed: the helps of hidden cells sum
 * to at least {@code needed} – if the owner is hidden, where there is one.
 *
 * @param helps in the order of cells
 * @param owner a cell that needs this only when it is hidden; empty where it always is
 */
record Cut(List<Help> helps, double needed, OptionalInt owner) {
  private static final double ROUNDING = 1e-7;

  /**
   * What hiding a cell gives.
   *
   * @param amount above 0, not more than is needed
   */
  record Help(int cell, double amount) {}

  Cut {
    helps = List.copyOf(helps);
  }

  /**
   * The condition with every cell that helps.
   *
   * @param effects by cell; more than is needed is no more help
   */
  static Cut of(double[] effects, double needed, OptionalInt owner) {
    List<Help> helps = new ArrayList<>();
    for (int i = 0; i < effects.length; i++) {
      if (effects[i] > ROUNDING * needed) {
        helps.add(new Help(i, Math.min(effects[i], needed)));
      }
    }
    return new Cut(helps, needed, owner);
  }

  /** What is lacking when these are hidden; 0 where nothing is. */
  double lacking(BitSet hidden) {
    if (owner.isPresent() && !hidden.get(owner.getAsInt())) {
      return 0;
    }
    double sum = 0;
    for (Help help : helps) {
      if (hidden.get(help.cell())) {
        sum += help.amount();
      }
    }
    return sum >= needed * (1 - ROUNDING) ? 0 : needed - sum;
  }
}
