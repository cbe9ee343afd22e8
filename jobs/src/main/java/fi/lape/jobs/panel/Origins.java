package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Where figures come from, kept through every join: synthetic, real, or mixed. */
final class Origins {
  static final String MIXED = "mixed";

  private Origins() {}

  /** The origin of a group of rows. */
  static Column ofGroup(Column origin) {
    return when(min(origin).equalTo(max(origin)), min(origin)).otherwise(lit(MIXED));
  }

  /** The origin of a row made of two; an absent one does not count. */
  static Column both(Column one, Column other) {
    return when(coalesce(one, other).equalTo(coalesce(other, one)), coalesce(one, other))
        .otherwise(lit(MIXED));
  }
}
