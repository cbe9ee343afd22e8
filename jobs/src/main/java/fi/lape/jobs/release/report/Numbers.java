package fi.lape.jobs.release.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as a language writes them: decimal comma and no-break thousands space in Finnish and
 * Swedish, the minus sign U+2212, ranges with an en dash.
 */
final class Numbers {
  static final char MINUS = '\u2212';
  static final char EN_DASH = '\u2013';
  static final char NO_BREAK = '\u00A0';
  static final String NONE = "\u2013";

  private final Language language;

  Numbers(Language language) {
    this.language = language;
  }

  /** A number with so many decimals; a rounded zero has no sign. */
  String fixed(double value, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    String digits = rounded.abs().toPlainString();
    int point = digits.indexOf('.');
    String whole = point < 0 ? digits : digits.substring(0, point);
    String text =
        grouped(whole) + (point < 0 ? "" : language.decimal() + digits.substring(point + 1));
    return rounded.signum() < 0 ? MINUS + text : text;
  }

  /** The same with a plus sign where it is a rise. */
  String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    boolean positive =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).signum() > 0;
    return positive ? "+" + text : text;
  }

  String whole(double value) {
    return fixed(value, 0);
  }

  /** low–high, with spaces where a minus sign would touch the dash. */
  String range(double low, double high, int decimals) {
    String to = fixed(high, decimals);
    String from = fixed(low, decimals);
    boolean tight = from.charAt(0) != MINUS && to.charAt(0) != MINUS;
    return tight ? from + EN_DASH + to : from + NO_BREAK + EN_DASH + NO_BREAK + to;
  }

  /** A p-value to three decimals, one smaller than that as a bound. */
  String pValue(double p) {
    return p < 0.001 ? "<" + NO_BREAK + fixed(0.001, 3) : fixed(p, 3);
  }

  /** Decimals that leave two significant digits of an uncertainty, 0 to 4. */
  static int decimalsFor(double uncertainty) {
    if (!(Math.abs(uncertainty) > 0) || Double.isInfinite(uncertainty)) {
      return 2;
    }
    int magnitude = (int) Math.floor(Math.log10(Math.abs(uncertainty)));
    return Math.max(0, Math.min(4, 1 - magnitude));
  }

  private String grouped(String digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0 && digits.length() > 4) {
        text.append(language.thousands());
      }
      text.append(digits.charAt(i));
    }
    return text.toString();
  }
}
