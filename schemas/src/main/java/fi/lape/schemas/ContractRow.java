package fi.lape.schemas;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One row of a table under construction, checked against the table's contract: a column the
 * contract does not have, a value of another type, a number that is not finite, and a required
 * column left empty are all refused.
 *
 * <p>Empty optionals become null, which every nullable column of a contract gives a meaning.
 */
public final class ContractRow {
  private final StructType contract;
  private final Object[] values;

  private ContractRow(StructType contract) {
    this.contract = requireNonNull(contract, "contract is null");
    this.values = new Object[contract.length()];
  }

  /** An empty row of a table. */
  public static ContractRow of(StructType contract) {
    return new ContractRow(contract);
  }

  /** Sets a text column. */
  public ContractRow set(String column, String value) {
    return put(column, requireNonNull(value, column + " is null"), DataTypes.StringType);
  }

  /** Sets an int column. */
  public ContractRow set(String column, int value) {
    return put(column, value, DataTypes.IntegerType);
  }

  /** Sets a long column. */
  public ContractRow set(String column, long value) {
    return put(column, value, DataTypes.LongType);
  }

  /** Sets a boolean column. */
  public ContractRow set(String column, boolean value) {
    return put(column, value, DataTypes.BooleanType);
  }

  /** Sets a double column; the value is finite, and a negative zero is written as zero. */
  public ContractRow set(String column, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(column + " is " + value + ", expected a finite number");
    }
    return put(column, value + 0.0, DataTypes.DoubleType);
  }

  /** Sets a timestamp column. */
  public ContractRow set(String column, java.sql.Timestamp value) {
    return put(column, requireNonNull(value, column + " is null"), DataTypes.TimestampType);
  }

  /** Sets a double column, or leaves it null. */
  public ContractRow set(String column, OptionalDouble value) {
    return value.isPresent() ? set(column, value.getAsDouble()) : this;
  }

  /** Sets an int column, or leaves it null. */
  public ContractRow set(String column, OptionalInt value) {
    return value.isPresent() ? set(column, value.getAsInt()) : this;
  }

  /** Sets a text column, or leaves it null. */
  public ContractRow set(String column, Optional<String> value) {
    return value.isPresent() ? set(column, value.get()) : this;
  }

  private ContractRow put(String column, Object value, DataType type) {
    int index = contract.fieldIndex(column);
    if (!contract.fields()[index].dataType().equals(type)) {
      throw new IllegalArgumentException(
          column
              + " is of type "
              + contract.fields()[index].dataType().simpleString()
              + " in its contract, given "
              + type.simpleString());
    }
    values[index] = value;
    return this;
  }

  /** The finished row. */
  public Row row() {
    StructField[] fields = contract.fields();
    for (int i = 0; i < fields.length; i++) {
      if (values[i] == null && !fields[i].nullable()) {
        throw new IllegalStateException("required column " + fields[i].name() + " was not set");
      }
    }
    return RowFactory.create(values.clone());
  }
}
