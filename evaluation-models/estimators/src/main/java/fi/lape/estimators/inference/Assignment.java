package fi.lape.estimators.inference;

import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.PanelEstimator;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What was assigned to whom, and how to estimate as if it had been dealt out otherwise. */
final class Assignment {
  /** Estimates as if a receiver had got a label, from other outcomes. */
  @FunctionalInterface
  private interface Refit {
    Optional<Estimated> of(int[] labels, double[][] outcomes);
  }

  private final Panel panel;
  private final int[] labels; // one a receiver
  private final double[][] exposure; // units × periods, as observed
  private final Refit refit;

  private Assignment(Panel panel, int[] labels, double[][] exposure, Refit refit) {
    this.panel = panel;
    this.labels = labels;
    this.exposure = exposure;
    this.refit = refit;
  }

  /** What units got dealt to units. */
  static Assignment ofUnits(PanelEstimator estimator, Panel panel, EffectKey key) {
    return new Assignment(
        panel,
        donors(panel),
        treated(panel),
        (drawn, y) -> IbragimovMueller.estimate(estimator, copy(panel, drawn, y), key));
  }

  /** What clusters got dealt to clusters; empty if units of a cluster got different things. */
  static Optional<Assignment> ofClusters(PanelEstimator estimator, Panel panel, EffectKey key) {
    List<String> clusters = clusters(panel);
    int[] donors = donors(panel);
    int[] got = new int[clusters.size()];
    Arrays.fill(got, -1);
    int[] place = new int[panel.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = clusters.indexOf(panel.cluster(i));
      if (got[place[i]] >= 0 && got[place[i]] != donors[i]) {
        return Optional.empty();
      }
      got[place[i]] = donors[i];
    }
    return Optional.of(
        new Assignment(
            panel,
            got,
            treated(panel),
            (drawn, y) -> {
              int[] ofUnits = Arrays.stream(place).map(k -> drawn[k]).toArray();
              return IbragimovMueller.estimate(estimator, copy(panel, ofUnits, y), key);
            }));
  }

  /** By unit, the first unit that got the same: the same cohort, and the same path of treatment. */
  private static int[] donors(Panel panel) {
    Map<List<Double>, Integer> first = new HashMap<>();
    int[] donors = new int[panel.size()];
    for (int i = 0; i < donors.length; i++) {
      List<Double> got = new ArrayList<>(List.of((double) panel.cohort(i)));
      for (int t = 0; t < panel.periods().length && panel.hasTreatment(); t++) {
        got.add(panel.treatment(i, t));
      }
      Integer before = first.putIfAbsent(got, i);
      donors[i] = before == null ? i : before;
    }
    return donors;
  }

  /** Doses dealt to clusters; they work from a period on. */
  static Assignment doses(
      Function<Map<String, Double>, PanelEstimator> estimator,
      Map<String, Double> dose,
      int firstTreated,
      Panel panel,
      EffectKey key) {
    List<String> clusters = clusters(panel);
    double[] values = dose.values().stream().mapToDouble(d -> d).distinct().sorted().toArray();
    int[] labels = new int[clusters.size()];
    for (int k = 0; k < labels.length; k++) {
      labels[k] = Arrays.binarySearch(values, dose.get(clusters.get(k)));
    }
    double[][] exposure = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < exposure.length; i++) {
      for (int t = 0; t < exposure[i].length; t++) {
        exposure[i][t] = panel.periods()[t] >= firstTreated ? dose.get(panel.cluster(i)) : 0;
      }
    }
    return new Assignment(
        panel,
        labels,
        exposure,
        (drawn, y) -> {
          Map<String, Double> dealt = new TreeMap<>();
          for (int k = 0; k < drawn.length; k++) {
            dealt.put(clusters.get(k), values[drawn[k]]);
          }
          return IbragimovMueller.estimate(
              estimator.apply(dealt), copy(panel, itself(panel), y), key);
        });
  }

  private static List<String> clusters(Panel panel) {
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < panel.size(); i++) {
      names.add(panel.cluster(i));
    }
    return List.copyOf(names);
  }

  private static int[] itself(Panel panel) {
    return IntStream.range(0, panel.size()).toArray();
  }

  /** What outcomes are shifted by: the level of treatment, or whether there is one. */
  private static double[][] treated(Panel panel) {
    double[][] treated = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < treated.length; i++) {
      for (int t = 0; t < treated[i].length; t++) {
        boolean on = panel.cohort(i) != Panel.NEVER && panel.cohort(i) <= panel.periods()[t];
        treated[i][t] = panel.hasTreatment() ? panel.treatment(i, t) : on ? 1 : 0;
      }
    }
    return treated;
  }

  /** The panel with what a donor got, and all else of the units themselves. */
  private static Panel copy(Panel panel, int[] donors, double[][] outcomes) {
    int periods = panel.periods().length;
    int covariates = panel.covariateNames().size();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[panel.size()];
    double[] weights = new double[panel.size()];
    boolean[][] observed = new boolean[panel.size()][periods];
    double[][][] x = new double[panel.size()][periods][covariates];
    double[][] levels = new double[panel.size()][periods];
    double[][] exposed = new double[panel.size()][periods];
    for (int i = 0; i < weights.length; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(donors[i]);
      weights[i] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        observed[i][t] = panel.observed(i, t);
        for (int j = 0; j < covariates && observed[i][t]; j++) {
          x[i][t][j] = panel.covariate(i, t, j);
        }
        levels[i][t] = panel.hasTreatment() ? panel.treatment(donors[i], t) : 0;
        exposed[i][t] = panel.hasExposure() && observed[i][t] ? panel.exposure(i, t) : 0;
      }
    }
    Panel copy =
        Panel.withHoles(panel.periods(), ids, clusters, cohorts, weights, outcomes, observed);
    copy = covariates > 0 ? copy.withCovariates(panel.covariateNames(), x) : copy;
    copy = panel.hasTreatment() ? copy.withTreatment(levels) : copy;
    return panel.hasExposure() ? copy.withExposure(exposed) : copy;
  }

  /** Returns what every receiver got. */
  int[] labels() {
    return labels.clone();
  }

  /** Returns the estimate from outcomes y + factor · exposure, exposure as it was in truth. */
  Optional<Estimated> shifted(int[] dealt, double factor) {
    double[][] outcomes = new double[panel.size()][panel.periods().length];
    for (int i = 0; i < outcomes.length; i++) {
      for (int t = 0; t < outcomes[i].length; t++) {
        if (panel.observed(i, t)) {
          outcomes[i][t] = panel.outcome(i, t) + factor * exposure[i][t];
        }
      }
    }
    return refit.of(dealt, outcomes);
  }

  /** Returns the estimate from the exposure itself as the outcome. */
  Optional<Estimated> ofExposure(int[] dealt) {
    return refit.of(dealt, exposure);
  }
}
