package fi.lape.jobs.cli;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeLock;
import fi.lape.jobs.lake.LakeState;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.session.Sessions;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lape tables}: what is in a lake. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Lists the tables of a lake, or shows the first rows of one.")
final class TablesCommand implements Callable<Integer> {
  @Mixin LakeOptions options;
  @Spec CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "TABLE", description = "A table's name.")
  Optional<String> table;

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows for which this holds.")
  Optional<String> where;

  @Option(names = "--columns", paramLabel = "A,B", split = ",", description = "Only these columns.")
  List<String> columns = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Rows to show (default: ${DEFAULT-VALUE}).")
  int limit;

  @Override
  public Integer call() {
    Map<String, LakeState.Finished> finished =
        LakeState.open(options.lake, new Configuration()).finished();
    if (finished.isEmpty()) {
      throw empty();
    }
    SparkSession spark = Sessions.open(options.spark.master, options.spark.settings);
    Lake lake = Lake.at(spark, options.lake);
    PrintWriter out = spec.commandLine().getOut();
    if (table.isEmpty()) {
      for (LakeTable each : LakeTable.values()) {
        if (lake.has(each)) {
          out.printf(
              "%-24s %,10d rows   %-34s %s%n",
              each.contractName(),
              lake.read(each).count(),
              each.path(),
              stale(each, finished).orElse(""));
        }
      }
    } else {
      LakeTable named = named(table.get());
      stale(named, finished).ifPresent(spec.commandLine().getErr()::println);
      show(lake.read(named));
    }
    out.flush();
    return 0;
  }

  private JobException empty() {
    boolean begun = LakeLock.lies(options.lake, new Configuration());
    return new JobException(
        ExitCode.LAKE,
        "LAKE_EMPTY",
        (begun
                ? "the lake '%s' has no complete stage yet. Its first job is still at work, or was killed. Wait for that job to end; if none is running, run 'lape run' again."
                : "there is no lake at '%s'. A lake is made by 'lape run' or 'lape ingest'. Run one of them, or give --lake.")
            .formatted(options.lake));
  }

  /** What to say of a table whose step is not complete: its rows are of an earlier state. */
  static Optional<String> stale(LakeTable table, Map<String, LakeState.Finished> finished) {
    return table
        .writtenBy()
        .filter(step -> !finished.containsKey(step.command()))
        .map(
            step ->
                "STALE: '%s' was not completed after the newest inputs; run 'lape %s'"
                    .formatted(step.command(), step.command()));
  }

  private void show(Dataset<Row> rows) {
    try {
      Dataset<Row> wanted = where.isPresent() ? rows.where(where.get()) : rows;
      wanted = columns.isEmpty() ? wanted : wanted.selectExpr(columns.toArray(String[]::new));
      wanted.show(limit, 40);
    } catch (Exception e) { // Spark's own AnalysisException is checked but thrown undeclared
      if (e instanceof AnalysisException analysis) {
        throw new JobException(
            ExitCode.PLAN_OR_ARGUMENTS,
            "QUERY_INVALID",
            "--where or --columns cannot be understood: %s. The table has the columns %s. Correct the option."
                .formatted(
                    analysis.getMessage().lines().findFirst().orElse(""),
                    String.join(", ", rows.columns())),
            analysis);
      }
      throw e;
    }
  }

  private static LakeTable named(String name) {
    return Arrays.stream(LakeTable.values())
        .filter(t -> t.contractName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new JobException(
                    ExitCode.PLAN_OR_ARGUMENTS,
                    "TABLE_UNKNOWN",
                    "'%s' is not a table of a lake. Tables have fixed names. 'lape tables' without a name lists them."
                        .formatted(name)));
  }
}
