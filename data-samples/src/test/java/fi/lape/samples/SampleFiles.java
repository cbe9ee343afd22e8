package fi.lape.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads a sample folder back, knowing nothing of the generator. */
final class SampleFiles {

  /** The committed sample; tests run in the folder of the module. */
  static final SampleFiles COMMITTED = new SampleFiles(Path.of("sample"));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path root;

  SampleFiles(Path root) {
    this.root = root;
  }

  /** One row of a Sotkanet data file, with the region's category and code. */
  record Row(
      String category,
      String code,
      int year,
      String gender,
      Optional<Double> value,
      Optional<Long> count) {

    boolean isMunicipal() {
      return category.equals("KUNTA");
    }
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /** Names of all files below the root, sorted, with forward slashes. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The bytes of a file, unpacked where it is packed. */
  byte[] content(String name) throws IOException {
    try (InputStream file = Files.newInputStream(path(name));
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return plain.readAllBytes();
    }
  }

  JsonNode json(String name) throws IOException {
    return MAPPER.readTree(content(name));
  }

  List<String> lines(String name, Charset charset) throws IOException {
    return new String(content(name), charset).lines().toList();
  }

  List<String[]> csv(String name, Charset charset) throws IOException {
    return lines(name, charset).stream().skip(1).map(line -> line.split(";", -1)).toList();
  }

  List<String[]> costRows() throws IOException {
    List<String[]> rows = new ArrayList<>();
    rows.addAll(csv("sources/" + CostFiles.EARLY, StandardCharsets.ISO_8859_1));
    rows.addAll(csv("sources/" + CostFiles.LATE, StandardCharsets.UTF_8));
    return rows;
  }

  List<Row> rows(int indicator) throws IOException {
    Map<Integer, JsonNode> regions = new TreeMap<>();
    for (JsonNode region : json("sources/sotkanet/regions.json")) {
      regions.put(region.get("id").intValue(), region);
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : json("sources/sotkanet/data/" + indicator + ".json.gz")) {
      JsonNode region = regions.get(row.get("region").intValue());
      rows.add(
          new Row(
              region.get("category").textValue(),
              region.get("code").textValue(),
              row.get("year").intValue(),
              row.get("gender").textValue(),
              Optional.ofNullable(row.get("value")).map(JsonNode::doubleValue),
              Optional.ofNullable(row.get("absValue")).map(JsonNode::longValue)));
    }
    return rows;
  }

  /** Counts of one category by "code/year", sexes together. */
  Map<String, Long> counts(int indicator, String category) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : rows(indicator)) {
      if (row.category().equals(category) && row.gender().equals("total")) {
        counts.put(row.code() + "/" + row.year(), row.count().orElseThrow());
      }
    }
    return counts;
  }

  /** Children by "SSS/2016", "MK09/2016", "KU091/2016". */
  Map<String, Long> children() throws IOException {
    JsonNode document = json("sources/statfin/population_0_17.json.gz");
    JsonNode areas = document.at("/dimension/Alue/category/index");
    JsonNode years = document.at("/dimension/Vuosi/category/index");
    Map<String, Long> children = new TreeMap<>();
    for (Map.Entry<String, JsonNode> area : areas.properties()) {
      for (Map.Entry<String, JsonNode> year : years.properties()) {
        int cell = area.getValue().intValue() * years.size() + year.getValue().intValue();
        children.put(
            area.getKey() + "/" + year.getKey(), document.get("value").get(cell).longValue());
      }
    }
    return children;
  }

  /** The reports that are there, by file name below {@code sources/}. */
  Map<String, JsonNode> reports() throws IOException {
    Map<String, JsonNode> reports = new TreeMap<>();
    for (String name : names()) {
      if (name.startsWith("sources/projects/")) {
        reports.put(name.substring("sources/".length()), json(name));
      }
    }
    return reports;
  }

  /** The first few cells in which two tables differ. */
  static List<String> differences(Map<String, Long> some, Map<String, Long> others) {
    TreeSet<String> cells = new TreeSet<>(some.keySet());
    cells.addAll(others.keySet());
    return cells.stream()
        .filter(cell -> !Objects.equals(some.get(cell), others.get(cell)))
        .map(cell -> cell + ": " + some.get(cell) + " and " + others.get(cell))
        .limit(5)
        .toList();
  }
}
