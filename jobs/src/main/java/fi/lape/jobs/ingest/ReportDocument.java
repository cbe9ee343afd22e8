package fi.lape.jobs.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.schemas.DocumentFault;
import fi.lape.schemas.DocumentSchemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * One project report of either version as one row. Days stay text until Spark types them; a report
 * that does not follow its form keeps only its fault. The free text is not taken along.
 */
final class ReportDocument {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> VERSIONS = Set.of("1.0", "2.0");

  /** Shape of the rows. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "source_file STRING, origin STRING, record_no BIGINT, line BIGINT,"
              + " document_fault STRUCT<field: STRING, code: STRING, reason: STRING>,"
              + " area STRING, project_name STRING, schema_version STRING, language STRING,"
              + " report_type STRING, report_number INT, period_from STRING, period_to STRING,"
              + " submitted STRING, packages ARRAY<STRING>, staff DOUBLE, participants INT,"
              + " spending_eur DOUBLE, components ARRAY<STRUCT<component: STRING,"
              + " municipality: STRING, status: STRING, since: STRING, coverage: DOUBLE>>");

  private ReportDocument() {}

  /** The row of a record of {@code source_file, origin, record_no, line, record}. */
  static Row row(Row record) {
    try {
      JsonNode document = JSON.readTree(record.getString(4));
      String version = document.path("schema_version").asText("");
      if (!VERSIONS.contains(version)) {
        return faulty(
            record,
            "/schema_version",
            "SCHEMA_VERSION_UNKNOWN",
            "the form is of another version than 1.0 or 2.0");
      }
      List<DocumentFault> faults = DocumentSchemas.projectReport(version).check(document);
      if (!faults.isEmpty()) {
        String more =
            faults.size() == 1 ? "" : " (and %d further faults)".formatted(faults.size() - 1);
        return faulty(
            record, faults.get(0).pointer(), "DOCUMENT_INVALID", faults.get(0).message() + more);
      }
      return sound(record, document, version);
    } catch (IOException e) {
      return faulty(record, "", "DOCUMENT_MALFORMED", "no JSON document");
    }
  }

  private static Row faulty(Row record, String field, String code, String reason) {
    Object[] values = new Object[SCHEMA.size()];
    for (int i = 0; i < 4; i++) {
      values[i] = record.get(i);
    }
    values[4] = RowFactory.create(field, code, reason);
    return RowFactory.create(values);
  }

  private static Row sound(Row record, JsonNode document, String version) {
    JsonNode report = document.path("report");
    List<String> packages = new ArrayList<>();
    document.path("packages").forEach(p -> packages.add(p.asText()));
    List<Row> components = new ArrayList<>();
    for (JsonNode each : document.path("components")) {
      components.add(
          RowFactory.create(
              each.path("component").asText(),
              each.path("municipality").asText(),
              each.path("status").asText(),
              text(each.path("since")),
              number(each.path("coverage"))));
    }
    JsonNode staff = document.path(version.equals("1.0") ? "staff_fte" : "personnel_person_years");
    JsonNode participants = document.path("participants");
    return RowFactory.create(
        record.get(0),
        record.get(1),
        record.get(2),
        record.get(3),
        null,
        document.path("project").path("area").asText(),
        document.path("project").path("name").asText(),
        version,
        document.path("language").asText(),
        report.path("type").asText(),
        report.path("number").asInt(),
        text(report.path("period").path("from")),
        text(report.path("period").path("to")),
        text(report.path("submitted")),
        packages.toArray(String[]::new),
        number(staff),
        participants.isNumber() ? participants.asInt() : null,
        number(document.path("spending_eur")),
        components.toArray(Row[]::new));
  }

  /** What Spark's rows want for an absent text. */
  private static Object text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private static Object number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }
}
