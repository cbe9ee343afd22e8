package fi.lape.estimators.intertemporal;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;

/** The points by their definition, switcher by switcher and control by control. */
final class SlowIntertemporal {
  private final Panel panel;
  private final int periods;

  private final boolean keepsCrossers;

  SlowIntertemporal(Panel panel, boolean keepsCrossers) {
    this.panel = panel;
    this.keepsCrossers = keepsCrossers;
    periods = panel.periods().length;
  }

  /** Numerator, switchers' weight, cumulated and current dose of an effect or placebo. */
  double[] parts(int l, boolean placebo, int onlyDirection) {
    double[] parts = new double[4];
    for (int g = 0; g < panel.size(); g++) {
      int f = firstChange(g);
      int t = f - 1 + l;
      int sign = f < periods ? direction(g) : 0;
      boolean wanted = sign != 0 && (onlyDirection == 0 || onlyDirection == sign);
      int other = placebo ? f - 1 - l : t;
      if (!wanted || !usable(g, f - 1) || !usable(g, t) || !usable(g, other)) {
        continue;
      }
      List<Integer> controls = new ArrayList<>();
      for (int c = 0; c < panel.size(); c++) {
        if (base(c) == base(g)
            && firstChange(c) > t
            && usable(c, f - 1)
            && usable(c, t)
            && usable(c, other)
            && !lost(c, t)
            && (firstChange(c) == periods || direction(c) != 0 || isLast(c))) {
          controls.add(c);
        }
      }
      if (controls.isEmpty()) {
        continue;
      }
      double top = 0;
      double bottom = 0;
      for (int c : controls) {
        top += panel.weight(c) * (panel.outcome(c, other) - panel.outcome(c, f - 1));
        bottom += panel.weight(c);
      }
      double own = panel.outcome(g, other) - panel.outcome(g, f - 1);
      double w = panel.weight(g);
      parts[0] += w * sign * (own - top / bottom);
      parts[1] += w;
      for (int s = f; s <= t; s++) {
        parts[2] +=
            usable(g, s) && compared(g, s) ? w * sign * (panel.treatment(g, s) - base(g)) : 0;
      }
      parts[3] += w * sign * (panel.treatment(g, t) - base(g));
    }
    return parts;
  }

  /** Of the mean treatment while somebody is left to compare with; of the first change else. */
  private int direction(int g) {
    if (!keepsCrossers) {
      return (int) Math.signum(panel.treatment(g, firstChange(g)) - base(g));
    }
    double sum = 0;
    int count = 0;
    for (int s = firstChange(g); s < periods && compared(g, s); s++) {
      sum += panel.treatment(g, s);
      count++;
    }
    return count == 0 ? 0 : (int) Math.signum(sum / count - base(g));
  }

  private boolean isLast(int c) {
    return !compared(c, firstChange(c));
  }

  private double base(int i) {
    int t = 0;
    while (!panel.observed(i, t)) {
      t++;
    }
    return panel.treatment(i, t);
  }

  private int firstChange(int i) {
    for (int t = 0; t < periods; t++) {
      if (panel.observed(i, t) && panel.treatment(i, t) != base(i)) {
        return t;
      }
    }
    return periods;
  }

  /** Observed, and not both above and below the first treatment by then. */
  private boolean usable(int i, int t) {
    if (t < 0 || t >= periods || !panel.observed(i, t)) {
      return false;
    }
    boolean above = false;
    boolean below = false;
    for (int s = 0; s <= t; s++) {
      above |= panel.observed(i, s) && panel.treatment(i, s) > base(i);
      below |= panel.observed(i, s) && panel.treatment(i, s) < base(i);
    }
    return keepsCrossers || !(above && below);
  }

  /** Not seen just before its switch: its outcomes end where it was last seen before. */
  private boolean lost(int c, int t) {
    int f = firstChange(c);
    return f < periods && !panel.observed(c, f - 1) && t >= f;
  }

  /** Whether somebody of the same first treatment is seen unswitched in the period. */
  private boolean compared(int g, int s) {
    for (int c = 0; c < panel.size(); c++) {
      if (base(c) == base(g) && firstChange(c) > s && usable(c, s)) {
        return true;
      }
    }
    return false;
  }
}
