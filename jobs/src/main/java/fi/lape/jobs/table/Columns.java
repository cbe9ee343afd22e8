package fi.lape.jobs.table;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Names of columns in the form Spark's joins want them. */
public final class Columns {
  private Columns() {}

  /** The names as a Scala sequence. */
  public static Seq<String> named(String... names) {
    return CollectionConverters.asScala(List.of(names)).toSeq();
  }

  public static Seq<String> named(List<String> names) {
    return CollectionConverters.asScala(names).toSeq();
  }

  /**
   * A sum of doubles that does not depend on the order of the rows, and so not on how many tasks
   * there are: each is rounded to 12 decimals once, then added exactly.
   */
  public static Column exactSum(Column values) {
    return functions.sum(values.cast("decimal(38,12)")).cast("double");
  }
}
