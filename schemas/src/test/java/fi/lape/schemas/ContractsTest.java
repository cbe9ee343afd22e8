package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ContractsTest {
  @Test
  void aContractIsFoundByFolderAndName() {
    assertThat(Contracts.input("price_index").stage()).isEqualTo(Stage.INPUT);
    assertThat(Contracts.lake("price_index").stage()).isEqualTo(Stage.SILVER);
    assertThat(Contracts.release("area_cost").stage()).isEqualTo(Stage.RELEASE);
  }

  @Test
  void theIndexListsExactlyTheContractFiles() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("contracts"))) {
      assertThat(
              files
                  .filter(file -> file.toString().endsWith(".odcs.yaml"))
                  .map(file -> Path.of("contracts").relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(
              Resources.text("contracts/index.txt").lines().toList());
    }
    assertThat(Contracts.all())
        .hasSameSizeAs(Resources.text("contracts/index.txt").lines().toList());
  }

  @Test
  void everyFolderAndStageAgree() {
    for (String place : Resources.text("contracts/index.txt").lines().toList()) {
      String[] parts = place.replace(".odcs.yaml", "").split("/", -1);
      String name = parts[parts.length - 1];
      Stage stage =
          switch (parts[0]) {
            case "input" -> Contracts.input(name).stage();
            case "release" -> Contracts.release(name).stage();
            default -> Contracts.lake(name).stage();
          };
      assertThat(stage.code())
          .as(place)
          .isEqualTo(parts.length == 3 ? parts[1] : parts[0].replace("lake", "shared"));
    }
  }

  /** The columns and their order are those of the design's one result row. */
  @Test
  void everyMethodsResultHasTheOneRowShape() {
    assertThat(Contracts.lake("effect_estimate").columnNames())
        .containsExactly(
            "study",
            "plan_sha256",
            "analysis",
            "question",
            "method",
            "estimand",
            "outcome",
            "outcome_unit",
            "treatment",
            "population",
            "area",
            "cohort",
            "period",
            "event_time",
            "estimate",
            "std_error",
            "ci_low",
            "ci_high",
            "ci_level",
            "p_value",
            "p_value_family",
            "inference",
            "clusters",
            "clusters_treated",
            "clusters_effective",
            "dof",
            "units",
            "observations",
            "mde80",
            "baseline_mean",
            "effect_percent",
            "estimate_status",
            "not_estimable_reason",
            "inference_status",
            "disclosure_status",
            "code_version");
    assertThat(Contracts.release("effect_estimate").columns())
        .isEqualTo(Contracts.lake("effect_estimate").columns());
  }

  @Test
  void nothingConfidentialLeavesTheInputAndBronze() {
    for (Contract contract : Contracts.all()) {
      boolean early = contract.stage() == Stage.INPUT || contract.stage() == Stage.BRONZE;
      for (Column column : contract.columns()) {
        assertThat(early || column.classification() != Classification.CONFIDENTIAL)
            .as(contract.name() + "." + column.name())
            .isTrue();
        assertThat(
                contract.stage() != Stage.RELEASE
                    || column.classification() == Classification.PUBLIC)
            .as("released " + contract.name() + "." + column.name())
            .isTrue();
      }
    }
  }

  @Test
  void anUnknownContractIsNamedInTheMessage() {
    assertThatThrownBy(() -> Contracts.lake("children"))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith(
            "CONTRACT_UNKNOWN: there is no lake contract 'children'. Known are ");
  }

  @Test
  void theStructTypeHasTypesNullabilityAndComments() {
    StructType type = Contracts.lake("indicator_value").structType();
    assertThat(type.fieldNames())
        .containsExactly(
            "indicator_id",
            "region_category",
            "region_code",
            "year",
            "gender",
            "value",
            "count",
            "count_low",
            "count_high",
            "obs_status",
            "symbol",
            "unit",
            "break_flag",
            "vintage",
            "origin");
    assertThat(type.apply("count").dataType()).isEqualTo(DataTypes.LongType);
    assertThat(type.apply("count").nullable()).isTrue();
    assertThat(type.apply("year").nullable()).isFalse();
    assertThat(type.apply("year").getComment().get()).isEqualTo("Year [year]");
  }

  @Test
  void aSourceSaysHowItWritesItsNumbers() {
    Contract costs = Contracts.input("municipal_cost");
    assertThat(costs.column("care").format()).contains("decimal-comma");
    assertThat(costs.column("care").physicalName())
        .isEqualTo("lastensuojelun laitos- ja perhehoito 1000 e");
    assertThat(costs.column("vuosi").format()).isEmpty();
  }

  @Test
  void theKeyIsInTableOrder() {
    assertThat(Contracts.lake("cost").primaryKey())
        .containsExactly("municipality_code", "year", "service");
  }
}
