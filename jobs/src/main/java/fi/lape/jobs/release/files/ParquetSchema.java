package fi.lape.jobs.release.files;

import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a contract; arrays in the three levels every reader knows. */
final class ParquetSchema {
  private ParquetSchema() {}

  static MessageType of(Contract contract) {
    List<Type> fields = new ArrayList<>();
    for (Column column : contract.columns()) {
      fields.add(field(column));
    }
    return new MessageType(contract.name(), fields);
  }

  private static Type field(Column column) {
    Type.Repetition repetition =
        column.required() ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
    return switch (column.type()) {
      case STRING -> text(repetition).named(column.name());
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
              .named(column.name());
      case STRING_ARRAY ->
          Types.list(repetition)
              .element(text(Type.Repetition.REQUIRED).named("element"))
              .named(column.name());
    };
  }

  private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> text(
      Type.Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType());
  }
}
