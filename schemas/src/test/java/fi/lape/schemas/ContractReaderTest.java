package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractReaderTest {
  private static final String GOOD =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: fi.lape.silver.thing
      name: thing
      version: 1.0.0
      status: active
      description: {purpose: Things.}
      schema:
        - name: thing
          businessName: Things
          logicalType: object
          physicalType: table
          customProperties:
            - {property: stage, value: silver}
            - {property: labels, value: {fi: Asiat, sv: Saker}}
            - {property: toleratedQuarantineShare, value: 0.01}
          quality:
            - {type: library, metric: duplicateValues, arguments: {properties: [year]}, mustBe: 0}
          properties:
            - name: year
              businessName: Year
              logicalType: integer
              physicalType: int
              primaryKey: true
              primaryKeyPosition: 1
              required: true
              classification: public
              logicalTypeOptions: {minimum: 1990, maximum: 2100}
              customProperties:
                - {property: labels, value: {fi: Vuosi, sv: År}}
                - {property: unit, value: year}
            - name: children
              businessName: Children
              logicalType: integer
              physicalType: bigint
              required: false
              classification: internal
              customProperties:
                - {property: labels, value: {fi: Lapset, sv: Barn}}
                - {property: unit, value: children}
                - {property: nullMeaning, value: NOT_REPORTED}
                - {property: minimumCellCount, value: 5}
      """;

  @Test
  void aContractIsReadWhole() {
    List<String> faults = new ArrayList<>();
    Contract contract = ContractReader.read(GOOD, faults).orElseThrow();
    assertThat(faults).isEmpty();
    assertThat(contract.labels()).isEqualTo(new Labels("Asiat", "Saker", "Things"));
    assertThat(contract.toleratedQuarantineShare()).isEqualTo(0.01);
    assertThat(contract.primaryKey()).containsExactly("year");
    Column children = contract.column("children");
    assertThat(children.required()).isFalse();
    assertThat(children.nullMeaning()).contains("NOT_REPORTED");
    assertThat(children.minimumCellCount()).hasValue(5);
    assertThat(children.classification()).isEqualTo(Classification.INTERNAL);
    assertThat(contract.column("year").maximum()).hasValue(2100);
    assertThat(ContractCheck.faults(contract, CodeLists.standard())).isEmpty();
  }

  @Test
  void everyFaultOfAFileIsFoundAtOnce() {
    assertThat(
            faults(
                GOOD.replace("classification: internal", "classification: secret")
                    .replace("physicalType: bigint", "physicalType: text")
                    .replace("fi: Lapset, ", "")
                    .replace("minimumCellCount", "minCellCount")
                    .replace("required: false", "requierd: false")
                    .replace("arguments: {properties: [year]}", "arguments: {properties: [age]}")))
        .containsExactlyInAnyOrder(
            "column 'children' has the key 'requierd', which nothing reads",
            "column 'children' has the custom property 'minCellCount', which nothing reads",
            "column 'children' has the type integer stored as text",
            "column 'children', labels has no 'fi'",
            "column 'children' has the classification 'secret'",
            "the uniqueness rule is on [age] but the key is [year]");
    assertThat(faults("{a: [")).singleElement().asString().startsWith("the file is not YAML");
  }

  @Test
  void everyPromiseThatCannotBeKeptIsFound() {
    assertThat(
            checked(
                GOOD.replace("value: 0.01", "value: 1.5")
                    .replace("minimum: 1990", "minimum: 2200")
                    .replace("unit, value: year", "unit, value: fortnight")
                    .replace("NOT_REPORTED", "WHO_KNOWS")
                    .replace(
                        "    - {property: minimumCellCount, value: 5}",
                        "    - {property: codeList, value: colours}")))
        .containsExactlyInAnyOrder(
            "toleratedQuarantineShare is 1.5 but must be from 0 to 1",
            "column 'year' has 'fortnight', which is not in the list units",
            "column 'year' has a minimum above its maximum",
            "column 'children' has 'WHO_KNOWS', which is not in the list null_meanings",
            "column 'children' names the code list 'colours', which does not exist",
            "column 'children' counts people but has no minimumCellCount");
    assertThat(checked(GOOD.replace("required: true", "required: false")))
        .containsExactly(
            "column 'year' may be null but does not say what null means",
            "column 'year' is a key and may be null, but null is not declared a key value");
    assertThat(checked(GOOD.replace("required: false", "required: true")))
        .containsExactly("column 'children' is never null but says what null means");
  }

  private static List<String> faults(String yaml) {
    List<String> faults = new ArrayList<>();
    assertThat(ContractReader.read(yaml, faults)).isEmpty();
    return faults;
  }

  private static List<String> checked(String yaml) {
    List<String> faults = new ArrayList<>();
    Contract contract = ContractReader.read(yaml, faults).orElseThrow();
    return ContractCheck.faults(contract, CodeLists.standard());
  }
}
