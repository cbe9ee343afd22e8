package fi.lape.estimators.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.laws.Edit;
import fi.lape.estimators.laws.RandomPanel;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merge laws, and agreement with sums over units made the slow way. */
class PanelMomentsTest {
  private static final int[] COHORTS = {2013, 2015, Panel.NEVER};

  private static Panel panel(double level) {
    return Edit.outcomes(RandomPanel.of(90, 5, COHORTS, 21), (i, t, y) -> y + level);
  }

  private static List<PanelMoments> parts(Panel panel, int count, long seed) {
    Random random = new Random(seed);
    List<List<Integer>> units = new ArrayList<>();
    for (int p = 0; p < count; p++) {
      units.add(new ArrayList<>());
    }
    for (int i = 0; i < panel.size(); i++) {
      units.get(random.nextInt(count)).add(i);
    }
    List<PanelMoments> parts = new ArrayList<>();
    for (List<Integer> part : units) {
      parts.add(
          part.isEmpty()
              ? PanelMoments.empty(panel.periods())
              : PanelMoments.of(Edit.only(panel, part)));
    }
    return parts;
  }

  private static void assertSame(PanelMoments actual, PanelMoments expected, double tolerance) {
    assertThat(actual.periods()).isEqualTo(expected.periods());
    assertThat(actual.cells().keySet()).isEqualTo(expected.cells().keySet());
    for (Map.Entry<CellKey, CellMoments> entry : expected.cells().entrySet()) {
      CellMoments a = actual.cells().get(entry.getKey());
      CellMoments b = entry.getValue();
      assertThat(a.units()).isEqualTo(b.units());
      assertClose(a.weight(), b.weight(), b.weight(), tolerance);
      assertClose(a.weightSquared(), b.weightSquared(), b.weightSquared(), tolerance);
      for (int r = 0; r < expected.periods().length; r++) {
        assertClose(a.mean(r), b.mean(r), b.mean(r), tolerance);
        assertClose(a.mean2(r), b.mean2(r), b.mean2(r), tolerance);
        for (int s = 0; s < expected.periods().length; s++) {
          // a covariance near zero is held to the size of its variances
          double size = Math.sqrt(b.scatter(r, r) * b.scatter(s, s));
          assertClose(a.scatter(r, s), b.scatter(r, s), size, tolerance);
        }
      }
    }
  }

