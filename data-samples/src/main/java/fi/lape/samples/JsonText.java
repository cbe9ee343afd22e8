package fi.lape.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON as text that a person can read and a line-based diff can show: one array element a line. */
final class JsonText {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonText() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A number rounded to the given decimals, written without exponent. */
  static BigDecimal number(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }

  static String write(JsonNode node) {
    try {
      return node.isObject() ? object(node) : lines(node, "") + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String object(JsonNode node) throws JsonProcessingException {
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      boolean rows = value.isArray() && !value.isEmpty() && value.get(0).isContainerNode();
      String text = rows ? lines(value, "  ") : MAPPER.writeValueAsString(value);
      fields.add("  " + MAPPER.writeValueAsString(field.getKey()) + ": " + text);
    }
    return "{\n" + String.join(",\n", fields) + "\n}\n";
  }

  private static String lines(JsonNode array, String indent) throws JsonProcessingException {
    List<String> rows = new ArrayList<>();
    for (JsonNode row : array) {
      rows.add(indent + "  " + MAPPER.writeValueAsString(row));
    }
    return "[\n" + String.join(",\n", rows) + "\n" + indent + "]";
  }
}
