package fi.lape.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON-stat 2.0 dataset taken apart: one cell a combination of category codes.
 *
 * <p>Dimensions may come in any order; the last runs fastest. Values may be a list or an object by
 * position; {@code status} may be a list, an object by position, or one text for all cells.
 *
 * @see <a href="https://json-stat.org/full/">JSON-stat 2.0 format</a>
 */
final class JsonStatTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A cell: category code by dimension, its value, and the producer's symbol. */
  record Cell(Map<String, String> codes, Optional<Double> value, Optional<String> status) {}

  private final JsonNode dataset;
  private final List<String> ids = new ArrayList<>();
  private final List<List<String>> codes = new ArrayList<>();

  private JsonStatTable(JsonNode dataset) {
    this.dataset = dataset;
  }

  /**
   * Reads a document.
   *
   * @return empty where the document is no JSON-stat 2.0 dataset whose sizes agree
   */
  static Optional<JsonStatTable> read(String document) {
    JsonNode node;
    try {
      node = JSON.readTree(document);
    } catch (IOException e) {
      return Optional.empty();
    }
    JsonStatTable table = new JsonStatTable(node);
    return table.understand() ? Optional.of(table) : Optional.empty();
  }

  private boolean understand() {
    if (!dataset.path("class").asText("").equals("dataset")) {
      return false;
    }
    long cells = 1;
    for (JsonNode id : dataset.path("id")) {
      List<String> category = categories(dataset.path("dimension").path(id.asText()));
      if (category.isEmpty()
          || category.size() != dataset.path("size").path(ids.size()).asInt(-1)) {
        return false;
      }
      ids.add(id.asText());
      codes.add(category);
      cells *= category.size();
    }
    JsonNode value = dataset.path("value");
    return !ids.isEmpty()
        && (value.isObject() ? value.size() <= cells : value.isArray() && value.size() == cells);
  }

  /** Codes in index order; a dimension with one category may have no index. */
  private static List<String> categories(JsonNode dimension) {
    JsonNode category = dimension.path("category");
    JsonNode index = category.path("index");
    if (index.isArray()) {
      List<String> inOrder = new ArrayList<>();
      index.forEach(code -> inOrder.add(code.asText()));
      return inOrder;
    }
    JsonNode named = index.isObject() ? index : category.path("label");
    String[] inOrder = new String[named.size()];
    int next = 0;
    for (Map.Entry<String, JsonNode> code : named.properties()) {
      int place = index.isObject() ? code.getValue().asInt(-1) : next;
      if (place < 0 || place >= inOrder.length || inOrder[place] != null) {
        return List.of();
      }
      inOrder[place] = code.getKey();
      next++;
    }
    return List.of(inOrder);
  }

  /** Whether the dataset has exactly these dimensions, in any order. */
  boolean hasDimensions(List<String> wanted) {
    return ids.size() == wanted.size() && ids.containsAll(wanted);
  }

  /** Categories of a dimension. */
  List<String> codesOf(String dimension) {
    return codes.get(ids.indexOf(dimension));
  }

  /** Day of the last update; PxWeb writes the time with dots, which no date parser takes. */
  Optional<String> updatedDay() {
    String text = dataset.path("updated").asText("");
    return text.matches("\\d{4}-\\d{2}-\\d{2}.*")
        ? Optional.of(text.substring(0, 10))
        : Optional.empty();
  }

  /** Every cell, in the order of the document. */
  List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    int[] at = new int[ids.size()];
    long total = 1;
    for (List<String> category : codes) {
      total *= category.size();
    }
    for (long position = 0; position < total; position++) {
      Map<String, String> key = new HashMap<>();
      for (int d = 0; d < at.length; d++) {
        key.put(ids.get(d), codes.get(d).get(at[d]));
      }
      JsonNode value = at(dataset.path("value"), position);
      cells.add(
          new Cell(
              key,
              value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty(),
              status(position)));
      for (int d = at.length - 1; d >= 0; d--) {
        at[d]++;
        if (at[d] < codes.get(d).size()) {
          break;
        }
        at[d] = 0;
      }
    }
    return cells;
  }

  private Optional<String> status(long position) {
    JsonNode status = dataset.path("status");
    JsonNode own = status.isTextual() ? status : at(status, position);
    return own.isTextual() ? Optional.of(own.asText()) : Optional.empty();
  }

  private static JsonNode at(JsonNode values, long position) {
    return values.isArray() ? values.path((int) position) : values.path(String.valueOf(position));
  }
}
