package fi.lape.schemas;

import java.util.Collection;
import java.util.List;

/** Every fault this module words, in one place. */
final class SchemaFaults {
  private SchemaFaults() {}

  static SchemaException languageUnknown(String language) {
    return SchemaException.ofRequest(
        "LANGUAGE_UNKNOWN",
        "'%s' is not a language of the labels. Labels exist in fi, sv and en. Ask for one of them."
            .formatted(language));
  }

  static SchemaException contractUnknown(String folder, String name, Collection<String> known) {
    return new SchemaException(
        "CONTRACT_UNKNOWN",
        "there is no %s contract '%s'. Known are %s. Correct the name, or add schemas/contracts/%s/…/%s.odcs.yaml and its line in index.txt."
            .formatted(folder, name, String.join(", ", known), folder, name));
  }

  static SchemaException columnUnknown(Contract contract, String name) {
    return new SchemaException(
        "COLUMN_UNKNOWN",
        "table '%s' has no column '%s'. Its contract has %s. Correct the name, or add the column to the contract."
            .formatted(
                contract.name(),
                name,
                String.join(", ", contract.columns().stream().map(Column::name).toList())));
  }

  static SchemaException contractsInvalid(List<String> faults) {
    return new SchemaException(
        "CONTRACT_INVALID",
        "the contracts have %d %s: %s. Tables are built from the contracts, so a contract with a fault is not used. Correct the files named in schemas/contracts."
            .formatted(
                faults.size(), faults.size() == 1 ? "fault" : "faults", String.join("; ", faults)));
  }

  static SchemaException contractViolated(Contract contract, List<String> faults) {
    return new SchemaException(
        "CONTRACT_VIOLATED",
        "table '%s' v%s has %d %s: %s. A table is written only as its contract promises it. Correct the job, or change the contract and its version."
            .formatted(
                contract.name(),
                contract.version(),
                faults.size(),
                faults.size() == 1 ? "fault" : "faults",
                String.join("; ", faults)));
  }

  static SchemaException codeListUnknown(String name) {
    return new SchemaException(
        "CODE_LIST_UNKNOWN",
        "there is no code list '%s'. A list is a file schemas/codelists/%s.csv or a group of rows in enumerations.csv. Correct the name, or add the list."
            .formatted(name, name));
  }

  static SchemaException codeListInvalid(String file, String problem) {
    return new SchemaException(
        "CODE_LIST_INVALID",
        "%s: %s. Code lists are comma separated UTF-8 with a header. Correct schemas/codelists/%s."
            .formatted(file, problem, file));
  }

  static SchemaException resourceMissing(String path) {
    return new SchemaException(
        "RESOURCE_MISSING",
        "'%s' is not on the class path. Contracts, code lists and document schemas travel in the lape-schemas jar. Build the schemas module and put its jar on the class path."
            .formatted(path));
  }

  static SchemaException areaUnknown(String code) {
    return new SchemaException(
        "AREA_UNKNOWN",
        "'%s' is not a project area. The 19 areas are listed in schemas/codelists/project_areas.csv. Correct the code."
            .formatted(code));
  }

  static SchemaException documentVersionUnknown(String version) {
    return new SchemaException(
        "DOCUMENT_VERSION_UNKNOWN",
        "there is no project report form of version '%s'. Known are 1.0 and 2.0. Correct 'schema_version' in the report, or add the JSON Schema of the new form to schemas/documents."
            .formatted(version));
  }
}
