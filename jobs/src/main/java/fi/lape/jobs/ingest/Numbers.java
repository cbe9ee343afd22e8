package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Numbers as Finnish files write them: decimal comma, spaces between thousands. */
final class Numbers {
  private static final String SPACES = "[ \\u00A0\\u202F]";
  private static final String COMMA = "^-?[0-9]+(,[0-9]+)?$";
  private static final String POINT = "^-?[0-9]+\\.[0-9]+$";

  private Numbers() {}

  /** The number, null where the text is none. */
  static Column decimalComma(Column text) {
    return when(
        compact(text).rlike(COMMA), replace(compact(text), lit(","), lit(".")).try_cast("double"));
  }

  /** A whole number, null where the text is none. */
  static Column whole(Column text) {
    return when(text.rlike("^[0-9]{1,9}$"), text.try_cast("int"));
  }

  /** True where the number is written with a decimal point. */
  static Column hasPoint(Column text) {
    return compact(text).rlike(POINT);
  }

  /** True where there is text that is neither a number with a comma nor one with a point. */
  static Column isNoNumber(Column text) {
    return text.isNotNull().and(compact(text).rlike(COMMA).or(hasPoint(text)).equalTo(false));
  }

  private static Column compact(Column text) {
    return regexp_replace(text, SPACES, "");
  }
}
