package fi.lape.spark;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table make a panel: one row a unit and period.
 *
 * @param unit any type; never shown where units are persons
 * @param period whole numbers
 * @param outcome numbers; empty where not observed
 * @param adoption first treated period of the unit; empty, 0 or infinite for never
 * @param treatment level of treatment in the period; may rise and fall
 * @param dose one number a cluster
 * @param cluster what errors are clustered by; where empty {@code assigned}, or else the unit
 * @param assigned the group a unit was assigned to treatment with; itself where empty
 * @param weight above 0, the same in all rows of a unit; 1 where empty
 * @param exposure what an outcome that counts is counted among, above 0
 * @param covariates numbers
 */
public record PanelColumns(
    String unit,
    String period,
    String outcome,
    Optional<String> adoption,
    Optional<String> treatment,
    Optional<String> dose,
    Optional<String> cluster,
    Optional<String> assigned,
    Optional<String> weight,
    Optional<String> exposure,
    List<String> covariates) {
  public PanelColumns {
    requireNonNull(unit, "unit is null");
    requireNonNull(period, "period is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(adoption, "adoption is null");
    requireNonNull(treatment, "treatment is null");
    requireNonNull(dose, "dose is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(assigned, "assigned is null");
    requireNonNull(weight, "weight is null");
    requireNonNull(exposure, "exposure is null");
    covariates = List.copyOf(covariates);
  }

  /** The columns every panel has; the others are added by the {@code with} methods. */
  public static PanelColumns of(String unit, String period, String outcome) {
    Optional<String> none = Optional.empty();
    return new PanelColumns(
        unit, period, outcome, none, none, none, none, none, none, none, List.of());
  }

  /** Returns the same with the first treated period. */
  public PanelColumns withAdoption(String column) {
    return new PanelColumns(
        unit,
        period,
        outcome,
        Optional.of(column),
        treatment,
        dose,
        cluster,
        assigned,
        weight,
        exposure,
        covariates);
  }

  /** Returns the same with a level of treatment in place of a dose. */
  PanelColumns withTreatment(String column) {
    return new PanelColumns(
        unit,
        period,
        outcome,
        adoption,
        Optional.of(column),
        Optional.empty(),
        cluster,
        assigned,
        weight,
        exposure,
        covariates);
  }

  /** Returns the same with a cluster. */
  public PanelColumns withCluster(String column) {
    return new PanelColumns(
        unit,
        period,
        outcome,
        adoption,
        treatment,
        dose,
        Optional.of(column),
        assigned,
        weight,
        exposure,
        covariates);
  }

  /** Returns the same with the group that units were assigned to treatment with. */
  public PanelColumns withAssigned(String column) {
    return new PanelColumns(
        unit,
        period,
        outcome,
        adoption,
        treatment,
        dose,
        cluster,
        Optional.of(column),
        weight,
        exposure,
        covariates);
  }

  /** Returns the column errors are clustered by. */
  public String clusteredBy() {
    return cluster.or(() -> assigned).orElse(unit);
  }

  /** Returns whether every unit is its own cluster. */
  public boolean unitsAreClusters() {
    return clusteredBy().equals(unit);
  }

  /** Returns every column named, each once. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(unit, period, outcome));
    for (Optional<String> column :
        List.of(adoption, treatment, dose, cluster, assigned, weight, exposure)) {
      column.ifPresent(names::add);
    }
    names.addAll(covariates);
    return names.stream().distinct().toList();
  }

  /** Returns the column that says what treatment is, for the result table. */
  public String treatmentName() {
    return adoption.or(() -> treatment).or(() -> dose).orElse("none");
  }
}
