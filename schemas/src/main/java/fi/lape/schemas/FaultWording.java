package fi.lape.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;

/** Says in plain words what the validator found. */
enum FaultWording {
  /** Repeats the value found: for documents the reader wrote, such as a study plan. */
  WITH_VALUES,
  /** Never repeats content: for documents that can hold personal data by mistake. */
  WITHOUT_VALUES;

  /**
   * Words one finding.
   *
   * @param schema the whole JSON Schema, from which the keys known at a place are read
   */
  DocumentFault fault(Error error, JsonNode schema) {
    String pointer = error.getInstanceLocation().toString();
    return new DocumentFault(pointer, message(error, schema));
  }

  private String message(Error error, JsonNode schema) {
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "the key '" + error.getProperty() + "' is missing";
      case "additionalProperties", "unevaluatedProperties" -> unknownKey(error, schema);
      case "type" -> found(error) + " but must be " + types(rule);
      case "enum" -> found(error) + " but must be one of " + list(rule);
      case "const" -> found(error) + " but must be " + text(rule);
      case "minimum" -> found(error) + " but must be " + text(rule) + " or more";
      case "maximum" -> found(error) + " but must be " + text(rule) + " or less";
      case "exclusiveMinimum" -> found(error) + " but must be more than " + text(rule);
      case "exclusiveMaximum" -> found(error) + " but must be less than " + text(rule);
      case "minLength" -> "the text is empty but must not be";
      case "minItems" -> "the list has fewer than " + text(rule) + " entries";
      case "maxItems" -> "the list has more than " + text(rule) + " entries";
      case "minProperties" -> "the block has fewer than " + text(rule) + " keys";
      case "uniqueItems" -> "the list has the same entry twice";
      case "pattern" -> found(error) + " but must match " + text(rule);
      case "format" -> found(error) + " but must be a " + rule.asText() + " such as 2017-01-31";
      case "propertyNames" -> "the key '" + error.getProperty() + "' is not a valid name";
      case "oneOf", "anyOf" -> found(error) + " but fits none of the forms allowed here";
      default -> error.getMessage();
    };
  }

  /** A key that looks like one is repeated, since it is what the reader must correct. */
  private String unknownKey(Error error, JsonNode schema) {
    List<String> known = new ArrayList<>();
    String path = error.getEvaluationPath().toString();
    schema
        .at(path.substring(0, path.lastIndexOf('/')) + "/properties")
        .fieldNames()
        .forEachRemaining(known::add);
    boolean repeat = this == WITH_VALUES || error.getProperty().matches("[a-z][a-z_]{0,40}");
    String key = repeat ? "the key '" + error.getProperty() + "'" : "a key";
    return key + " is not known here; known are " + String.join(", ", known);
  }

  private String found(Error error) {
    JsonNode value = error.getInstanceNode();
    if (value == null || value.isContainerNode()) {
      return "the value is " + kind(value);
    }
    return switch (this) {
      case WITH_VALUES -> "the value is " + text(value);
      case WITHOUT_VALUES -> "the value is " + (value.isTextual() ? "another text" : kind(value));
    };
  }

  private static String kind(JsonNode value) {
    if (value == null || value.isNull()) {
      return "empty";
    }
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "a block of keys";
      case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number";
      case BOOLEAN -> "true or false";
      case STRING, BINARY -> "a text";
      case NULL, MISSING -> "empty";
    };
  }

  private static String types(JsonNode rule) {
    List<String> names = new ArrayList<>();
    for (JsonNode type : rule.isArray() ? rule : List.of(rule)) {
      names.add(
          switch (type.asText()) {
            case "object" -> "a block of keys";
            case "array" -> "a list";
            case "string" -> "a text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            default -> "empty";
          });
    }
    return String.join(" or ", names);
  }

  private static String list(JsonNode rule) {
    List<String> values = new ArrayList<>();
    rule.forEach(value -> values.add(text(value)));
    return String.join(", ", values);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? "'" + value.asText() + "'" : value.toString();
  }
}
