package fi.lape.spark;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of this module's tests. */
public final class SharedSession {
  private SharedSession() {}

  /** Returns the session; it ends with the process. */
  public static SparkSession get() {
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .appName("lape-spark-test")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.codegen.wholeStage", "false")
            .getOrCreate();
    session.sparkContext().setLogLevel("OFF"); // tests that expect a failure would print it
    return session;
  }
}
