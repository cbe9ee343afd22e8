package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.EstimateRow;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Family-wise p-values by Holm's step-down over the headline rows of a family's analyses: the i-th
 * smallest of m is multiplied by m − i + 1, made monotone, and never above 1.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
 */
final class HolmCorrection {
  static final String NAME = "holm";

  private HolmCorrection() {}

  /** The rows with their family's p-values; rows of no family, or without a p-value, unchanged. */
  static List<EstimateRow> apply(List<StudyPlan.Family> families, List<EstimateRow> rows) {
    List<EstimateRow> corrected = new ArrayList<>(rows);
    for (StudyPlan.Family family : families) {
      if (!family.correct().equals(NAME)) {
        continue;
      }
      List<Integer> members = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        EstimateRow row = rows.get(i);
        if (family.analyses().contains(row.analysis().id())
            && row.isHeadline()
            && row.uncertainty().pValue().isPresent()) {
          members.add(i);
        }
      }
      members.sort(
          Comparator.comparingDouble(i -> rows.get(i).uncertainty().pValue().orElseThrow()));
      double largest = 0;
      for (int rank = 0; rank < members.size(); rank++) {
        EstimateRow row = rows.get(members.get(rank));
        double p = row.uncertainty().pValue().orElseThrow() * (members.size() - rank);
        largest = Math.min(1, Math.max(largest, p));
        corrected.set(members.get(rank), row.withFamilyP(largest));
      }
    }
    return corrected;
  }
}
