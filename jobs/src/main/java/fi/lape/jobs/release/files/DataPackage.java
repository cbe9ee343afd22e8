package fi.lape.jobs.release.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.schemas.Code;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Column;
import fi.lape.schemas.Contract;
import fi.lape.schemas.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * {@code datapackage.json}: every table and column in three languages, with unit, code list and the
 * meaning of an empty cell, generated from the contracts (Frictionless Data Package 2.0).
 */
public final class DataPackage {
  /** Name of the file. */
  public static final String FILE = "datapackage.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Before the name of a list of identifiers of the study plan. */
  private static final String PLAN = "plan.";

  private DataPackage() {}

  /**
   * What the package is called and where it comes from.
   *
   * @param title name of the study in three languages
   * @param facts plan hash, code version and the like, as they are
   * @param planNames names of the identifiers that the study plan gives, by column and identifier
   */
  public record Header(
      String name,
      Labels title,
      Map<String, String> facts,
      Map<String, Map<String, Labels>> planNames) {}

  /** Describes the Parquet and CSV files of a release. */
  public static void write(Path folder, Header header, Release release) throws IOException {
    Map<String, Object> top = new LinkedHashMap<>();
    top.put("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    top.put("name", header.name());
    top.put("title", header.title().en());
    top.put("titles", labels(header.title()));
    top.put("facts", header.facts());
    List<Object> resources = new ArrayList<>();
    TreeSet<String> lists = new TreeSet<>();
    for (ReleaseTable table : release.tables()) {
      resources.add(parquet(folder, table.contract(), header));
      resources.add(csv(folder, table.contract(), header));
      for (Column column : table.contract().columns()) {
        column.codeList().ifPresent(lists::add);
        column.unit().ifPresent(unit -> lists.add("units"));
        column.nullMeaning().ifPresent(meaning -> lists.add("null_meanings"));
      }
    }
    top.put("resources", resources);
    Map<String, Object> codeLists = codeLists(lists);
    header.planNames().forEach((column, names) -> codeLists.put(PLAN + column, named(names)));
    top.put("codeLists", codeLists);
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(top) + "\n");
  }

  private static Map<String, Object> resource(Path folder, Contract contract, String path)
      throws IOException {
    Path file = folder.resolve(path);
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("name", path.replace('/', '-').replace('.', '-').replace('_', '-'));
    resource.put("path", path);
    resource.put("title", contract.labels().en());
    resource.put("titles", labels(contract.labels()));
    resource.put("description", contract.purpose());
    resource.put("contractVersion", contract.version());
    resource.put("bytes", Files.size(file));
    resource.put("hash", "sha256:" + Checksums.sha256(file));
    return resource;
  }

  private static Map<String, Object> parquet(Path folder, Contract contract, Header header)
      throws IOException {
    Map<String, Object> resource =
        resource(folder, contract, "parquet/" + contract.name() + ".parquet");
    resource.put("format", "parquet");
    resource.put("mediatype", "application/vnd.apache.parquet");
    resource.put("schema", schema(contract, false, header));
    return resource;
  }

  private static Map<String, Object> csv(Path folder, Contract contract, Header header)
      throws IOException {
    Map<String, Object> resource = resource(folder, contract, "csv/" + contract.name() + ".csv");
    resource.put("format", "csv");
    resource.put("mediatype", "text/csv");
    resource.put("encoding", "utf-8");
    resource.put("dialect", Map.of("delimiter", ";"));
    resource.put("schema", schema(contract, true, header));
    return resource;
  }

  private static Map<String, Object> schema(Contract contract, boolean csv, Header header) {
    List<Object> fields = new ArrayList<>();
    for (Column column : contract.columns()) {
      fields.add(field(column, csv, header));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("fields", fields);
    List<String> strictKey =
        contract.columns().stream().filter(c -> c.key() && c.required()).map(Column::name).toList();
    if (strictKey.size() == contract.primaryKey().size()) {
      schema.put("primaryKey", strictKey);
    } else {
      schema.put("uniqueKeys", List.of(contract.primaryKey()));
    }
    schema.put("missingValues", List.of(""));
    return schema;
  }

  private static Map<String, Object> field(Column column, boolean csv, Header header) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("name", column.name());
    field.put("type", type(column, csv));
    if (csv && column.type() == fi.lape.schemas.LogicalType.DOUBLE) {
      field.put("decimalChar", ",");
    }
    field.put("title", column.labels().en());
    field.put("titles", labels(column.labels()));
    if (!column.description().isEmpty()) {
      field.put("description", column.description());
    }
    column.unit().ifPresent(unit -> field.put("unit", unit));
    column.codeList().ifPresent(list -> field.put("codeList", list));
    if (header.planNames().containsKey(column.name())) {
      field.put("codeList", PLAN + column.name());
    }
    column.nullMeaning().ifPresent(meaning -> field.put("nullMeaning", meaning));
    field.put("classification", column.classification().name().toLowerCase(java.util.Locale.ROOT));
    column.minimumCellCount().ifPresent(count -> field.put("minimumCellCount", count));
    field.put("constraints", Map.of("required", column.required()));
    return field;
  }

  private static String type(Column column, boolean csv) {
    return switch (column.type()) {
      case STRING -> "string";
      case INT, LONG -> "integer";
      case DOUBLE -> "number";
      case DATE -> "date";
      case TIMESTAMP -> "datetime";
      case BOOLEAN -> "boolean";
      case STRING_ARRAY -> csv ? "string" : "array";
    };
  }

  private static Map<String, Object> codeLists(Iterable<String> names) {
    Map<String, Object> lists = new LinkedHashMap<>();
    for (String name : names) {
      if (CodeLists.standard().has(name)) {
        Map<String, Object> codes = new LinkedHashMap<>();
        for (Code code : CodeLists.standard().codes(name)) {
          codes.put(code.code(), labels(code.labels()));
        }
        lists.put(name, codes);
      }
    }
    return lists;
  }

  private static Map<String, Object> named(Map<String, Labels> names) {
    Map<String, Object> codes = new LinkedHashMap<>();
    names.forEach((code, labels) -> codes.put(code, labels(labels)));
    return codes;
  }

  private static Map<String, String> labels(Labels labels) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("fi", labels.fi());
    map.put("sv", labels.sv());
    map.put("en", labels.en());
    return map;
  }
}
