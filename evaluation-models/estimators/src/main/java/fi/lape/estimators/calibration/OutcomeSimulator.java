package fi.lape.estimators.calibration;

import java.io.Serializable;

/**
 * Draws outcomes of a panel from a noise model, with planted effects and small cells hidden as the
 * producer of the data hides them.
 */
public final class OutcomeSimulator implements Serializable {
  private static final long serialVersionUID = 1;

  // A rate that shocks or effects push below this share of its level stays there.
  private static final double LEAST = 0.05;

  private final PanelShape shape;
  private final NoiseModel model;

  public OutcomeSimulator(PanelShape shape, NoiseModel model) {
    this.shape = shape;
    this.model = model;
    if (model.units() != shape.units() || model.periods() != shape.periodCount()) {
      throw new IllegalArgumentException("the noise model is that of another panel");
    }
  }

  /** Returns the seed of one replicate: it depends on these alone. */
  public static long seed(String plan, String analysis, int replicate) {
    return DrawStream.seed(replicate, plan, analysis);
  }

  /** Returns the panel whose outcomes are drawn. */
  public PanelShape shape() {
    return shape;
  }

  /** Returns the law the outcomes follow. */
  public NoiseModel model() {
    return model;
  }

  /**
   * Returns outcomes by unit and period.
   *
   * @param effect what is added to the expected outcome, by unit and period, in its unit
   */
  public double[][] draw(long seed, double[][] effect) {
    DrawStream random = new DrawStream(seed);
    int periods = shape.periodCount();
    double[][] areas = new double[shape.clusterCount()][];
    for (int k = 0; k < areas.length; k++) {
      areas[k] = random.path(model.law().area(), periods);
    }
    double[][] values = new double[shape.units()][periods];
    for (int u = 0; u < values.length; u++) {
      double[] own = random.path(model.law().unit(), periods);
      double[] area = areas[shape.cluster(u)];
      for (int t = 0; t < periods; t++) {
        double rate = model.level(u) + model.year(t) + area[t] + own[t] + effect[u][t];
        values[u][t] = seen(drawn(random, rate, u, t), shape.exposure(u, t));
      }
    }
    return values;
  }

  private double drawn(DrawStream random, double rate, int u, int t) {
    double exposure = shape.exposure(u, t);
    return switch (model.law().kind()) {
      case COUNT -> {
        double kept = Math.max(rate, LEAST * model.level(u));
        double mean = kept * exposure / model.law().scale();
        yield model.law().scale() * random.count(mean, model.law().dispersion()) / exposure;
      }
      case RATE -> rate + Math.sqrt(model.law().dispersion() / exposure) * random.gaussian();
    };
  }

  private double seen(double value, double exposure) {
    NoiseModel.Hidden rule = model.law().hidden();
    return rule.hides(value, exposure) ? rule.midpoint(exposure) : value;
  }
}
