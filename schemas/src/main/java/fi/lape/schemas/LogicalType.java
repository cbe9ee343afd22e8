package fi.lape.schemas;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types a column can have: its ODCS logical and physical names and its Spark type. */
public enum LogicalType {
  STRING("string", "string"),
  INT("integer", "int"),
  LONG("integer", "bigint"),
  DOUBLE("number", "double"),
  DATE("date", "date"),
  TIMESTAMP("timestamp", "timestamp"),
  BOOLEAN("boolean", "boolean"),
  STRING_ARRAY("array", "array<string>");

  private final String logicalName;
  private final String physicalName;

  LogicalType(String logicalName, String physicalName) {
    this.logicalName = logicalName;
    this.physicalName = physicalName;
  }

  /** The type with these ODCS names; empty when no type has both. */
  static Optional<LogicalType> of(String logicalName, String physicalName) {
    return Arrays.stream(values())
        .filter(t -> t.logicalName.equals(logicalName) && t.physicalName.equals(physicalName))
        .findFirst();
  }

  /** ODCS {@code logicalType}. */
  public String logicalName() {
    return logicalName;
  }

  /** ODCS {@code physicalType}, which is also the SQL type of the Delta column. */
  public String physicalName() {
    return physicalName;
  }

  /** The Spark type; arrays hold no nulls. */
  public DataType sparkType() {
    return switch (this) {
      case STRING -> DataTypes.StringType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case BOOLEAN -> DataTypes.BooleanType;
      case STRING_ARRAY -> DataTypes.createArrayType(DataTypes.StringType, false);
    };
  }

  /** True for the types that carry a number. */
  public boolean isNumber() {
    return this == INT || this == LONG || this == DOUBLE;
  }
}
