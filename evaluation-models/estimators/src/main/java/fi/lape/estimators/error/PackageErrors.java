package fi.lape.estimators.error;

import static fi.lape.estimators.error.ExitCategory.DATA;
import static fi.lape.estimators.error.ExitCategory.PLAN;

import java.util.List;

/** Words the refusals of comparisons of packages. */
public final class PackageErrors {
  private PackageErrors() {}

  /** An area whose choice is not known. */
  public static EvaluationException choiceMissing(long areas, String area) {
    return new EvaluationException(
        DATA,
        "PACKAGES_MISSING",
        ("%d areas of the panel have no finite value for every package, first: '%s'. Every area of"
                + " the comparison chose or did not choose each package. Complete the project"
                + " reports, or leave the area out in the study plan.")
            .formatted(areas, area));
  }

  /** A package that is not among those compared. */
  public static EvaluationException packageUnknown(String name, List<String> known) {
    return new EvaluationException(
        PLAN,
        "PACKAGE_UNKNOWN",
        "'%s' is not a package of the comparison. Its packages are %s. Correct the study plan."
            .formatted(name, String.join(", ", known)));
  }

  /** Periods that do not describe a change. */
  public static EvaluationException periodsOfChange(String problem) {
    return new EvaluationException(
        PLAN,
        "CHANGE_PERIODS_INVALID",
        ("%s. A change is the mean after less the mean before. Correct 'before' and 'after' of the"
                + " analysis.")
            .formatted(problem));
  }
}
