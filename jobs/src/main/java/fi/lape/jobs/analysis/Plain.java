package fi.lape.jobs.analysis;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers inside texts: at most four significant digits, decimal point, no exponent. */
public final class Plain {
  private static final MathContext DIGITS = new MathContext(4);

  private Plain() {}

  public static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
