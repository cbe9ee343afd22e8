package fi.lape.estimators.intertemporal;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When every unit first left its first treatment, and among whom it is compared. Periods are
 * indices from 0; a unit belongs to a stratum of equal first treatment, or to none if it is left
 * out.
 *
 * <p>In the order of the reference: cells of a unit once both above and below its first treatment
 * are dropped; strata in which all switch together are dropped, and the periods in which a stratum
 * has nobody left to compare with; a unit not seen in the period before its switch is a control up
 * to when it was last seen before.
 */
final class Histories {
  private static final int NONE = -1;

  private final Panel panel;
  private final Treatments treatments;
  private final int units;
  private final int periods;
  private final boolean[][] kept; // treatment known and used
  private final boolean[][] seen; // outcome used
  private final int[] stratum;
  private final int[] first; // F_g, end for those who never switch
  private final int[] untilKnown; // where a control stops being one, for want of data
  private int strata;
  private int end; // the period after the last with a control in any stratum
  private int[] lastControlled; // T_g by stratum
  private final int[] direction; // 1 in, -1 out, 0 neither
  private final List<List<Integer>> members = new ArrayList<>();

  Histories(Panel panel, IntertemporalSettings settings) {
    this.panel = panel;
    treatments = new Treatments(panel, settings);
    units = panel.size();
    periods = panel.periods().length;
    kept = new boolean[units][];
    stratum = new int[units];
    first = new int[units];
    untilKnown = new int[units];
    direction = new int[units];
    for (int i = 0; i < units; i++) {
      kept[i] = treatments.kept(i);
      first[i] = treatments.firstChange(i);
    }
    stratify();
    dropStrataThatSwitchTogether();
    dropPeriodsWithoutControls();
    seen = new boolean[units][];
    for (int i = 0; i < units; i++) {
      seen[i] = kept[i].clone();
      closeGapBeforeSwitch(i);
    }
    if (settings.has(IntertemporalOption.TRENDS_LIN)) {
      for (int i = 0; i < units; i++) {
        stratum[i] = first[i] == 1 ? NONE : stratum[i];
      }
    }
    findLastControls();
    for (int i = 0; i < units; i++) {
      findDirection(i);
    }
    for (int s = 0; s < strata; s++) {
      members.add(new ArrayList<>());
    }
    for (int i = 0; i < units; i++) {
      if (stratum[i] != NONE) {
        members.get(stratum[i]).add(i);
      }
    }
  }

  private void stratify() {
    Map<List<Object>, Integer> known = new HashMap<>();
    for (int i = 0; i < units; i++) {
      // + 0.0 so that a treatment of -0.0 is one of 0.0
      List<Object> key = List.of(treatments.baseline(i) + 0.0, treatments.trend(i));
      stratum[i] = known.computeIfAbsent(key, k -> known.size());
    }
    strata = known.size();
  }

  private void dropStrataThatSwitchTogether() {
    int[] earliest = new int[strata];
    int[] latest = new int[strata];
    Arrays.fill(earliest, Integer.MAX_VALUE);
    for (int i = 0; i < units; i++) {
      earliest[stratum[i]] = Math.min(earliest[stratum[i]], first[i]);
      latest[stratum[i]] = Math.max(latest[stratum[i]], first[i]);
    }
    for (int i = 0; i < units; i++) {
      stratum[i] = earliest[stratum[i]] == latest[stratum[i]] ? NONE : stratum[i];
    }
  }

  private void dropPeriodsWithoutControls() {
    boolean[][] controlled = new boolean[strata][periods];
    for (int i = 0; i < units; i++) {
      for (int t = 0; t < periods && stratum[i] != NONE; t++) {
        controlled[stratum[i]][t] |= kept[i][t] && t < first[i];
      }
    }
    for (int i = 0; i < units; i++) {
      for (int t = 0; t < periods && stratum[i] != NONE; t++) {
        kept[i][t] &= controlled[stratum[i]][t];
        end = kept[i][t] ? Math.max(end, t + 1) : end;
      }
    }
    for (int i = 0; i < units; i++) {
      first[i] = first[i] == Integer.MAX_VALUE ? end : first[i];
    }
  }

  private void closeGapBeforeSwitch(int i) {
    untilKnown[i] = first[i] == end ? treatments.lastSeen(i) + 1 : Integer.MAX_VALUE;
    if (first[i] < end && stratum[i] != NONE) {
      int before = first[i] - 1;
      while (!kept[i][before]) {
        before--;
      }
      if (before < first[i] - 1) {
        Arrays.fill(seen[i], before + 1, periods, false);
        first[i] = end;
        untilKnown[i] = treatments.lastSeen(i) + 1;
      }
    }
  }

  private void findLastControls() {
    lastControlled = new int[strata];
    Arrays.fill(lastControlled, -1);
    for (int i = 0; i < units; i++) {
      if (stratum[i] != NONE) {
        int until = Math.min(first[i], untilKnown[i]);
        lastControlled[stratum[i]] = Math.max(lastControlled[stratum[i]], until - 1);
      }
    }
  }

  private void findDirection(int i) {
    if (stratum[i] == NONE || first[i] >= end) {
      return;
    }
    double sum = 0;
    int count = 0;
    for (int t = first[i]; t <= lastControlled[stratum[i]]; t++) {
      if (kept[i][t]) {
        sum += panel.treatment(i, t);
        count++;
      }
    }
    if (count > 0 && sum / count == treatments.baseline(i)) {
      stratum[i] = NONE; // neither in nor out, and no control either
    } else if (count > 0) {
      direction[i] = sum / count > treatments.baseline(i) ? 1 : -1;
    }
  }

  Panel panel() {
    return panel;
  }

  int units() {
    return units;
  }

  int strata() {
    return strata;
  }

  /** Returns the units of a stratum. */
  List<Integer> members(int ofStratum) {
    return members.get(ofStratum);
  }

  boolean isUsed(int i) {
    return stratum[i] != NONE;
  }

  int stratum(int i) {
    return stratum[i];
  }

  double baseline(int i) {
    return treatments.baseline(i);
  }

  /** Returns the period of the first switch, or one after all others for those who never do. */
  int first(int i) {
    return first[i];
  }

  /** Returns the period a unit's treatment first changed in, whether it can be used or not. */
  int firstChange(int i) {
    return treatments.firstChange(i);
  }

  /** Returns 1 if it rose then, -1 if it fell, 0 if it never changed. */
  int changed(int i) {
    return treatments.changed(i);
  }

  int direction(int i) {
    return direction[i];
  }

  boolean neverSwitches(int i) {
    return first[i] >= end;
  }

  /** Returns for how many periods from its switch on a unit has anybody to be compared with. */
  int effects(int i) {
    return stratum[i] == NONE ? 0 : lastControlled[stratum[i]] - first[i] + 1;
  }

  boolean isSeen(int i, int t) {
    return t >= 0 && t < periods && stratum[i] != NONE && seen[i][t];
  }

  boolean isTreatmentKnown(int i, int t) {
    return t >= 0 && t < periods && kept[i][t];
  }

  /** Returns how much the treatment differs from the first one, in the direction of the switch. */
  double dose(int i, int t) {
    return direction[i] * (panel.treatment(i, t) - treatments.baseline(i));
  }
}
