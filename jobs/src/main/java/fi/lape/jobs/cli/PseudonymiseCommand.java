package fi.lape.jobs.cli;

import fi.lape.jobs.identity.PseudonymKey;
import fi.lape.jobs.identity.PseudonymisedTable;
import fi.lape.jobs.session.Sessions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape pseudonymise}: run where the register is kept, before anything is sent. */
@Command(
    name = "pseudonymise",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a Parquet table anew with a pseudonym, 'child_id', in place of the identifier's column.",
      "The pseudonym is a keyed HMAC-SHA-256. The key, 64 or more hexadecimal digits, is"
          + " read from a file or from the environment, and never from the command line."
    })
final class PseudonymiseCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--in",
      paramLabel = "PATH",
      required = true,
      description = "Parquet file or folder with the identifiers.")
  String in;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write, which must not exist yet.")
  String out;

  @Option(
      names = "--column",
      paramLabel = "NAME",
      required = true,
      description = "Column of the identifier; the result has 'child_id' in its place.")
  String column;

  @Option(names = "--key-file", paramLabel = "FILE", description = "File with the key.")
  Optional<Path> keyFile;

  @Option(
      names = "--key-env",
      paramLabel = "NAME",
      description = "Name of the environment variable with the key.")
  Optional<String> keyVariable;

  @Option(names = "--master", paramLabel = "URL", description = "Spark master.")
  Optional<String> master;

  @Override
  public Integer call() {
    PseudonymKey key = PseudonymKey.read(keyFile, keyVariable, System.getenv());
    SparkSession spark = Sessions.open(master, java.util.Map.of());
    Dataset<Row> rows = spark.read().parquet(in);
    PseudonymisedTable.of(rows, column, key.pseudonyms())
        .write()
        .mode("errorifexists")
        .parquet(out);
    spec.commandLine().getOut().printf("Pseudonymised rows are in %s%n", out);
    return 0;
  }
}
