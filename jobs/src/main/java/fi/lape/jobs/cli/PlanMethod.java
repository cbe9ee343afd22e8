package fi.lape.jobs.cli;

import fi.lape.estimators.areas.AreaEffects;
import fi.lape.estimators.packages.PackageAssociation;
import fi.lape.estimators.segmented.SegmentedRegression;
import java.util.List;

/**
 * A method that only analyses of a study plan can name, as {@code lape methods} tells it.
 *
 * @param page its page below {@code docs/methods}, without the ending
 */
record PlanMethod(String word, String summary, String needs, String refuses, String page) {
  static final List<PlanMethod> ALL =
      List.of(
          new PlanMethod(
              PackageAssociation.CONTRAST,
              "Mean changes of areas that chose a package against those that did not: an association",
              "a treatment of kind 'package'; years before and after the programme",
              "a package that all or no areas chose (NO_VARIATION_IN_TREATMENT), too few areas",
              PackageAssociation.CONTRAST),
          new PlanMethod(
              PackageAssociation.SEVERAL,
              "All packages in one regression, with the weights that others' choices get in each: an association",
              "a treatment of kind 'package' with the contrast 'each-package'",
              "packages that choices do not tell apart (COLLINEAR), too few areas",
              PackageAssociation.CONTRAST),
          new PlanMethod(
              AreaEffects.METHOD,
              "The effect of an adoption in each area by itself, pooled by REML with Knapp-Hartung and never a bare ranking",
              "a treatment of kind 'adoption'; areas with 'fewest_adopters' adopters or more",
              "areas with fewer adopters (GROUP_TOO_SMALL), without any, or with nobody elsewhere to compare with",
              AreaEffects.METHOD),
          new PlanMethod(
              SegmentedRegression.METHOD,
              "A break in level and slope of each area's own series: a description, compared with nothing",
              "a treatment of kind 'adoption'; years before and after the first adopters of the area",
              "areas with too few years (TOO_FEW_PERIODS) or fewer than three municipalities (GROUP_TOO_SMALL)",
              SegmentedRegression.METHOD));
}
