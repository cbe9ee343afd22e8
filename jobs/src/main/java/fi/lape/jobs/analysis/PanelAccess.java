package fi.lape.jobs.analysis;

/** The panel of a question; reads are shared between questions. Safe for several threads. */
public interface PanelAccess {
  /** Its moments by area and cohort, clustered as the analysis wants. */
  PreparedMoments moments(Question question);

  /** All of its units, complete in every year used. */
  UnitPanel units(Question question);
}
