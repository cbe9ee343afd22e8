package fi.lape.jobs.cli;

import fi.lape.jobs.register.PeriodLength;
import picocli.CommandLine.Option;

/** How long the periods of the child panel are, where the sources have a register. */
final class RegisterOption {
  @Option(
      names = "--register-period",
      paramLabel = "LENGTH",
      defaultValue = "year",
      description =
          "Period of the child panel, where there is a register: month, quarter or year (default:"
              + " ${DEFAULT-VALUE}).")
  String length;

  PeriodLength period() {
    try {
      return PeriodLength.of(length);
    } catch (IllegalArgumentException e) {
      throw new fi.lape.jobs.failure.JobException(
          fi.lape.jobs.failure.ExitCode.PLAN_OR_ARGUMENTS,
          "SETTING_OUT_OF_RANGE",
          "'--register-period' is '%s'. The child panel has periods of a month, a quarter or a year. Give one of these words."
              .formatted(length),
          e);
    }
  }
}
