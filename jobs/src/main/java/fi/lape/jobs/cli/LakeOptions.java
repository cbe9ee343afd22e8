package fi.lape.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every command that opens a lake. */
final class LakeOptions {
  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "lape-lake",
      description =
          "Folder of the Delta tables; a local path, hdfs://, s3a:// or abfss:// (default: ${DEFAULT-VALUE}).")
  String lake;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "Spark master: local[2], spark://host:7077, … (default: what spark-submit says, else local[*]).")
  Optional<String> master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "A Spark setting; may be given several times.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--quiet", description = "Say nothing but failures and, with --json, the result.")
  boolean quiet;
}
