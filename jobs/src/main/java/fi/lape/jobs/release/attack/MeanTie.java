package fi.lape.jobs.release.attack;

import fi.lape.jobs.disclose.PublishedTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mean by adoption cohort as a relation of its municipalities, whom the released table of
 * treatments names. Their weights are the children of some year: the one that gives the released
 * sum of weights.
 */
final class MeanTie {
  private static final double HALF_A_TENTH = 0.05;

  private final Block block;
  private final TableRow mean;

  MeanTie(Block block, TableRow mean) {
    this.block = block;
    this.mean = mean;
  }

  /** Adds the relation where a reader can put it together. */
  void add(PublishedTable table, Map<String, Integer> numbers) {
    String column = mean.isEmpty("mean_low") ? "mean" : "mean_low";
    List<String> members = members();
    if (mean.isEmpty(column) || members.size() != mean.whole("municipalities")) {
      return;
    }
    Optional<Map<String, Double>> weights = weights(members);
    if (weights.isEmpty()) {
      return;
    }
    List<Integer> parts = new ArrayList<>();
    List<Double> coefficients = new ArrayList<>();
    double sumOfWeights = 0;
    double known = 0;
    for (String code : members) {
      TableRow row = block.municipalities().get(code);
      double weight = weights.get().get(code);
      sumOfWeights += weight;
      Integer number = numbers.get(code);
      OptionalDouble bySource = row.numberIfAny("value_low");
      if (row.text("obs_status").equals("SUPPRESSED") && bySource.isPresent()) {
        known += weight * bySource.getAsDouble();
      } else if (number != null) {
        parts.add(number);
        coefficients.add(weight * block.rule().scale() / row.number("children_0_17"));
      } else {
        return;
      }
    }
    double middle = sumOfWeights * mean.number(column) - known;
    boolean counted = members.stream().anyMatch(this::isCounted);
    double half = counted ? 1e-9 * sumOfWeights : HALF_A_TENTH * sumOfWeights;
    if (!parts.isEmpty()) {
      table.tie(
          middle - half,
          middle + half,
          parts.stream().mapToInt(Integer::intValue).toArray(),
          coefficients.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  /** Counts of their own make means that are not rounded. */
  private boolean isCounted(String code) {
    TableRow row = block.municipalities().get(code);
    return !row.isEmpty("value") && !row.isEmpty("count_low");
  }

  private List<String> members() {
    Optional<Integer> cohort = mean.wholeIfAny("cohort");
    List<String> members = new ArrayList<>();
    for (TableRow row : block.treatments()) {
      String code = row.text("municipality_code");
      if (row.text("treatment").equals(mean.text("treatment"))
          && row.wholeIfAny("adoption_year").equals(cohort)
          && block.complete().contains(code)
          && block.municipalities().containsKey(code)) {
        members.add(code);
      }
    }
    return members;
  }

  private Optional<Map<String, Double>> weights(List<String> members) {
    for (Map<String, Double> children : block.byYear().values()) {
      if (children.keySet().containsAll(members)
          && Math.round(members.stream().mapToDouble(children::get).sum())
              == Math.round(mean.number("children"))) {
        return Optional.of(children);
      }
    }
    return Optional.empty();
  }
}
