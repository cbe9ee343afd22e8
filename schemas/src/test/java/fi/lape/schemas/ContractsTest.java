package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void theKeyIsInTableOrder() {
    assertThat(Contracts.lake("cost").primaryKey())
        .containsExactly("municipality_code", "year", "service");
  }
}
