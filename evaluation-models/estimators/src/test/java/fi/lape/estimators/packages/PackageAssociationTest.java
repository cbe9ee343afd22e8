package fi.lape.estimators.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.dose.RegressionWeights;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.estimate.Estimator;
import fi.lape.estimators.estimate.MomentInfluence;
import fi.lape.estimators.estimate.NotEstimable;
import fi.lape.estimators.estimate.Reason;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.EstimatorLaws;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class PackageAssociationTest extends EstimatorLaws {
  private static final ChangeSettings SETTINGS =
      new ChangeSettings(List.of(2011, 2012), List.of(2014, 2015), RegressionWeights.PANEL);
  private static final EffectKey KEY = EffectKey.of(PackageAssociation.ASSOCIATION);

  private static AreaChoices choices(int areas) {
    Map<String, double[]> byArea = new TreeMap<>();
    for (int k = 0; k < areas; k++) {
      byArea.put("K" + k, new double[] {k * 7 % 3 == 0 ? 1 : 0, k * 5 % 4 < 2 ? 1 : 0, k % 2});
    }
    return new AreaChoices(List.of("a", "b", "c"), byArea);
  }

  private static AreaChoices one(int areas) {
    Map<String, double[]> byArea = new TreeMap<>();
    for (int k = 0; k < areas; k++) {
      byArea.put("K" + k, new double[] {k * 7 % 3 == 0 ? 1 : 0});
    }
    return new AreaChoices(List.of("a"), byArea);
  }

  @Override
  protected List<Estimator> estimators() {
    return List.of(
        new PackageAssociation(SETTINGS, one(12), "a"),
        new PackageAssociation(SETTINGS, choices(12), "a"));
  }

  @Override
  protected Panel panel() {
    return RandomPanel.of(12, 12, new int[] {Panel.NEVER}, 13);
  }

  @Override
  protected Optional<Panel> poisoned() {
    return Optional.of(Edit.outcomes(panel(), (i, t, y) -> t % 3 == 0 ? y * 1e6 : y));
  }

  @Override
  protected boolean unpoisoned(EffectKey key) {
    return key.period().isEmpty() || (key.period().getAsInt() - 2010) % 3 != 0;
  }

  @Override
  protected boolean hasShares(EffectKey key) {
    return false;
  }

  @Override
  protected double influence(Estimated effect, Panel panel, int i) {
    int place = effect.influence().clusters().indexOf(panel.cluster(i)) + 1;
    return ((MomentInfluence) effect.influence()).of(place, panel.weight(i), panel.outcomes(i));
  }

  @Override
  protected Panel exact(double size) {
    Panel panel = panel();
    return Edit.outcomes(
        panel,
        (i, t, y) ->
            3 * (i % 7)
                + 2.5 * t
                + (t > 2 ? size * one(12).of(List.of(panel.cluster(i)))[0][0] : 0));
  }

  @Override
  protected boolean isAfter(EffectKey key) {
    return key.period().isEmpty() || key.period().getAsInt() > 2012;
  }

  /** One unit an area, periods 2016 and 2018, changes as given. */
  private static PanelMoments changes(double[] change) {
    List<String> names = new ArrayList<>();
    int[] cohorts = new int[change.length];
    double[] weights = new double[change.length];
    double[][] y = new double[change.length][];
    for (int k = 0; k < change.length; k++) {
      names.add("A" + k);
      cohorts[k] = Panel.NEVER;
      weights[k] = 1 + k % 3;
      y[k] = new double[] {5.0 + k, 5.0 + k + change[k]};
    }
    return PanelMoments.of(new Panel(new int[] {2016, 2018}, names, names, cohorts, weights, y));
  }

  private static AreaChoices choices(double[][] rows) {
    Map<String, double[]> byArea = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (int j = 0; j < rows[0].length; j++) {
      names.add("P" + j);
    }
    for (int k = 0; k < rows.length; k++) {
      byArea.put("A" + k, rows[k]);
    }
    return new AreaChoices(names, byArea);
  }

  private static final ChangeSettings EQUAL =
      new ChangeSettings(List.of(2016), List.of(2018), RegressionWeights.EQUAL);
  private static final double[][] FIVE = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {1, 1}};

  @Test
  void onePackageIsTheDifferenceOfMeanChanges() {
    PanelMoments moments = changes(new double[] {1, 4, 2, 7, 6});
    AreaChoices first = AreaChoices.of("P", moments.clusters(), List.of("A1", "A3", "A4"));
    PackageAssociation contrast = new PackageAssociation(EQUAL, first, "P");
    assertThat(contrast.method()).isEqualTo("package-contrast");
    assertThat(estimate(contrast, moments)).isCloseTo(17.0 / 3 - 1.5, within(1e-12));
    ChangeSettings weighted =
        new ChangeSettings(List.of(2016), List.of(2018), RegressionWeights.PANEL);
    // weights 1, 2, 3, 1, 2
    assertThat(estimate(new PackageAssociation(weighted, first, "P"), moments))
        .isCloseTo((2 * 4 + 7 + 2 * 6) / 5.0 - (1 + 3 * 2) / 4.0, within(1e-12));
  }

  @Test
  void contaminationWeightsOfFiveAreasByHand() {
    // D₁ on D₂: slope (1/5)/(6/5) = 1/6, residuals −1/2, 1/2, −2/3, 1/3, 1/3; S = 7/6
    PanelMoments moments = changes(new double[] {1, 4, 2, 7, 6});
    PackageAssociation first = new PackageAssociation(EQUAL, choices(FIVE), "P0");
    assertThat(first.method()).isEqualTo("several-treatments");
    assertThat(estimate(first, moments))
        .isCloseTo((-3 * 1 + 3 * 4 - 4 * 2 + 2 * 7 + 2 * 6) / 7.0, within(1e-12));
    ContaminationWeights weights = first.weights(moments, choices(FIVE)).orElseThrow();
    assertThat(weights.of("P0"))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 3 / 7.0, 0, 2 / 7.0, 2 / 7.0);
    assertThat(weights.of("P1"))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 0, -4 / 7.0, 2 / 7.0, 2 / 7.0);
    ContaminationWeights.Summary own = weights.summaries().get(0);
    ContaminationWeights.Summary other = weights.summaries().get(1);
    assertThat(own.isOwn()).isTrue();
    assertThat(own.sum()).isCloseTo(1, within(1e-12));
    assertThat(own.areas()).isEqualTo(3);
    assertThat(other.isOwn()).isFalse();
    assertThat(other.sum()).isCloseTo(0, within(1e-12));
    assertThat(other.negative()).isCloseTo(-4 / 7.0, within(1e-12));
    assertThat(other.most()).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(other.areasNegative()).isEqualTo(1);
  }

  @Test
  void effectsThatDifferMoveTheCoefficientByTheirWeights() {
    double[][] rows = choices(19).of(names(19, "K"));
    Random random = new Random(4);
    double[] change = new double[19];
    double[][] tau = new double[19][3];
    for (int k = 0; k < 19; k++) {
      for (int l = 0; l < 3; l++) {
        tau[k][l] = random.nextGaussian();
        change[k] += tau[k][l] * rows[k][l];
      }
    }
    PanelMoments moments = changes(change);
    AreaChoices three = choices(rows);
    for (String asked : three.packages()) {
      PackageAssociation association =
          new PackageAssociation(
              new ChangeSettings(List.of(2016), List.of(2018), RegressionWeights.PANEL),
              three,
              asked);
      ContaminationWeights weights = association.weights(moments, three).orElseThrow();
      double sum = 0;
      for (int l = 0; l < 3; l++) {
        double[] of = weights.of("P" + l);
        for (int k = 0; k < 19; k++) {
          int area = Integer.parseInt(weights.areas().get(k).substring(1));
          sum += of[k] * tau[area][l];
        }
      }
      assertThat(estimate(association, moments)).isCloseTo(sum, within(1e-10));
      for (ContaminationWeights.Summary summary : weights.summaries()) {
        assertThat(summary.sum()).isCloseTo(summary.isOwn() ? 1 : 0, within(1e-10));
      }
    }
  }

  private static List<String> names(int areas, String letter) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < areas; k++) {
      names.add(letter + k);
    }
    return names;
  }

  /** By explicit residuals of a QR decomposition of √ω X, one package on all the others. */
  @Test
  void weightsAreThoseOfExplicitResiduals() {
    double[][] rows = choices(19).of(names(19, "K"));
    PanelMoments moments = changes(new double[19]);
    PackageAssociation association =
        new PackageAssociation(
            new ChangeSettings(List.of(2016), List.of(2018), RegressionWeights.PANEL),
            choices(rows),
            "P1");
    ContaminationWeights weights = association.weights(moments, choices(rows)).orElseThrow();
    RealMatrix others = new Array2DRowRealMatrix(19, 3);
    ArrayRealVector own = new ArrayRealVector(19);
    for (int k = 0; k < 19; k++) {
      double root = Math.sqrt(1 + k % 3);
      others.setRow(k, new double[] {root, root * rows[k][0], root * rows[k][2]});
      own.setEntry(k, root * rows[k][1]);
    }
    ArrayRealVector fitted =
        new ArrayRealVector(others.operate(new QRDecomposition(others).getSolver().solve(own)));
    double[] residual = own.subtract(fitted).toArray();
    double whole = 0;
    for (int k = 0; k < 19; k++) {
      whole += residual[k] * own.getEntry(k);
    }
    for (int k = 0; k < 19; k++) {
      int place = weights.areas().indexOf("A" + k);
      double share = Math.sqrt(1 + k % 3) * residual[k] / whole;
      for (int l = 0; l < 3; l++) {
        assertThat(weights.of("P" + l)[place]).isCloseTo(share * rows[k][l], within(1e-12));
      }
    }
  }

  @Test
  void aPackageLeftOutOfTheRegressionHasWeightsThatSumToHowOftenItWasChosenToo() {
    PanelMoments moments = changes(new double[5]);
    PackageAssociation contrast =
        new PackageAssociation(
            EQUAL, AreaChoices.of("P0", moments.clusters(), List.of("A1", "A3", "A4")), "P0");
    ContaminationWeights weights = contrast.weights(moments, choices(FIVE)).orElseThrow();
    assertThat(weights.summaries().get(1).sum()).isCloseTo(2 / 3.0 - 1 / 2.0, within(1e-12));
  }

  @Test
  void whatEverybodyOrNobodyChoseIsRefusedAndTheRestIsNot() {
    double[][] rows = {{1, 0, 0}, {1, 1, 0}, {1, 0, 0}, {1, 1, 0}, {1, 0, 0}};
    assertThat(reason(rows, "P0")).isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
    assertThat(reason(rows, "P2")).isEqualTo(Reason.NO_VARIATION_IN_TREATMENT);
    PanelMoments moments = changes(new double[] {1, 4, 2, 7, 6});
    assertThat(estimate(new PackageAssociation(EQUAL, choices(rows), "P1"), moments))
        .isCloseTo(5.5 - 3, within(1e-12));
  }

  @Test
  void packagesThatWereAlwaysChosenTogetherAreRefused() {
    double[][] rows = {{1, 1, 0}, {0, 0, 1}, {1, 1, 1}, {0, 0, 0}, {1, 1, 0}, {0, 0, 1}};
    assertThat(reason(rows, "P0")).isEqualTo(Reason.COLLINEAR);
    assertThat(reason(rows, "P1")).isEqualTo(Reason.COLLINEAR);
    PanelMoments moments = changes(new double[] {1, 4, 2, 7, 6, 3});
    assertThat(new PackageAssociation(EQUAL, choices(rows), "P2").fit(moments).effect(KEY))
        .containsInstanceOf(Estimated.class);
    assertThat(reason(new double[][] {{1, 0}, {0, 1}, {1, 1}}, "P0"))
        .isEqualTo(Reason.TOO_FEW_AREAS);
  }

  @Test
  void whatIsNotKnownIsRefusedByName() {
    assertThatThrownBy(() -> new PackageAssociation(EQUAL, choices(FIVE), "P9"))
        .hasMessageStartingWith("PACKAGE_UNKNOWN: 'P9' is not a package of the comparison");
    PanelMoments six = changes(new double[6]);
    assertThatThrownBy(() -> new PackageAssociation(EQUAL, choices(FIVE), "P0").fit(six))
        .hasMessageStartingWith("PACKAGES_MISSING: 1 areas of the panel");
    assertThatThrownBy(
            () -> new ChangeSettings(List.of(2016), List.of(2016), RegressionWeights.EQUAL))
        .hasMessageStartingWith("CHANGE_PERIODS_INVALID");
    assertThatThrownBy(() -> new ChangeSettings(List.of(2016), List.of(), RegressionWeights.EQUAL))
        .hasMessageStartingWith("CHANGE_PERIODS_INVALID");
    ChangeSettings unknown =
        new ChangeSettings(List.of(2016), List.of(2019), RegressionWeights.EQUAL);
    PanelMoments five = changes(new double[5]);
    assertThatThrownBy(() -> new PackageAssociation(unknown, choices(FIVE), "P0").fit(five))
        .hasMessageStartingWith("PERIOD_UNKNOWN");
  }

  @Test
  void everyRowIsCalledAnAssociation() {
    Set<String> words = new TreeSet<>();
    for (Estimator estimator : estimators()) {
      estimator.fit(panel()).effects().forEach(e -> words.add(e.key().estimand()));
    }
    assertThat(words).containsExactly("association", "association-by-period");
  }

  private static double estimate(PackageAssociation association, PanelMoments moments) {
    return ((Estimated) association.fit(moments).effect(KEY).orElseThrow()).estimate();
  }

  private static Reason reason(double[][] rows, String asked) {
    PanelMoments moments = changes(new double[rows.length]);
    return ((NotEstimable)
            new PackageAssociation(EQUAL, choices(rows), asked)
                .fit(moments)
                .effect(KEY)
                .orElseThrow())
        .reason();
  }
}
