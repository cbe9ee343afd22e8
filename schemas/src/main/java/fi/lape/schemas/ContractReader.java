package fi.lape.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads one ODCS v3 file. A key or value it cannot place is a fault, so that no promise is lost to
 * a slip of the pen; all faults of the file are found at once.
 */
final class ContractReader {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private static final Set<String> ROOT_KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "id",
          "name",
          "version",
          "status",
          "domain",
          "description",
          "authoritativeDefinitions",
          "schema");
  private static final Set<String> TABLE_KEYS =
      Set.of(
          "name",
          "businessName",
          "logicalType",
          "physicalType",
          "dataGranularityDescription",
          "customProperties",
          "quality",
          "properties");
  private static final Set<String> COLUMN_KEYS =
      Set.of(
          "name",
          "physicalName",
          "businessName",
          "description",
          "logicalType",
          "physicalType",
          "items",
          "primaryKey",
          "primaryKeyPosition",
          "required",
          "classification",
          "logicalTypeOptions",
          "customProperties");
  private static final Set<String> OPTION_KEYS = Set.of("minimum", "maximum", "pattern");
  private static final Set<String> TABLE_PROPERTIES =
      Set.of("stage", "labels", "toleratedQuarantineShare");
  private static final Set<String> COLUMN_PROPERTIES =
      Set.of(
          "labels",
          "unit",
          "codeList",
          "nullMeaning",
          "nullIsKeyValue",
          "minimumCellCount",
          "format");

  private final List<String> faults;

  private ContractReader(List<String> faults) {
    this.faults = faults;
  }

  /** The contract, or nothing when the file has faults, which are added to the list. */
  static Optional<Contract> read(String yaml, List<String> faults) {
    int before = faults.size();
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      faults.add("the file is not YAML: " + e.getOriginalMessage());
      return Optional.empty();
    }
    Contract contract = new ContractReader(faults).contract(root);
    return faults.size() == before ? Optional.of(contract) : Optional.empty();
  }

  private Contract contract(JsonNode root) {
    keys(root, ROOT_KEYS, "the contract");
    JsonNode tables = root.path("schema");
    if (tables.size() != 1) {
      faults.add("'schema' must hold exactly one table, found " + tables.size());
    }
    JsonNode table = tables.path(0);
    String owner = "the table";
    keys(table, TABLE_KEYS, owner);
    Map<String, JsonNode> properties = customProperties(table, TABLE_PROPERTIES, owner);
    List<Column> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (JsonNode node : table.path("properties")) {
      Column column = column(node);
      columns.add(column);
      if (column.key()) {
        key.add(column.name());
        if (node.path("primaryKeyPosition").asInt() != key.size()) {
          faults.add(
              "column '%s' must have primaryKeyPosition %d".formatted(column.name(), key.size()));
        }
      }
    }
    uniqueness(table, key);
    return new Contract(
        text(table, "name", owner),
        word(Stage.class, property(properties, "stage", owner).asText(), Stage.INPUT, owner),
        text(root, "version", "the contract"),
        labels(table, properties, owner),
        text(root.path("description"), "purpose", "the description"),
        columns,
        property(properties, "toleratedQuarantineShare", owner).asDouble(-1));
  }

  private void uniqueness(JsonNode table, List<String> key) {
    List<String> unique = new ArrayList<>();
    table
        .path("quality")
        .path(0)
        .path("arguments")
        .path("properties")
        .forEach(n -> unique.add(n.asText()));
    if (!unique.equals(key)) {
      faults.add("the uniqueness rule is on %s but the key is %s".formatted(unique, key));
    }
  }

  private Column column(JsonNode node) {
    String name = text(node, "name", "a column");
    String owner = "column '" + name + "'";
    keys(node, COLUMN_KEYS, owner);
    Map<String, JsonNode> properties = customProperties(node, COLUMN_PROPERTIES, owner);
    String logical = text(node, "logicalType", owner);
    String physical = text(node, "physicalType", owner);
    Optional<LogicalType> type = LogicalType.of(logical, physical);
    if (type.isEmpty()) {
      faults.add("%s has the type %s stored as %s".formatted(owner, logical, physical));
    }
    JsonNode options = node.path("logicalTypeOptions");
    keys(options, OPTION_KEYS, owner);
    return new Column(
        name,
        node.path("physicalName").asText(name),
        type.orElse(LogicalType.STRING),
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
        optionalText(properties, "format"),
        word(
            Classification.class,
            text(node, "classification", owner),
            Classification.CONFIDENTIAL,
            owner),
        properties.containsKey("minimumCellCount")
            ? OptionalInt.of(properties.get("minimumCellCount").asInt())
            : OptionalInt.empty());
  }

  private void keys(JsonNode node, Set<String> known, String owner) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                faults.add("%s has the key '%s', which nothing reads".formatted(owner, key));
              }
            });
  }

  private Map<String, JsonNode> customProperties(JsonNode node, Set<String> known, String owner) {
    Map<String, JsonNode> properties = new HashMap<>();
    for (JsonNode property : node.path("customProperties")) {
      String key = property.path("property").asText();
      if (!known.contains(key)) {
        faults.add("%s has the custom property '%s', which nothing reads".formatted(owner, key));
      }
      properties.put(key, property.path("value"));
    }
    return properties;
  }

  private Labels labels(JsonNode node, Map<String, JsonNode> properties, String owner) {
    JsonNode labels = property(properties, "labels", owner);
    return new Labels(
        text(labels, "fi", owner + ", labels"),
        text(labels, "sv", owner + ", labels"),
        text(node, "businessName", owner));
  }

  private JsonNode property(Map<String, JsonNode> properties, String key, String owner) {
    if (!properties.containsKey(key)) {
      faults.add("%s has no custom property '%s'".formatted(owner, key));
    }
    return properties.getOrDefault(key, MissingNode.getInstance());
  }

  private String text(JsonNode node, String key, String owner) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      faults.add("%s has no '%s'".formatted(owner, key));
    }
    return value.asText("");
  }

  private <E extends Enum<E>> E word(Class<E> words, String word, E fallback, String owner) {
    for (E constant : words.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    faults.add(
        "%s has the %s '%s'"
            .formatted(owner, words.getSimpleName().toLowerCase(Locale.ROOT), word));
    return fallback;
  }

  private static Optional<String> optionalText(Map<String, JsonNode> properties, String key) {
    return Optional.ofNullable(properties.get(key)).map(JsonNode::asText);
  }

  private static OptionalDouble number(JsonNode node) {
    return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
  }
}
