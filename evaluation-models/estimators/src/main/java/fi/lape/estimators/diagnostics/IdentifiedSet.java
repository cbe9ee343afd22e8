package fi.lape.estimators.diagnostics;

import fi.lape.estimators.linalg.Polytope;
import fi.lape.estimators.linalg.Polytope.Maximum;
import java.util.Optional;

/**
 * The values of l'τ a restriction allows if the estimates were the truth: l'β − l'δ over δ in Δ
 * with δ_pre = β_pre. By duality max l'δ_post = min {r'γ : A_post'γ = l, γ ≥ 0} with r = d − A_pre
 * β_pre.
 */
final class IdentifiedSet {
  private IdentifiedSet() {}

  /** Returns the hull over the parts, or empty if the estimates before adoption break the bound. */
  static Optional<Interval> of(
      EventStudy study, Restriction restriction, double bound, double[] l) {
    Optional<Interval> all = Optional.empty();
    double effect = 0;
    for (int p = 0; p < l.length; p++) {
      effect += l[p] * study.estimate(study.pre() + p);
    }
    for (Polyhedron part : Polyhedron.partsOf(restriction, bound, study.pre(), study.post())) {
      Optional<Double> largest = largest(study, part, l, 1);
      Optional<Double> smallest = largest(study, part, l, -1);
      if (largest.isPresent() && smallest.isPresent()) {
        Interval range = new Interval(effect - largest.get(), effect + smallest.get());
        all = Optional.of(all.map(range::hull).orElse(range));
      }
    }
    return all;
  }

  /** Returns max sign·l'δ_post, or empty if the part has no δ. */
  private static Optional<Double> largest(EventStudy study, Polyhedron part, double[] l, int sign) {
    int pre = study.pre();
    double[][] columns = new double[part.rows()][l.length];
    double[] f = new double[part.rows()];
    double[] right = new double[l.length];
    double size = 0;
    for (int p = 0; p < l.length; p++) {
      size = Math.max(size, Math.abs(l[p]));
    }
    for (int p = 0; p < l.length; p++) {
      right[p] = sign * l[p] / size;
    }
    for (int i = 0; i < columns.length; i++) {
      f[i] = -part.right(i);
      double rounding = Math.abs(part.right(i));
      for (int j = 0; j < pre; j++) {
        double term = part.row(i)[j] * study.estimate(j);
        f[i] += term;
        rounding += Math.abs(term);
      }
      // Rows that hold with equality, as two equally large steps do, hold to rounding only.
      f[i] = Math.abs(f[i]) <= 1e-13 * rounding ? 0 : f[i];
      for (int p = 0; p < l.length; p++) {
        columns[i][p] = part.row(i)[pre + p];
      }
    }
    Optional<Polytope> duals = Polytope.of(columns, right);
    if (duals.isEmpty()) {
      throw new IllegalStateException("a restriction leaves the trend without bounds");
    }
    double scale = size;
    return duals.get().maximise(f).map(Maximum::value).map(value -> -value * scale);
  }
}
