package fi.lape.jobs.cli;

import picocli.CommandLine.Option;

/** Where releases go. */
final class OutOption {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "lape-release",
      description =
          "Folder in which the numbered release folder is written (default: ${DEFAULT-VALUE}).")
  String folder;
}
