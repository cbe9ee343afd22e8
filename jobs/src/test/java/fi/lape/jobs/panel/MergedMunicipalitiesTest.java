package fi.lape.jobs.panel;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.table.Lookups;
import fi.lape.jobs.testing.SampleLake;
import fi.lape.jobs.testing.StageRuns;
import fi.lape.jobs.testing.TestSession;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Valtimo (911) became a part of Nurmes (541) in 2020: one unit of the panel in every year. */
class MergedMunicipalitiesTest {
  private static final String PART =
      "region_code STRING, unit STRING, year INT, indicator_id INT, value DOUBLE, count BIGINT,"
          + " count_low BIGINT, count_high BIGINT, obs_status STRING, children BIGINT,"
          + " vintage STRING, origin STRING";

  private final StudyPlan plan = StageRuns.plan();

  @Test
  void countsOfThePartsAddUp() {
    Row unit = unit(part("541", 17, 17, "PUBLISHED", 1200), part("911", 6, 6, "PUBLISHED", 300));
    assertThat(unit.<Double>getAs("num_low")).isEqualTo(23);
    assertThat(unit.<Double>getAs("num_high")).isEqualTo(23);
    assertThat(unit.<Double>getAs("den")).isEqualTo(1500);
    assertThat(unit.<String>getAs("obs_status")).isEqualTo("PUBLISHED");
  }

  @Test
  void aHiddenPartMakesTheUnitAnInterval() {
    Row unit = unit(part("541", 17, 17, "PUBLISHED", 1200), part("911", 0, 4, "SUPPRESSED", 300));
    assertThat(unit.<Double>getAs("num_low")).isEqualTo(17);
    assertThat(unit.<Double>getAs("num_high")).isEqualTo(21);
    assertThat(unit.<Double>getAs("den")).isEqualTo(1500);
    assertThat(unit.<String>getAs("obs_status")).isEqualTo("SUPPRESSED");
  }

  @Test
  void aMissingPartLeavesNoNumberOfTheUnit() {
    Row unit =
        unit(part("541", 17, 17, "PUBLISHED", 1200), part("911", null, null, "MISSING", 300));
    assertThat(unit.isNullAt(unit.fieldIndex("num_low"))).isTrue();
    assertThat(unit.<String>getAs("obs_status")).isEqualTo("MISSING");
  }

  @Test
  void childrenOfThePartsAddUp() {
    Dataset<Row> population =
        TestSession.open()
            .createDataFrame(
                List.of(children("541", 2016, 1200L), children("911", 2016, 300L)),
                StructType.fromDDL(
                    "region_category STRING, region_code STRING, year INT, children_0_17 BIGINT,"
                        + " origin STRING"));
    Lookups lookups = new Lookups(TestSession.open());
    Row unit = Children.grid(Children.byMunicipality(population, lookups), lookups, plan).first();
    assertThat(unit.<String>getAs("unit")).isEqualTo("541");
    assertThat(unit.<Long>getAs("children")).isEqualTo(1500);
    assertThat(unit.<Double>getAs("weight")).isEqualTo(1500);
  }

  /** The sample's rows of 2011: Nurmes 530,1 and Valtimo 118,2 thousand euros. */
  @Test
  void costsOfThePartsAddUp() {
    Lake lake = SampleLake.lake();
    Dataset<Row> cost = lake.read(LakeTable.COST).filter("service = 'institution-and-family-care'");
    assertThat(
            cost.filter("municipality_code = '541' and year = 2011")
                .first()
                .<Double>getAs("cost_eur_1000"))
        .isCloseTo(530.1 + 118.2, within(1e-9));
    assertThat(cost.filter(col("municipality_code").equalTo("911")).count()).isZero();
  }

  private Row unit(Row... parts) {
    Dataset<Row> values =
        TestSession.open().createDataFrame(List.of(parts), StructType.fromDDL(PART));
    Dataset<Row> nothing = TestSession.open().emptyDataFrame();
    List<Row> cells =
        new OutcomeCells(values, nothing, nothing, Optional.empty(), plan)
            .of(plan.outcome("placed-share"))
            .collectAsList();
    assertThat(cells).hasSize(1);
    return cells.get(0);
  }

  private static Row part(String code, Integer low, Integer high, String status, long children) {
    Long least = low == null ? null : low.longValue();
    Long most = high == null ? null : high.longValue();
    Long exact = least != null && least.equals(most) ? least : null;
    return RowFactory.create(
        code, "541", 2012, 191, null, exact, least, most, status, children, "2022", "synthetic");
  }

  private static Row children(String code, int year, Long children) {
    return RowFactory.create("KUNTA", code, year, children, "synthetic");
  }
}
