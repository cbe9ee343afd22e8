package fi.lape.jobs.cost;

import fi.lape.estimators.cost.AreaResampling;
import fi.lape.estimators.cost.CostEffectDraws;
import fi.lape.estimators.cost.LeftOutAreas;
import fi.lape.estimators.inference.HashedUniform;
import fi.lape.estimators.inference.Reference;
import java.util.OptionalDouble;

/** Effect and cost resampled together, area by area. */
final class Draws {
  static final int COUNT = 10_000;
  static final double LEVEL = 0.95;

  /** The interval comes from the estimates without each area, with t(areas − 1). */
  static final String AREAS_INTERVAL = "INTERVAL_OF_AREAS_LEFT_OUT";

  static final String RESAMPLED_INTERVAL = "INTERVAL_OF_RESAMPLED_AREAS";
  static final String NO_AREAS = "AREAS_NOT_LEFT_OUT";

  private Draws() {}

  /** The same for an analysis whatever else is in the plan. */
  static CostEffectDraws of(String analysis, Known known, LeftOutAreas areas, long seed) {
    return AreaResampling.of(known.areas(), COUNT, seed ^ HashedUniform.hash(analysis)).draw(areas);
  }

  static Reference reference(LeftOutAreas areas) {
    return new Reference(OptionalDouble.of(areas.without().size() - 1.0));
  }
}
