package fi.lape.jobs.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.evaluate.EvaluateStage;
import fi.lape.jobs.evaluate.TinyProgramme;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.stage.StageContext;
import fi.lape.schemas.ContractRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs of the four areas of {@link TinyProgramme}, worked out by hand. */
class CostStageTest {
  private static final double TOLERANCE = 1e-9;

  @TempDir static Path folder;
  private static Lake lake;

  @BeforeAll
  static void evaluateAndCost() {
    lake = Lake.at(TinyProgramme.spark(), folder.resolve("lake").toString());
    TinyProgramme.writePanel(lake);
    writeAccounts();
    writeCosts();
    writePriceIndex();
    StudyPlan plan =
        TinyProgramme.plan(
            folder,
            "  - {id: E2, outcome: new-placements, treatment: family-centre, method:"
                + " group-time-att}");
    StageContext context = TinyProgramme.context(folder.resolve("lake"), plan);
    new EvaluateStage().run(context);
    new CostStage().run(context);
  }

  @Test
  void moneyOfAYearIsPutIntoThatOfThePriceYear() {
    Row ksu = areaCost("KSU", 2017);
    assertThat(ksu.<Double>getAs("grant_eur")).isEqualTo(8000);
    assertThat(ksu.<Double>getAs("own_funding_eur")).isEqualTo(2000);
    assertThat(ksu.<Double>getAs("programme_cost_eur")).isEqualTo(10000);
    // 2017 stands at 104 and 2018 at 105 on the base of 2015.
    assertThat(ksu.<Double>getAs("programme_cost_eur_real"))
        .isCloseTo(10000 * 105 / 104.0, within(TOLERANCE));
    assertThat(ksu.<Long>getAs("children_0_17")).isEqualTo(2000L);
    assertThat(ksu.<Double>getAs("programme_eur_per_child"))
        .isCloseTo(5 * 105 / 104.0, within(TOLERANCE));
    Row before = areaCost("KSU", 2015);
    assertThat(before.<Double>getAs("programme_cost_eur_real")).isZero();
  }

  @Test
  void careCostOfAnAreaIsKnownOnlyWhereAllItsMunicipalitiesReported() {
    Row ksu = areaCost("KSU", 2018);
    assertThat(ksu.<Double>getAs("care_cost_eur_real")).isCloseTo(1_500_000, within(TOLERANCE));
    assertThat(ksu.<Double>getAs("care_cost_per_child_eur_real")).isCloseTo(750, within(TOLERANCE));
    assertThat(ksu.<Double>getAs("other_family_services_eur_real"))
        .isCloseTo(200_000, within(TOLERANCE));
    Row pir = areaCost("PIR", 2018);
    assertThat(pir.isNullAt(pir.fieldIndex("care_cost_eur_real"))).isTrue();
    // 600 000 euros of municipality 003 for its 3000 children.
    assertThat(pir.<Double>getAs("care_cost_per_child_eur_real")).isCloseTo(200, within(TOLERANCE));
    assertThat(pir.isNullAt(pir.fieldIndex("other_family_services_eur_real"))).isTrue();
  }

  @Test
  void theProgrammesCostIsSharedByTheChildrenOfAdoptersAndSetAgainstTheirEffect() {
    double real = 10000 * 105 / 104.0;
    // Adopters: 1 of 2 thousand children in KSU, 3 of 4 in PIR, 2 of 2 in SAT, 1 of 3 in LAP.
    double ofAdopters = real * (1 / 2.0 + 3 / 4.0 + 1 + 1 / 3.0);
    // Child-years from adoption on: 1000·2 + 3000·2 + 2000 + 1000.
    double avoided = 100.0 / 33 * 11000 / 1000;
    assertThat(measure("programme-cost")).isCloseTo(4 * real, within(TOLERANCE));
    assertThat(measure("programme-cost-of-adopters")).isCloseTo(ofAdopters, within(TOLERANCE));
    assertThat(measure("effect-per-year")).isCloseTo(-100.0 / 33 * 7, within(TOLERANCE));
    assertThat(measure("effect-total")).isCloseTo(-avoided, within(TOLERANCE));
    // Discounted at 3 %: 4000 children after adoption in 2017, the programme's year, 7000 in 2018.
    double worth = 100.0 / 33 * (4 + 7 / 1.03);
    assertThat(measure("effect-total-discounted")).isCloseTo(-worth, within(TOLERANCE));
    assertThat(measure("cost-per-placement-avoided"))
        .isCloseTo(ofAdopters / worth, within(TOLERANCE));
    assertThat(measure("cost-per-placement-avoided-discount-000"))
        .isCloseTo(ofAdopters / avoided, within(TOLERANCE));
    assertThat(measure("net-benefit-at-005000")).isCloseTo(5000 * worth - ofAdopters, within(1e-6));
  }

