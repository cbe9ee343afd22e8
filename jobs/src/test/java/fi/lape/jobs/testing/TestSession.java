package fi.lape.jobs.testing;

import fi.lape.jobs.session.Sessions;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of a test run; opening it costs seconds, so no test closes it. */
public final class TestSession {
  private TestSession() {}

  private static final class Holder {
    static final SparkSession SESSION = Sessions.open(Optional.of("local[2]"), Map.of());
  }

  /** The session. */
  public static SparkSession open() {
    return Holder.SESSION;
  }
}
