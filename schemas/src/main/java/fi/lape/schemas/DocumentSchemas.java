package fi.lape.schemas;

/** The JSON Schemas (draft 2020-12) of the documents the product reads. */
public final class DocumentSchemas {
  private DocumentSchemas() {}

  private static final class ReportV1 {
    static final DocumentSchema SCHEMA =
        DocumentSchema.read("project-report-1.0", FaultWording.WITHOUT_VALUES);
  }

  private static final class ReportV2 {
    static final DocumentSchema SCHEMA =
        DocumentSchema.read("project-report-2.0", FaultWording.WITHOUT_VALUES);
  }

  private static final class Plan {
    static final DocumentSchema SCHEMA =
        DocumentSchema.read("study-plan", FaultWording.WITH_VALUES);
  }

  private static final class Rules {
    static final DocumentSchema SCHEMA =
        DocumentSchema.read("disclosure-rules", FaultWording.WITH_VALUES);
  }

  /**
   * Form of the project report. Its faults never repeat content of the report, which can hold
   * personal data by mistake.
   *
   * @param version {@code 1.0} or {@code 2.0}, the {@code schema_version} of the report
   * @throws SchemaException {@code DOCUMENT_VERSION_UNKNOWN}
   */
  public static DocumentSchema projectReport(String version) {
    return switch (version) {
      case "1.0" -> ReportV1.SCHEMA;
      case "2.0" -> ReportV2.SCHEMA;
      default -> throw SchemaFaults.documentVersionUnknown(version);
    };
  }

  /** Form of the study plan; read the YAML into a {@code JsonNode} first. Faults quote values. */
  public static DocumentSchema studyPlan() {
    return Plan.SCHEMA;
  }

  /** Form of the rules of {@code lape disclose}; read the YAML into a {@code JsonNode} first. */
  public static DocumentSchema disclosureRules() {
    return Rules.SCHEMA;
  }
}
