package fi.lape.estimators.calibration;

import fi.lape.estimators.calibration.NoiseModel.Hidden;
import fi.lape.estimators.calibration.NoiseModel.Kind;
import fi.lape.estimators.calibration.NoiseModel.Shock;
import fi.lape.estimators.moments.MomentsBuilder;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A panel of areas and municipalities of very different sizes, as Finland's are. */
final class PlantedPanel {
  static final int[] PERIODS = {
    2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021
  };

  private PlantedPanel() {}

  static PanelShape shape(int areas, int unitsAnArea) {
    SplittableRandom random = new SplittableRandom(5);
    List<String> names = new ArrayList<>();
    int units = areas * unitsAnArea;
    int[] cluster = new int[units];
    double[] weight = new double[units];
    double[][] exposure = new double[units][PERIODS.length];
    for (int k = 0; k < areas; k++) {
      names.add("A%02d".formatted(k));
    }
    for (int u = 0; u < units; u++) {
      cluster[u] = u / unitsAnArea;
      weight[u] = Math.rint(300 * Math.exp(3 * random.nextDouble()));
      for (int t = 0; t < PERIODS.length; t++) {
        exposure[u][t] = Math.rint(weight[u] * (1 - 0.01 * (t - 6)));
      }
    }
    return new PanelShape(names, cluster, weight, exposure, PERIODS);
  }

  /** Half of the units of two areas of three adopt, in 2017 to 2019. */
  static int[] adoptions(PanelShape shape) {
    int[] adoptions = new int[shape.units()];
    for (int u = 0; u < adoptions.length; u++) {
      adoptions[u] = shape.cluster(u) % 3 != 0 && u % 2 == 0 ? 2017 + u / 2 % 3 : Panel.NEVER;
    }
    return adoptions;
  }

  static NoiseModel model(
      PanelShape shape, Kind kind, Shock area, Shock unit, double dispersion, Hidden hidden) {
    SplittableRandom random = new SplittableRandom(7);
    double[] levels = new double[shape.units()];
    for (int u = 0; u < levels.length; u++) {
      levels[u] = 5 + 3 * random.nextDouble();
    }
    double[] years = new double[PERIODS.length];
    for (int t = 0; t < years.length; t++) {
      years[t] = 0.1 * (t - 5.5);
    }
    return new NoiseModel(
        new NoiseModel.Law(kind, area, unit, dispersion, 1000, hidden), levels, years);
  }

  static double[][] effect(PanelShape shape, int[] adoptions, double size) {
    double[][] effect = new double[shape.units()][PERIODS.length];
    for (int u = 0; u < effect.length; u++) {
      for (int t = 0; t < PERIODS.length; t++) {
        effect[u][t] = PERIODS[t] >= adoptions[u] ? size : 0;
      }
    }
    return effect;
  }

  static PanelMoments moments(PanelShape shape, int[] adoptions, double[][] values) {
    MomentsBuilder builder = new MomentsBuilder(PERIODS);
    for (int u = 0; u < shape.units(); u++) {
      builder.add(shape.clusterOf(u), adoptions[u], shape.weight(u), values[u]);
    }
    return builder.build();
  }
}
