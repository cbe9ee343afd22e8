package fi.lape.jobs.lake;

import java.util.List;
import java.util.Locale;

/** The steps of an evaluation in their order; the subcommands of {@code lape} bear their names. */
public enum PipelineStep {
  INGEST,
  PANEL,
  EVALUATE,
  COST,
  ROBUSTNESS,
  REGISTER,
  RELEASE;

  /** The subcommand. */
  public String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The steps whose tables this one reads. */
  List<PipelineStep> needs() {
    return switch (this) {
      case INGEST -> List.of();
      case PANEL -> List.of(INGEST);
      case EVALUATE -> List.of(INGEST, PANEL);
      case COST -> List.of(INGEST, PANEL, EVALUATE);
      case ROBUSTNESS -> List.of(INGEST, PANEL, EVALUATE);
      case REGISTER -> List.of(INGEST, PANEL, EVALUATE);
      case RELEASE -> List.of(INGEST, PANEL, EVALUATE, COST, ROBUSTNESS, REGISTER);
    };
  }

  /** Whether the plan decides what the step writes. */
  public boolean dependsOnPlan() {
    return this != INGEST;
  }
}
