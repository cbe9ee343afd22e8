package fi.lape.samples;

/**
 * One published indicator of one sex group: a numerator over a denominator, by municipality and
 * year; regions are sums of both.
 */
final class Series {

  private final int indicator;
  private final String gender;
  private final Form form;
  private final int scale;
  private final boolean hidden;
  private final double[][] numerator;
  private final double[][] denominator;

  Series(
      int indicator,
      String gender,
      Form form,
      int scale,
      boolean hidden,
      double[][] numerator,
      double[][] denominator) {
    this.indicator = indicator;
    this.gender = gender;
    this.form = form;
    this.scale = scale;
    this.hidden = hidden;
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** Sotkanet indicator number. */
  int indicator() {
    return indicator;
  }

  /** {@code total}, {@code male} or {@code female}. */
  String gender() {
    return gender;
  }

  Form form() {
    return form;
  }

  /** 100 for percent, 1000 for per thousand; unused by counts and amounts. */
  int scale() {
    return scale;
  }

  /** Whether counts of 0 to 4 are left out. */
  boolean hidden() {
    return hidden;
  }

  double[][] numerator() {
    return numerator;
  }

  double[][] denominator() {
    return denominator;
  }

  /** Which of the two fields of a Sotkanet row are filled. */
  enum Form {
    /** {@code value} is a share, {@code absValue} the count. */
    SHARE_AND_COUNT,
    /** {@code absValue} only. */
    COUNT_ONLY,
    /** {@code value} only, a share. */
    SHARE_ONLY,
    /** {@code value} only, an amount that adds up. */
    AMOUNT
  }
}
