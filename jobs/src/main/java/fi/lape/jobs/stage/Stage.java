package fi.lape.jobs.stage;

/** One step of an evaluation: reads tables that earlier stages wrote, writes its own. */
public interface Stage {
  /** The subcommand's name: {@code ingest}, {@code panel}, {@code evaluate}, {@code cost}, … */
  String name();

  /**
   * Runs to the end or throws; running it again on the same inputs gives the same rows.
   *
   * @throws fi.lape.jobs.failure.JobException worded for the person who must act
   */
  void run(StageContext context);
}
