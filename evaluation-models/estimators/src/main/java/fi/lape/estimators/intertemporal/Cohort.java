package fi.lape.estimators.intertemporal;

import java.util.HashSet;
import java.util.Set;

/** Units whose deviations are taken from their common mean. */
final class Cohort {
  private final Set<Object> members = new HashSet<>();
  private double weight;
  private double mean;

  /**
   * @param member what is counted in the factor, a unit or its cluster
   */
  void add(double w, double difference, Object member) {
    weight += w;
    mean += (difference - mean) * (w / weight);
    members.add(member);
  }

  boolean isOfSeveral() {
    return members.size() > 1;
  }

  double weight() {
    return weight;
  }

  double mean() {
    return mean;
  }

  /** Returns the deviation from the mean, enlarged by √(n/(n − 1)) for n members. */
  double deviation(double difference) {
    double n = members.size();
    return Math.sqrt(n / (n - 1)) * (difference - mean);
  }
}
