package fi.lape.jobs.robust;

import fi.lape.jobs.plan.Specification;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** One row of the table before it is computed: an outcome of an analysis, and what differs. */
record RunKey(
    String analysis, String outcome, String id, Specification.Dimension dimension, String choice) {
  /** As a row, in the order of the components. */
  static final StructType STRUCT =
      new StructType()
          .add("analysis", DataTypes.StringType, false)
          .add("outcome", DataTypes.StringType, false)
          .add("specification", DataTypes.StringType, false)
          .add("dimension", DataTypes.StringType, false)
          .add("choice", DataTypes.StringType, false);

  static RunKey of(String analysis, String outcome, Specification run) {
    return new RunKey(analysis, outcome, run.id(), run.dimension(), run.choice());
  }

  static RunKey of(Row row) {
    return new RunKey(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        Specification.Dimension.valueOf(row.getString(3)),
        row.getString(4));
  }

  Row row() {
    return RowFactory.create(analysis, outcome, id, dimension.name(), choice);
  }

  Specification specification() {
    return new Specification(id, dimension, choice);
  }

  /** The outcome that is estimated: a negative control's run has another one. */
  String estimated() {
    return dimension == Specification.Dimension.NEGATIVE_CONTROL ? choice : outcome;
  }
}
