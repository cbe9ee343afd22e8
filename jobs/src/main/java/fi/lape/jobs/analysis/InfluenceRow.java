package fi.lape.jobs.analysis;

import fi.lape.schemas.ContractRow;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What a headline estimate would be without one area.
 *
 * @param full the estimate of all areas
 * @param without empty where the other areas do not determine it
 */
public record InfluenceRow(
    String analysis,
    String outcome,
    String estimand,
    String area,
    double full,
    OptionalDouble without) {

  /** Change when the area is left out. */
  public OptionalDouble change() {
    return without.isPresent()
        ? OptionalDouble.of(without.getAsDouble() - full)
        : OptionalDouble.empty();
  }

  /** Whether the estimate has the other sign without the area. */
  public boolean signFlips() {
    return without.isPresent() && Math.signum(without.getAsDouble()) != Math.signum(full);
  }

  public Row row(StructType contract, String study) {
    ContractRow row =
        ContractRow.of(contract)
            .set("study", study)
            .set("analysis", analysis)
            .set("estimand", estimand + ":" + outcome)
            .set("area_code", area)
            .set("estimate_without", without)
            .set("change", change());
    if (without.isPresent()) {
      row.set("sign_flips", signFlips());
    }
    return row.row();
  }
}
