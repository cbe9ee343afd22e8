package fi.lape.jobs.release.report;

import java.util.List;

/** A stage that the data pass: what came through, and what was left behind and why. */
public record FlowStep(String title, List<Box> boxes) {
  /** One table at the stage. */
  public record Box(String label, String count, List<String> losses) {}
}
