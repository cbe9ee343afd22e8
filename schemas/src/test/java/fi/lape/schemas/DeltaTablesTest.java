package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeltaTablesTest {
  @Test
  void createTableHasTypesNotNullCommentsAndConstraints() {
    assertThat(DeltaTables.createTable(Contracts.lake("price_index"), "/lake/it`s"))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS delta.`/lake/it``s` (
              `index_code` STRING NOT NULL COMMENT 'Code of the index',
              `base_year` INT NOT NULL COMMENT 'Base year [year]',
              `year` INT NOT NULL COMMENT 'Year [year]',
              `value` DOUBLE NOT NULL COMMENT 'Index points [index-points]'
            ) USING DELTA
            COMMENT 'Price index. Points of the public expenditure index by base year.'
            TBLPROPERTIES (
              'lape.contract' = 'silver.price_index',
              'lape.contract.version' = '1.0.0',
              'delta.constraints.base_year_as_promised' = '`base_year` >= 1990 AND `base_year` <= 2100',
              'delta.constraints.year_as_promised' = '`year` >= 1990 AND `year` <= 2100',
              'delta.constraints.value_as_promised' = '`value` >= 0'
            )\
            """);
  }

  @Test
  void nullIsAllowedByTheConstraintOfAColumnThatMayBeNull() {
    assertThat(DeltaTables.constraints(Contracts.lake("component_status")))
        .containsEntry(
            "coverage_as_promised", "`coverage` IS NULL OR (`coverage` >= 0 AND `coverage` <= 1)")
        .containsEntry(
            "status_as_promised", "`status` IN ('planned', 'preparing', 'in-use', 'discontinued')")
        .doesNotContainKey("municipality_code_as_promised");
  }
}
