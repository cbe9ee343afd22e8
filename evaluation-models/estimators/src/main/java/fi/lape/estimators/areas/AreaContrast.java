package fi.lape.estimators.areas;

import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.LinearForm;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.Sample;
import fi.lape.estimators.moments.CellKey;
import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One area's effect as a sum over cells (area and cohort), and what every unit adds to it. */
final class AreaContrast {
  /** One cohort of the area in one period. */
  private record Part(int cell, int t, int base, List<Integer> controls) {}

  private final PanelMoments relabelled; // cell c of the panel is cohort c + 1
  private final int[] periods;
  private final String area;
  private final List<CellKey> keys;
  private final List<CellMoments> cells;
  private final List<Part> parts = new ArrayList<>();

  AreaContrast(PanelMoments moments, PanelMoments relabelled, String area, int anticipation) {
    this.relabelled = relabelled;
    this.area = area;
    periods = moments.periods();
    keys = List.copyOf(moments.cells().keySet());
    cells = List.copyOf(moments.cells().values());
    for (int c = 0; c < keys.size(); c++) {
      if (isAdopter(c)) {
        addParts(c, anticipation);
      }
    }
  }

  /** Whether the cell is of the area, and adopts after the first and by the last period. */
  private boolean isAdopter(int c) {
    int g = keys.get(c).cohort();
    return keys.get(c).cluster().equals(area) && g > periods[0] && g <= periods[periods.length - 1];
  }

  private void addParts(int c, int anticipation) {
    int g = keys.get(c).cohort();
    int base = -1;
    for (int t = 0; t < periods.length && periods[t] < g - anticipation; t++) {
      base = t;
    }
    for (int t = 0; t < periods.length && base >= 0; t++) {
      if (periods[t] >= g) {
        List<Integer> controls = new ArrayList<>();
        for (int h = 0; h < keys.size(); h++) {
          boolean untreated = (long) keys.get(h).cohort() - anticipation > periods[t];
          if (untreated && !keys.get(h).cluster().equals(area)) {
            controls.add(h);
          }
        }
        if (!controls.isEmpty()) {
          parts.add(new Part(c, t, base, controls));
        }
      }
    }
  }

  /** Units of the area that adopt in the time looked at. */
  long adopters() {
    long adopters = 0;
    for (int c = 0; c < keys.size(); c++) {
      adopters += isAdopter(c) ? cells.get(c).units() : 0;
    }
    return adopters;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  private double change(Part part, List<Integer> of) {
    double mean = 0;
    double total = 0;
    for (int c : of) {
      CellMoments cell = cells.get(c);
      total += cell.weight();
      mean += (cell.mean(part.t()) - cell.mean(part.base()) - mean) * (cell.weight() / total);
    }
    return mean;
  }

  private double weight(List<Integer> of) {
    return of.stream().mapToDouble(c -> cells.get(c).weight()).sum();
  }

  AreaEffect effect() {
    double whole = 0;
    for (Part part : parts) {
      whole += cells.get(part.cell()).weight();
    }
    double theta = 0;
    for (Part part : parts) {
      theta +=
          cells.get(part.cell()).weight()
              / whole
              * (change(part, List.of(part.cell())) - change(part, part.controls()));
    }
    double[][] own = new double[keys.size()][periods.length];
    double[] ownConstant = new double[keys.size()];
    double[][] slope = new double[keys.size()][periods.length];
    double[] constant = new double[keys.size()];
    int[] count = new int[keys.size()];
    for (Part part : parts) {
      int c = part.cell();
      double mine = change(part, List.of(c));
      double theirs = change(part, part.controls());
      own[c][part.t()] += 1 / whole;
      own[c][part.base()] -= 1 / whole;
      ownConstant[c] += (mine - theirs - theta) / whole;
      count[c]++;
      double share = cells.get(c).weight() / whole / weight(part.controls());
      for (int h : part.controls()) {
        slope[h][part.t()] -= share;
        slope[h][part.base()] += share;
        double gap = cells.get(h).mean(part.t()) - cells.get(h).mean(part.base()) - theirs;
        constant[h] -= share * gap;
      }
    }
    MomentInfluence ownPart = influence(own, ownConstant);
    double squares = 0;
    for (int c = 0; c < count.length; c++) {
      squares += cells.get(c).weightSquared() * count[c] * count[c] / whole / whole;
    }
    for (int c = 0; c < count.length; c++) {
      constant[c] += ownConstant[c];
      for (int t = 0; t < periods.length; t++) {
        slope[c][t] += own[c][t];
      }
    }
    double factor = 1 / (1 - squares);
    return new AreaEffect(
        area,
        new Estimated(
            AreaEffects.key(),
            theta,
            influence(slope, constant),
            Optional.empty(),
            Optional.empty(),
            new Sample(units(slope), observations(slope), 1, baseline(count))),
        adopters(),
        (factor - 1) * ownPart.unitCovariance(ownPart),
        1 / squares - 1,
        parts.size());
  }

  private MomentInfluence influence(double[][] slope, double[] constant) {
    Map<Integer, LinearForm> forms = new HashMap<>();
    for (int c = 0; c < slope.length; c++) {
      double[] centre = new double[periods.length];
      for (int t = 0; t < centre.length; t++) {
        centre[t] = cells.get(c).mean(t);
      }
      if (enters(slope[c])) {
        forms.put(c + 1, new LinearForm(slope[c], centre, constant[c]));
      }
    }
    return new MomentInfluence(relabelled, forms);
  }

  private static boolean enters(double[] slope) {
    return Arrays.stream(slope).anyMatch(s -> s != 0);
  }

  private long units(double[][] slope) {
    long units = 0;
    for (int c = 0; c < slope.length; c++) {
      units += enters(slope[c]) ? cells.get(c).units() : 0;
    }
    return units;
  }

  private long observations(double[][] slope) {
    long observations = 0;
    for (int c = 0; c < slope.length; c++) {
      long seen = Arrays.stream(slope[c]).filter(s -> s != 0).count();
      observations += seen * cells.get(c).units();
    }
    return observations;
  }

  /** Weighted mean of the area's adopters in their base period. */
  private OptionalDouble baseline(int[] count) {
    double mean = 0;
    double total = 0;
    for (Part part : parts) {
      double w = cells.get(part.cell()).weight() / count[part.cell()];
      total += w;
      mean += (cells.get(part.cell()).mean(part.base()) - mean) * (w / total);
    }
    return OptionalDouble.of(mean);
  }
}
