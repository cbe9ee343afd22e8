package fi.lape.jobs.disclose.files;

import fi.lape.jobs.disclose.Cell;
import java.util.OptionalDouble;

/** Which numbers are hidden for themselves, and how uncertain hidden ones must stay. */
final class PrimaryRules {
  /** How far a hidden amount may be from what is known of it, where the rules do not say. */
  private static final double USUAL_PERCENT = 10;

  private final DisclosureRules rules;

  PrimaryRules(DisclosureRules rules) {
    this.rules = rules;
  }

  /**
   * A count.
   *
   * @param of what it is a part of
   */
  Cell count(String name, double count, OptionalDouble of, double cost) {
    int least = rules.minimumCount();
    boolean zeroShown = count == 0 && rules.showsZeros();
    boolean small = count < least && !zeroShown;
    boolean full = of.isPresent() && of.getAsDouble() - count < least && !small && !zeroShown;
    if (small) {
      return new Cell(
          name,
          count,
          Cell.Role.PRIMARY,
          0,
          least - 1,
          new Cell.Protection(0, 0, least - 1),
          cost,
          count == 1);
    }
    if (full) {
      // A reader cannot tell a count that is too small from a remainder that is.
      return new Cell(
          name,
          count,
          Cell.Role.PRIMARY,
          0,
          of.getAsDouble(),
          new Cell.Protection(0, 0, least - 1),
          cost,
          of.getAsDouble() - count == 1);
    }
    if (zeroShown) {
      return new Cell(name, 0, Cell.Role.FIXED, 0, 0, new Cell.Protection(0, 0, 0), cost, false);
    }
    return new Cell(
        name,
        count,
        Cell.Role.FREE,
        least,
        Double.POSITIVE_INFINITY,
        new Cell.Protection(0, 0, 1),
        cost,
        false);
  }

  /**
   * What is known of who stands behind an amount.
   *
   * @param contributors how many
   * @param largest the largest contribution
   * @param second the second largest
   */
  record Contributions(OptionalDouble contributors, OptionalDouble largest, OptionalDouble second) {
    double two() {
      return largest.orElse(0) + second.orElse(0);
    }
  }

  /** An amount of money or the like. */
  Cell amount(String name, double amount, Contributions by, double cost) {
    if (amount == 0) {
      return new Cell(name, 0, Cell.Role.FIXED, 0, 0, new Cell.Protection(0, 0, 0), cost, false);
    }
    double usual = amount * rules.percent().orElse(USUAL_PERCENT) / 100;
    double open = 0;
    if (by.contributors().isPresent()
        && by.contributors().getAsDouble() < rules.minimumContributors()) {
      open = usual;
    }
    if (rules.dominance().isPresent() && by.largest().isPresent()) {
      DisclosureRules.Dominance rule = rules.dominance().get();
      double largest = rule.n() == 1 ? by.largest().getAsDouble() : by.two();
      if (largest > rule.k() * amount) {
        open = Math.max(open, largest / rule.k() - amount);
      }
    }
    if (rules.percent().isPresent() && by.largest().isPresent()) {
      double least = by.largest().getAsDouble() * rules.percent().get() / 100;
      double rest = Math.max(0, amount - by.two());
      if (rest < least) {
        open = Math.max(open, least - rest);
      }
    }
    boolean primary = open > 0;
    double below = Math.min(open, amount);
    return new Cell(
        name,
        amount,
        primary ? Cell.Role.PRIMARY : Cell.Role.FREE,
        0,
        Double.POSITIVE_INFINITY,
        primary
            ? new Cell.Protection(below, open, below + open)
            : new Cell.Protection(0, 0, usual / 10),
        cost,
        by.contributors().isPresent() && by.contributors().getAsDouble() == 1);
  }
}
