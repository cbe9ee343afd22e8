package fi.lape.spark.dml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same estimate from the formulas, unit by unit, with elimination by hand. */
final class SlowAipw {
  /** One child: change, whether treated, weight, fold, cluster, a constant and covariates. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Child(double change, boolean treated, double weight, int fold, String area, double[] x) {}

  private final List<Child> children;
  private final List<double[]> odds = new ArrayList<>(); // of a fold
  private final List<double[]> means = new ArrayList<>();

  SlowAipw(List<Child> children, int folds) {
    this.children = children;
    for (int fold = 0; fold < folds; fold++) {
      int own = fold;
      List<Child> teachers = children.stream().filter(c -> folds == 1 || c.fold() != own).toList();
      odds.add(logit(teachers));
      means.add(leastSquares(teachers.stream().filter(c -> !c.treated()).toList()));
    }
  }

  /** Returns the estimate, with the weights of an area multiplied by a factor. */
  double estimate(String area, double factor) {
    double[] sums = new double[4];
    for (Child child : children) {
      double weight = child.weight() * (child.area().equals(area) ? factor : 1);
      double rest = child.change() - dot(means.get(child.fold()), child.x());
      if (child.treated()) {
        sums[0] += weight;
        sums[1] += weight * rest;
      } else {
        double score = 1 / (1 + Math.exp(-dot(odds.get(child.fold()), child.x())));
        sums[2] += weight * score / (1 - score);
        sums[3] += weight * score / (1 - score) * rest;
      }
    }
    return sums[1] / sums[0] - sums[3] / sums[2];
  }

  /** Returns how many equally weighted controls the weighted ones are worth. */
  double effectiveControls() {
    double sum = 0;
    double squares = 0;
    for (Child child : children) {
      if (!child.treated()) {
        double weight = child.weight() * Math.exp(dot(odds.get(child.fold()), child.x()));
        sum += weight;
        squares += weight * weight;
      }
    }
    return sum * sum / squares;
  }

  /** Returns the weight of the weighted controls against that of the treated. */
  double balance() {
    double treated = 0;
    double controls = 0;
    for (Child child : children) {
      double odd = Math.exp(dot(odds.get(child.fold()), child.x()));
      treated += child.treated() ? child.weight() : 0;
      controls += child.treated() ? 0 : child.weight() * odd;
    }
    return controls / treated;
  }

  /** Returns what every area contributes: the derivative in the log of its weights. */
  Map<String, Double> derivatives() {
    double step = 1e-5;
    Map<String, Double> derivatives = new TreeMap<>();
    for (Child child : children) {
      derivatives.computeIfAbsent(
          child.area(),
          area -> (estimate(area, Math.exp(step)) - estimate(area, Math.exp(-step))) / (2 * step));
    }
    return derivatives;
  }

  private static double[] logit(List<Child> some) {
    int k = some.get(0).x().length;
    double[] gamma = new double[k];
    for (int round = 0; round < 30; round++) {
      double[][] system = new double[k][k + 1];
      for (Child child : some) {
        double score = 1 / (1 + Math.exp(-dot(gamma, child.x())));
        add(system, child, score * (1 - score), (child.treated() ? 1 : 0) - score);
      }
      double[] step = solved(system);
      for (int j = 0; j < k; j++) {
        gamma[j] += step[j];
      }
    }
    return gamma;
  }

  private static double[] leastSquares(List<Child> some) {
    int k = some.get(0).x().length;
    double[][] system = new double[k][k + 1];
    for (Child child : some) {
      add(system, child, 1, child.change());
    }
    return solved(system);
  }

  private static void add(double[][] system, Child child, double curvature, double right) {
    double[] x = child.x();
    for (int r = 0; r < x.length; r++) {
      for (int s = 0; s < x.length; s++) {
        system[r][s] += child.weight() * curvature * x[r] * x[s];
      }
      system[r][x.length] += child.weight() * right * x[r];
    }
  }

  private static double[] solved(double[][] system) {
    int k = system.length;
    for (int p = 0; p < k; p++) {
      for (int r = 0; r < k; r++) {
        double factor = r == p ? 0 : system[r][p] / system[p][p];
        for (int s = p; s <= k && r != p; s++) {
          system[r][s] -= factor * system[p][s];
        }
      }
    }
    double[] solution = new double[k];
    for (int p = 0; p < k; p++) {
      solution[p] = system[p][k] / system[p][p];
    }
    return solution;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
