package fi.lape.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a document must look like. Checking finds every fault at once and changes nothing. */
public final class DocumentSchema {
  private final String name;
  private final Schema schema;
  private final FaultWording wording;

  private DocumentSchema(String name, Schema schema, FaultWording wording) {
    this.name = name;
    this.schema = schema;
    this.wording = wording;
  }

  static DocumentSchema read(String name, FaultWording wording) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .build();
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    String text = Resources.text("documents/" + name + ".schema.json");
    return new DocumentSchema(name, registry.getSchema(text, InputFormat.JSON), wording);
  }

  /** Name of the schema file without its ending, such as {@code project-report-2.0}. */
  public String name() {
    return name;
  }

  /**
   * Checks a document.
   *
   * @return every fault, by place; empty when the document follows the schema
   */
  public List<DocumentFault> check(JsonNode document) {
    List<DocumentFault> faults = new ArrayList<>();
    for (com.networknt.schema.Error error : schema.validate(document)) {
      faults.add(wording.fault(error, schema.getSchemaNode()));
    }
    return faults.stream()
        .distinct()
        .sorted(Comparator.comparing(DocumentFault::pointer).thenComparing(DocumentFault::message))
        .toList();
  }
}
