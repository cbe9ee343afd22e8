package fi.lape.jobs.evaluate;

import fi.lape.jobs.plan.StudyPlan;

/** Refuses a plan whose design cannot give what it promises, before any outcome is read. */
final class DesignCheck {
  /** Level that clusters have where the plan names none. */
  static final String AREA = "area";

  static final String MUNICIPALITY = "municipality";

  private DesignCheck() {}

  /**
   * Checks every analysis and family.
   *
   * @throws fi.lape.jobs.failure.JobException naming the first that cannot stand
   */
  static void require(StudyPlan plan) {
    for (StudyPlan.Analysis analysis : plan.analyses()) {
      StudyPlan.Treatment treatment = plan.treatment(analysis.treatment());
      if (clusterOf(analysis).equals(MUNICIPALITY) && !treatment.level().equals(MUNICIPALITY)) {
        throw EvaluateErrors.clusterFinerThanTreatment(
            analysis.id(), clusterOf(analysis), treatment.id(), treatment.level());
      }
      if (EstimatorFactory.knows(analysis.method())) {
        new DesignInference(analysis, treatment);
        EstimatorFactory.requireSettings(plan, analysis);
      }
    }
    for (StudyPlan.Family family : plan.families()) {
      if (!family.correct().equals(HolmCorrection.NAME)) {
        throw EvaluateErrors.correctionUnknown(family.id(), family.correct());
      }
    }
  }

  /** Level an analysis clusters at. */
  static String clusterOf(StudyPlan.Analysis analysis) {
    return analysis.cluster().orElse(AREA);
  }
}