  @Test
  void grantsAreTheStatesAndOwnFundingIsTheMunicipalities() {
    double real = 105 / 104.0 * (1 / 2.0 + 3 / 4.0 + 1 + 1 / 3.0);
    assertThat(measure("budget-impact-2017-state")).isCloseTo(8000 * real, within(TOLERANCE));
    assertThat(measure("budget-impact-2017-municipality"))
        .isCloseTo(2000 * real, within(TOLERANCE));
    assertThat(measure("budget-impact-2018-both")).isZero();
    assertThat(measure("incremental-cost-state")).isCloseTo(8000 * real, within(TOLERANCE));
  }

  private static double measure(String name) {
    List<Row> rows =
        lake.read(LakeTable.COST_EFFECTIVENESS)
            .where("analysis = 'E2' and measure = '%s'".formatted(name))
            .collectAsList();
    assertThat(rows).as(name).hasSize(1);
    return rows.get(0).<Double>getAs("value");
  }

  private static Row areaCost(String area, int year) {
    List<Row> rows =
        lake.read(LakeTable.AREA_COST)
            .where("area_code = '%s' and year = %d".formatted(area, year))
            .collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static void writeAccounts() {
    List<Row> rows = new ArrayList<>();
    for (String area : List.of("KSU", "PIR", "SAT", "LAP")) {
      rows.add(
          ContractRow.of(LakeTable.PROJECT_ACCOUNT.contract().structType())
              .set("area_code", area)
              .set("year", 2017)
              .set("grant_eur", 8000.0)
              .set("own_funding_eur", 2000.0)
              .set("staff_person_years", 1.0)
              .set("origin", "synthetic")
              .row());
    }
    TinyProgramme.write(lake, LakeTable.PROJECT_ACCOUNT, rows, 2);
  }

  private static void writeCosts() {
    List<Row> rows = new ArrayList<>();
    rows.add(cost("001", "institution-and-family-care", 1000.0));
    rows.add(cost("002", "institution-and-family-care", 500.0));
    rows.add(cost("001", "other-child-family-services", 150.0));
    rows.add(cost("002", "other-child-family-services", 50.0));
    rows.add(cost("003", "institution-and-family-care", 600.0));
    rows.add(cost("004", "institution-and-family-care", null));
    TinyProgramme.write(lake, LakeTable.COST, rows, 2);
  }

  private static Row cost(String municipality, String service, Double thousands) {
    ContractRow row =
        ContractRow.of(LakeTable.COST.contract().structType())
            .set("municipality_code", municipality)
            .set("year", 2018)
            .set("service", service)
            .set("obs_status", thousands == null ? "MISSING" : "PUBLISHED")
            .set("origin", "synthetic");
    return (thousands == null ? row : row.set("cost_eur_1000", thousands)).row();
  }

  private static void writePriceIndex() {
    List<Row> rows = new ArrayList<>();
    double[] levels = {100, 102, 104, 105};
    for (int t = 0; t < levels.length; t++) {
      rows.add(
          ContractRow.of(LakeTable.PRICE_INDEX.contract().structType())
              .set("index_code", "121")
              .set("base_year", 2015)
              .set("year", 2015 + t)
              .set("value", levels[t])
              .row());
    }
    TinyProgramme.write(lake, LakeTable.PRICE_INDEX, rows, 1);
  }
}
