package fi.lape.estimators.did;

import fi.lape.estimators.did.passes.UnitBlock;
import fi.lape.estimators.did.passes.UnitPass;
import fi.lape.estimators.did.passes.UnitPasses;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Passes over a panel that is at hand: units dealt out to buckets, several blocks a bucket. */
final class MemoryPasses implements UnitPasses {
  private static final int BUCKETS = 7;
  private static final int BLOCK = 5;

  private final Panel panel;
  private final boolean unitsAreClusters;
  private final boolean fixed;
  private final List<List<UnitBlock>> buckets = new ArrayList<>();
  private int leftOut;
  private int runs;

  MemoryPasses(Panel panel, boolean unitsAreClusters) {
    this.panel = panel;
    this.unitsAreClusters = unitsAreClusters;
    fixed = isFixed();
    List<List<Integer>> dealt = new ArrayList<>();
    for (int b = 0; b < BUCKETS; b++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < panel.size(); i++) {
      if (CovariatePanel.complete(panel, i)) {
        dealt.get(Math.floorMod(panel.id(i).hashCode(), BUCKETS)).add(i);
      } else {
        leftOut++;
      }
    }
    for (int b = 0; b < BUCKETS; b++) {
      List<UnitBlock> blocks = new ArrayList<>();
      List<Integer> mine = dealt.get(b);
      for (int from = 0; from < mine.size(); from += BLOCK) {
        blocks.add(block(b, mine.subList(from, Math.min(from + BLOCK, mine.size()))));
      }
      buckets.add(blocks);
    }
  }

  private boolean isFixed() {
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 1; t < panel.periods().length; t++) {
        for (int j = 0; CovariatePanel.complete(panel, i) && j < covariates(); j++) {
          if (panel.covariate(i, t, j) != panel.covariate(i, 0, j)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private UnitBlock block(int bucket, List<Integer> units) {
    int periods = panel.periods().length;
    int k = covariates();
    int n = units.size();
    List<String> names = new ArrayList<>();
    int[] cluster = new int[n];
    int[] cohort = new int[n];
    double[] weight = new double[n];
    double[] outcome = new double[n * periods];
    double[] covariate = new double[n * k * (fixed ? 1 : periods)];
    for (int m = 0; m < n; m++) {
      int i = units.get(m);
      if (!names.contains(panel.cluster(i))) {
        names.add(panel.cluster(i));
      }
      cluster[m] = names.indexOf(panel.cluster(i));
      cohort[m] = panel.cohort(i);
      weight[m] = panel.weight(i);
      for (int t = 0; t < periods; t++) {
        outcome[m * periods + t] = panel.outcome(i, t);
        for (int j = 0; j < k; j++) {
          covariate[(fixed ? m : m * periods + t) * k + j] = panel.covariate(i, t, j);
        }
      }
    }
    return new UnitBlock(
        bucket,
        periods,
        k,
        fixed,
        unitsAreClusters ? new String[0] : names.toArray(String[]::new),
        unitsAreClusters ? new int[0] : cluster,
        cohort,
        weight,
        outcome,
        covariate);
  }

  int runs() {
    return runs;
  }

  @Override
  public int[] periods() {
    return panel.periods();
  }

  @Override
  public int covariates() {
    return panel.covariateNames().size();
  }

  @Override
  public boolean covariatesFixed() {
    return fixed;
  }

  @Override
  public long units() {
    return panel.size();
  }

  @Override
  public long unitsLeftOut() {
    return leftOut;
  }

  @Override
  public List<String> clusters() {
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < panel.size() && !unitsAreClusters; i++) {
      names.add(panel.cluster(i));
    }
    return List.copyOf(names);
  }

  @Override
  public boolean unitsAreClusters() {
    return unitsAreClusters;
  }

  @Override
  public <S extends UnitPass<S>> S run(S pass) {
    runs++;
    S all = pass.fresh();
    for (List<UnitBlock> blocks : buckets) {
      S one = pass.fresh();
      blocks.forEach(one::add);
      all.merge(one);
    }
    return all;
  }
}