  private static void assertClose(double actual, double expected, double size, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * Math.abs(size) + Double.MIN_NORMAL));
  }

  @Test
  void agreeWithSumsOverUnits() {
    Panel panel = panel(0);
    PanelMoments moments = PanelMoments.of(panel);
    assertThat(moments.units()).isEqualTo(panel.size());
    for (Map.Entry<CellKey, CellMoments> entry : moments.cells().entrySet()) {
      CellMoments cell = entry.getValue();
      for (int r = 0; r < 7; r++) {
        double weight = 0;
        double weight2 = 0;
        double sum = 0;
        double sum2 = 0;
        for (int i = 0; i < panel.size(); i++) {
          if (isIn(panel, i, entry.getKey())) {
            double w = panel.weight(i);
            weight += w;
            weight2 += w * w;
            sum += w * panel.outcomes(i)[r];
            sum2 += w * w * panel.outcomes(i)[r];
          }
        }
        assertClose(cell.weight(), weight, weight, 1e-12);
        assertClose(cell.weightSquared(), weight2, weight2, 1e-12);
        assertClose(cell.mean(r), sum / weight, sum / weight, 1e-12);
        assertClose(cell.mean2(r), sum2 / weight2, sum2 / weight2, 1e-12);
        double scatter = 0;
        for (int i = 0; i < panel.size(); i++) {
          if (isIn(panel, i, entry.getKey())) {
            double w = panel.weight(i);
            scatter +=
                w
                    * w
                    * (panel.outcomes(i)[r] - cell.mean2(r))
                    * (panel.outcomes(i)[3] - cell.mean2(3));
          }
        }
        double size = Math.sqrt(cell.scatter(r, r) * cell.scatter(3, 3));
        assertClose(cell.scatter(r, 3), scatter, size, 1e-12);
        assertThat(cell.scatter(3, r)).isEqualTo(cell.scatter(r, 3));
      }
    }
  }

  private static boolean isIn(Panel panel, int i, CellKey key) {
    return panel.cluster(i).equals(key.cluster()) && panel.cohort(i) == key.cohort();
  }

  @Test
  void noUnitsAreTheIdentityOfMerging() {
    PanelMoments moments = PanelMoments.of(panel(0));
    PanelMoments empty = PanelMoments.empty(moments.periods());
    assertThat(moments.merge(empty).toBytes()).isEqualTo(moments.toBytes());
    assertThat(empty.merge(moments).toBytes()).isEqualTo(moments.toBytes());
  }

  @Test
  void mergingIsAssociative() {
    List<PanelMoments> p = parts(panel(0), 3, 4);
    assertSame(
        p.get(0).merge(p.get(1)).merge(p.get(2)), p.get(0).merge(p.get(1).merge(p.get(2))), 1e-12);
  }

  @Test
  void mergingIsCommutative() {
    List<PanelMoments> p = parts(panel(0), 2, 4);
    assertSame(p.get(0).merge(p.get(1)), p.get(1).merge(p.get(0)), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 40, 200})
  void anyPartitioningIsOne(int count) {
    Panel panel = panel(0);
    PanelMoments whole = PanelMoments.of(panel);
    PanelMoments merged = PanelMoments.empty(panel.periods());
    for (PanelMoments part : parts(panel, count, count)) {
      merged = merged.merge(part);
    }
    assertSame(merged, whole, 1e-12);
  }

  /** Raw squares of 1e8 have no digit left for a scatter of 1; centred sums keep it to 1e-8. */
  @Test
  void aHighLevelCostsTheScatterNoDigits() {
    PanelMoments low = PanelMoments.of(panel(0));
    PanelMoments high = PanelMoments.empty(low.periods());
    for (PanelMoments part : parts(panel(1e8), 9, 2)) {
      high = high.merge(part);
    }
    for (Map.Entry<CellKey, CellMoments> entry : low.cells().entrySet()) {
      CellMoments cell = high.cells().get(entry.getKey());
      for (int r = 0; r < 7; r++) {
        assertClose(
            cell.scatter(r, r),
            entry.getValue().scatter(r, r),
            entry.getValue().scatter(r, r),
            1e-7);
      }
    }
  }

  @Test
  void withoutAClusterIsAsIfItHadNeverBeen() {
    Panel panel = panel(0);
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < panel.size(); i++) {
      if (!panel.cluster(i).equals("K2")) {
        others.add(i);
      }
    }
    assertThat(PanelMoments.of(panel).minus("K2").toBytes())
        .isEqualTo(PanelMoments.of(Edit.only(panel, others)).toBytes());
    assertThatThrownBy(() -> PanelMoments.of(panel).minus("K9"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "CLUSTER_UNKNOWN: 'K9' is not a cluster of the panel. Only its clusters can be left"
                + " out. Check the name.");
  }

  @Test
  void fewerPeriodsAreThePanelOfThosePeriods() {
    Panel panel = panel(0);
    double[][] y = new double[panel.size()][];
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int[] cohorts = new int[y.length];
    double[] weights = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      ids.add(panel.id(i));
      clusters.add(panel.cluster(i));
      cohorts[i] = panel.cohort(i);
      weights[i] = panel.weight(i);
      y[i] = new double[] {panel.outcomes(i)[1], panel.outcomes(i)[4]};
    }
    Panel few = new Panel(new int[] {2011, 2014}, ids, clusters, cohorts, weights, y);
    assertThat(PanelMoments.of(panel).keepPeriods(t -> t == 2011 || t == 2014).toBytes())
        .isEqualTo(PanelMoments.of(few).toBytes());
  }

  @Test
  void clustersAsUnitsHaveTheWeightedMeansOfTheirUnits() {
    Panel panel = panel(0);
    PanelMoments areas = PanelMoments.of(panel).clustersAsUnits(true);
    assertThat(areas.units()).isEqualTo(5);
    double weight = 0;
    double sum = 0;
    for (int i = 0; i < panel.size(); i++) {
      if (panel.cluster(i).equals("K3")) {
        weight += panel.weight(i);
        sum += panel.weight(i) * panel.outcomes(i)[2];
      }
    }
    CellMoments area = areas.cell("K3", 4).orElseThrow();
    assertClose(area.mean(2), sum / weight, sum / weight, 1e-12);
    assertClose(area.weight(), weight, weight, 1e-12);
    assertThat(PanelMoments.of(panel).clustersAsUnits(false).cell("K3", 4).orElseThrow().weight())
        .isEqualTo(1);
  }

  @Test
  void bytesAreReadBackToTheBit() {
    PanelMoments moments = PanelMoments.of(panel(0));
    byte[] bytes = moments.toBytes();
    assertThat(PanelMoments.fromBytes(bytes).toBytes()).isEqualTo(bytes);
    assertSame(PanelMoments.fromBytes(bytes), moments, 0);
  }

  @Test
  void bytesThatAreNotAStateAreRefused() {
    byte[] bytes = PanelMoments.of(panel(0)).toBytes();
    assertThatThrownBy(() -> PanelMoments.fromBytes(Arrays.copyOf(bytes, 100)))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "MOMENTS_UNREADABLE: a serialised state cannot be read: it ends after 100 bytes. It was"
                + " cut short or written by another version. Reduce the panel again.");
    assertThatThrownBy(() -> PanelMoments.fromBytes(new byte[16]))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("it does not begin with LPM2");
  }

  @Test
  void statesOverOtherPeriodsDoNotMerge() {
    PanelMoments left = PanelMoments.empty(new int[] {2010, 2011});
    PanelMoments right = PanelMoments.empty(new int[] {2010});
    assertThatThrownBy(() -> left.merge(right))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(
            "MOMENTS_DO_NOT_MATCH: states over periods [2010, 2011] and [2010] cannot be merged. A"
                + " state holds one list of periods. Reduce both with the same periods.");
  }

  @Test
  void aUnitThatIsNotWholeIsRefused() {
    MomentsBuilder builder = new MomentsBuilder(new int[] {2010, 2011});
    assertThatThrownBy(() -> builder.add("K", 2011, 1, new double[] {1}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("PANEL_SHAPE: 'outcomes' has 1 entries, expected 2.");
    assertThatThrownBy(() -> builder.add("K", 2011, 1, new double[] {1, Double.NaN}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("PANEL_NOT_BALANCED: 1 unit-period cells have no outcome");
    assertThatThrownBy(() -> builder.add("K", 2011, 0, new double[] {1, 2}))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith("WEIGHT_NOT_POSITIVE: 1 units");
    assertThat(builder.build().units()).isZero();
  }
}
