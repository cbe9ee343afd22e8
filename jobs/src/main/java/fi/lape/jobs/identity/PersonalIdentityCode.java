package fi.lape.jobs.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Finnish personal identity codes: date of birth, century sign, individual number and a check
 * character that must be right, so that ordinary figures are not taken for one.
 *
 * @see <a href="https://dvv.fi/en/personal-identity-code">Digital and Population Data Services
 *     Agency: the personal identity code</a>
 */
public final class PersonalIdentityCode {
  private static final String CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY";
  private static final String SIGN_1900 = "-UVWXY";
  private static final int LENGTH = 11;
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<![0-9A-Z])(\\d{2})(\\d{2})(\\d{2})([-+A-FU-Y])(\\d{3})([0-9A-FHJ-NPR-Y])(?![0-9A-Z])");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private PersonalIdentityCode() {}

  /** Number of codes with a right check character in a text; JSON escapes are seen through. */
  public static int count(CharSequence text) {
    String plain = text.toString();
    if (plain.length() < LENGTH) {
      return 0;
    }
    if (plain.contains("\\u")) {
      plain =
          ESCAPE
              .matcher(plain)
              .replaceAll(
                  m ->
                      Matcher.quoteReplacement(
                          String.valueOf((char) Integer.parseInt(m.group(1), 16))));
    }
    Matcher matcher = SHAPE.matcher(plain.toUpperCase(Locale.ROOT));
    int found = 0;
    while (matcher.find()) {
      if (isValid(matcher)) {
        found++;
      }
    }
    return found;
  }

  private static boolean isValid(Matcher m) {
    int number = Integer.parseInt(m.group(1) + m.group(2) + m.group(3) + m.group(5));
    if (CHECK.charAt(number % CHECK.length()) != m.group(6).charAt(0)) {
      return false;
    }
    char sign = m.group(4).charAt(0);
    int century = sign == '+' ? 1800 : SIGN_1900.indexOf(sign) >= 0 ? 1900 : 2000;
    try {
      LocalDate.of(
          century + Integer.parseInt(m.group(3)),
          Integer.parseInt(m.group(2)),
          Integer.parseInt(m.group(1)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
