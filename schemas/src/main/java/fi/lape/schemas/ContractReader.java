package fi.lape.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one ODCS v3 file. What it cannot place it refuses, so that no promise is lost silently. */
final class ContractReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS));

  private static final Set<String> COLUMN_PROPERTIES =
      Set.of(
          "labels",
          "unit",
          "codeList",
          "nullMeaning",
          "nullIsKeyValue",
          "minimumCellCount",
          "format");
  private static final Set<String> TABLE_PROPERTIES =
      Set.of("stage", "labels", "toleratedQuarantineShare");

  private final String place;

  private ContractReader(String place) {
    this.place = place;
  }

  static Contract read(String place, String yaml) {
    try {
      return new ContractReader(place).contract(YAML.readTree(yaml));
    } catch (JsonProcessingException e) {
      throw SchemaFaults.contractInvalid(place, "the file is not YAML: " + e.getOriginalMessage());
    }
  }

  private Contract contract(JsonNode root) {
    JsonNode tables = root.path("schema");
    if (tables.size() != 1) {
      throw fault("'schema' must hold exactly one table, found " + tables.size());
    }
    JsonNode table = tables.get(0);
    Map<String, JsonNode> properties = customProperties(table, TABLE_PROPERTIES, "the table");
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : table.path("properties")) {
      columns.add(column(column));
    }
    return new Contract(
        text(table, "name", "the table"),
        Stage.of(property(properties, "stage", "the table").asText()),
        text(root, "version", "the contract"),
        labels(table, properties, "the table"),
        root.path("description").path("purpose").asText(""),
        columns,
        property(properties, "toleratedQuarantineShare", "the table").asDouble());
  }

  private Column column(JsonNode node) {
    String name = text(node, "name", "a column");
    String owner = "column '" + name + "'";
    Map<String, JsonNode> properties = customProperties(node, COLUMN_PROPERTIES, owner);
    String logical = text(node, "logicalType", owner);
    String physical = text(node, "physicalType", owner);
    JsonNode options = node.path("logicalTypeOptions");
    return new Column(
        name,
        node.path("physicalName").asText(name),
        LogicalType.of(logical, physical)
            .orElseThrow(() -> fault(owner + " has type " + logical + "/" + physical)),
        node.path("primaryKey").asBoolean(false),
        node.path("required").asBoolean(false),
        properties.containsKey("nullIsKeyValue") && properties.get("nullIsKeyValue").asBoolean(),
        labels(node, properties, owner),
        node.path("description").asText(""),
        optionalText(properties, "unit"),
        optionalText(properties, "nullMeaning"),
        optionalText(properties, "codeList"),
        number(options.path("minimum")),
        number(options.path("maximum")),
        options.has("pattern") ? Optional.of(options.get("pattern").asText()) : Optional.empty(),
        Classification.of(text(node, "classification", owner)),
        properties.containsKey("minimumCellCount")
            ? OptionalInt.of(properties.get("minimumCellCount").asInt())
            : OptionalInt.empty());
  }

  private Map<String, JsonNode> customProperties(JsonNode node, Set<String> known, String owner) {
    Map<String, JsonNode> properties = new HashMap<>();
    for (JsonNode property : node.path("customProperties")) {
      String key = property.path("property").asText();
      if (!known.contains(key)) {
        throw fault(owner + " has the custom property '" + key + "', which nothing reads");
      }
      properties.put(key, property.path("value"));
    }
    return properties;
  }

  private Labels labels(JsonNode node, Map<String, JsonNode> properties, String owner) {
    JsonNode labels = property(properties, "labels", owner);
    return new Labels(
        labels.path("fi").asText(""),
        labels.path("sv").asText(""),
        node.path("businessName").asText(""));
  }

  private JsonNode property(Map<String, JsonNode> properties, String key, String owner) {
    if (!properties.containsKey(key)) {
      throw fault(owner + " has no custom property '" + key + "'");
    }
    return properties.get(key);
  }

  private String text(JsonNode node, String key, String owner) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw fault(owner + " has no '" + key + "'");
    }
    return value.asText();
  }

  private static Optional<String> optionalText(Map<String, JsonNode> properties, String key) {
    return Optional.ofNullable(properties.get(key)).map(JsonNode::asText);
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }

  private SchemaException fault(String problem) {
    return SchemaFaults.contractInvalid(place, problem);
  }
}
