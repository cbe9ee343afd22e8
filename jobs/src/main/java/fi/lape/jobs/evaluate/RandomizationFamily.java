package fi.lape.jobs.evaluate;

import fi.lape.estimators.estimate.ProfileRegression;
import fi.lape.estimators.inference.FamilyAdjustment;
import fi.lape.estimators.inference.ProfileRandomization;
import fi.lape.jobs.analysis.AnalysisResult;
import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Family-wise p-values of comparisons of packages: Romano and Wolf's step-down over packages ×
 * outcomes, from the joint law of all of them when what areas chose is dealt out again.
 *
 * <p>Only the methods that analyses name are members, no checks. Where outcomes are known of
 * different areas there is no joint law; Holm's correction, which needs none, takes its place.
 */
final class RandomizationFamily {
  static final String NAME = "romano-wolf";

  private RandomizationFamily() {}

  /** One row of the family: its place among all rows, and its regression. */
  private record Member(int place, ProfileRegression regression) {}

  /**
   * The rows with their family's p-values, never below their own.
   *
   * @param rows of all results, in their order
   */
  static List<EstimateRow> apply(
      StudyPlan plan, List<AnalysisResult> results, List<EstimateRow> rows) {
    List<EstimateRow> corrected = new ArrayList<>(rows);
    for (StudyPlan.Family family : plan.families()) {
      if (!family.correct().equals(NAME)) {
        continue;
      }
      List<Member> members = members(family, results, rows);
      if (!members.isEmpty()) {
        double[] p = adjusted(plan, members, rows);
        for (int i = 0; i < p.length; i++) {
          EstimateRow row = rows.get(members.get(i).place());
          double own = row.uncertainty().pValue().orElseThrow();
          corrected.set(members.get(i).place(), row.withFamilyP(Math.max(own, p[i])));
        }
      }
    }
    return corrected;
  }

  private static List<Member> members(
      StudyPlan.Family family, List<AnalysisResult> results, List<EstimateRow> rows) {
    List<Member> members = new ArrayList<>();
    int offset = 0;
    for (AnalysisResult result : results) {
      for (AnalysisResult.FamilyMember member : result.members()) {
        EstimateRow row = rows.get(offset + member.estimate());
        if (family.analyses().contains(row.analysis().id())
            && row.method().equals(row.analysis().method())
            && row.uncertainty().pValue().isPresent()) {
          members.add(new Member(offset + member.estimate(), member.regression()));
        }
      }
      offset += result.estimates().size();
    }
    return members;
  }

  private static double[] adjusted(StudyPlan plan, List<Member> members, List<EstimateRow> rows) {
    List<ProfileRegression> regressions = members.stream().map(Member::regression).toList();
    List<String> areas = regressions.get(0).areas();
    Optional<ProfileRandomization.Family> family = Optional.empty();
    if (regressions.stream().allMatch(r -> r.areas().equals(areas))) {
      ProfileRandomization.Settings s = ProfileRandomization.Settings.DEFAULTS;
      family =
          new ProfileRandomization(
                  new ProfileRandomization.Settings(s.mostEnumerated(), s.draws(), plan.seed()))
              .family(regressions);
    }
    return family
        .map(ProfileRandomization.Family::romanoWolf)
        .orElseGet(
            () ->
                FamilyAdjustment.HOLM.adjust(
                    members.stream()
                        .mapToDouble(m -> rows.get(m.place()).uncertainty().pValue().orElseThrow())
                        .toArray()));
  }
}
