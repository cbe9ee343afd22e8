package fi.lape.jobs.table;

import java.util.List;
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
}
