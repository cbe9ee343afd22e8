package fi.lape.jobs.evaluate;

import fi.lape.jobs.plan.StudyPlan;

/** The levels errors are clustered at. */
final class ClusterLevels {
  /** Level that clusters have where the plan names none. */
  static final String AREA = "area";

  static final String MUNICIPALITY = "municipality";

  private ClusterLevels() {}

  /** Level an analysis clusters at. */
  static String clusterOf(StudyPlan.Analysis analysis) {
    return analysis.cluster().orElse(AREA);
  }
}
