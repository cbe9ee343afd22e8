package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Places short labels beside points so that they touch neither each other nor a point where that is
 * possible: each label takes the first free place of eight around its point, crowded points first.
 */
final class LabelPlacement {
  private static final double[][] AROUND = {
    {0.75, 0}, {-0.75, 0}, {0, 1}, {0, -1}, {0.7, 0.8}, {-0.7, 0.8}, {0.7, -0.8}, {-0.7, -0.8}
  };

  /** Centre of a label. */
  record Place(double x, double y) {}

  private LabelPlacement() {}

  /**
   * Centres of labels, in the order of the points.
   *
   * @param width width of a label in the unit of x
   * @param height height of a label in the unit of y
   */
  static List<Place> of(List<Double> x, List<Double> y, double width, double height) {
    List<Place> taken = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      Place best = new Place(x.get(i) + AROUND[0][0] * width, y.get(i));
      double least = Double.POSITIVE_INFINITY;
      for (double[] side : AROUND) {
        Place place = new Place(x.get(i) + side[0] * width, y.get(i) + side[1] * height);
        double overlap = overlap(place, taken, x, y, width, height);
        if (overlap < least) {
          least = overlap;
          best = place;
        }
      }
      taken.add(best);
    }
    return taken;
  }

  private static double overlap(
      Place place, List<Place> taken, List<Double> x, List<Double> y, double width, double height) {
    double overlap = 0;
    for (Place other : taken) {
      double across = Math.max(0, 1 - Math.abs(place.x() - other.x()) / width);
      double up = Math.max(0, 1 - Math.abs(place.y() - other.y()) / height);
      overlap += across * up;
    }
    for (int i = 0; i < x.size(); i++) {
      double across = Math.max(0, 0.6 - Math.abs(place.x() - x.get(i)) / width);
      double up = Math.max(0, 0.8 - Math.abs(place.y() - y.get(i)) / height);
      overlap += across * up;
    }
    return overlap;
  }
}
