package fi.lape.jobs.release.disclosure;

import java.util.Optional;

/**
 * One number of a linked table.
 *
 * @param count the true number, used to choose what to hide and never shown for a hidden cell
 * @param status whether it is shown, hidden for itself, or hidden to protect another
 * @param known what a reader knows before any arithmetic: the number, or what "hidden" tells
 * @param ifHidden what a reader would know if it were hidden too; empty where it cannot be hidden,
 *     because it is public elsewhere
 * @param needed width below which nobody may narrow it once it is hidden
 */
record LinkedCell(
    double count, Status status, Interval known, Optional<Interval> ifHidden, double needed) {
  /** The published confidentiality codes. */
  enum Status {
    FREE("F"),
    PRIMARY("C"),
    SECONDARY("D");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  /** A count that is shown and may be hidden; hidden, it is known to be no small one. */
  static LinkedCell shown(double count, int minCount) {
    return new LinkedCell(
        count,
        Status.FREE,
        Interval.exactly(count),
        Optional.of(Interval.atLeast(minCount)),
        minCount - 1);
  }

  /** A number that stays shown whatever happens. */
  static LinkedCell fixed(double count) {
    return new LinkedCell(count, Status.FREE, Interval.exactly(count), Optional.empty(), 0);
  }

  /** A number that may be withdrawn and need not stay uncertain then, such as a mean. */
  static LinkedCell withdrawable(double number) {
    return new LinkedCell(
        number,
        Status.FREE,
        Interval.exactly(number),
        Optional.of(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
        0);
  }

  /** A count hidden for itself, about which nobody may learn more than that. */
  static LinkedCell primary(double count, Interval known) {
    return primary(count, known, known.width());
  }

  /** The same, where it suffices that so much stays open. */
  static LinkedCell primary(double count, Interval known, double needed) {
    return new LinkedCell(
        count, Status.PRIMARY, known, Optional.empty(), Math.min(known.width(), needed));
  }

  /** The same cell hidden to protect another. */
  LinkedCell hide() {
    return new LinkedCell(count, Status.SECONDARY, ifHidden.orElseThrow(), ifHidden, needed);
  }

  boolean isHidden() {
    return status != Status.FREE;
  }

  boolean canBeHidden() {
    return !isHidden() && ifHidden.isPresent();
  }
}
