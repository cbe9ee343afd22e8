package fi.lape.jobs.cli;

import picocli.CommandLine.Mixin;
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

  @Mixin SparkOptions spark;

  @Option(names = "--quiet", description = "Say nothing but failures and, with --json, the result.")
  boolean quiet;
}
