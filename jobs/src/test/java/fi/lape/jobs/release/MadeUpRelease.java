package fi.lape.jobs.release;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.stage.StageContext;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The made-up lake, released twice; made once a test run and only read. */
final class MadeUpRelease {
  private MadeUpRelease() {}

  private static final class Holder {
    static final StudyPlan PLAN;
    static final Path FIRST;
    static final Path SECOND;

    static {
      Path folder = folder();
      StageContext context = MadeUpLake.write(folder);
      PLAN = context.plan();
      ReleaseStage stage = new ReleaseStage(folder.resolve("out"));
      stage.run(context);
      FIRST = stage.published().orElseThrow();
      stage.run(context);
      SECOND = stage.published().orElseThrow();
    }

    private static Path folder() {
      try {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "made-up-release");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static StudyPlan plan() {
    return Holder.PLAN;
  }

  static Path first() {
    return Holder.FIRST;
  }

  static Path second() {
    return Holder.SECOND;
  }

  static Path parquet(String table) {
    return first().resolve("parquet").resolve(table + ".parquet");
  }

  static ReleaseTable read(String table) throws IOException {
    return ParquetTable.read(parquet(table), Contracts.release(table));
  }

  /** Rows of a released table for which a condition holds, by DuckDB. */
  static long count(String table, String where) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT count(*) FROM '%s' WHERE %s".formatted(parquet(table), where))) {
      found.next();
      return found.getLong(1);
    }
  }
}
