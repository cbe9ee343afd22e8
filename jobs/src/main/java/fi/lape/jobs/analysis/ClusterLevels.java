package fi.lape.jobs.analysis;

import fi.lape.jobs.plan.StudyPlan;

/** The levels errors are clustered at. */
public final class ClusterLevels {
  /** Level that clusters have where the plan names none. */
  public static final String AREA = "area";

  public static final String MUNICIPALITY = "municipality";

  private ClusterLevels() {}

  /** Level an analysis clusters at. */
  public static String clusterOf(StudyPlan.Analysis analysis) {
    return analysis.cluster().orElse(AREA);
  }
}
