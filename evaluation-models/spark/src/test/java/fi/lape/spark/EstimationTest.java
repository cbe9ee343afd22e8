package fi.lape.spark;

import static fi.lape.spark.TextPanel.COLUMNS;
import static fi.lape.spark.TextPanel.both;
import static fi.lape.spark.TextPanel.table;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fi.lape.estimators.did.GroupTimeAtt;
import fi.lape.estimators.did.GroupTimeSettings;
import fi.lape.estimators.error.EvaluationException;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Estimated;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimationTest {
  private static EstimationRequest request(PanelColumns columns, String method) {
    return new EstimationRequest(columns, method, Map.of(), Optional.of("cr1"), Map.of(), 0.95, 1);
  }

  private static void assertSameEstimates(Estimation.Result result, Panel panel) {
    List<Estimated> expected =
        new GroupTimeAtt(GroupTimeSettings.DEFAULTS).fit(PanelMoments.of(panel)).estimated();
    assertThat(expected).hasSizeGreaterThan(10);
    for (Estimated effect : expected) {
      assertThat(row(result, effect.key()).estimate().orElseThrow())
          .isCloseTo(effect.estimate(), within(1e-10));
    }
  }

  private static EffectRow row(Estimation.Result result, EffectKey key) {
    return result.rows().stream()
        .filter(r -> r.effect().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTableOfTextsGivesWhatThePanelInMemoryGives() {
    TextPanel both = both();
    Estimation.Result result =
        Estimation.of(request(COLUMNS, "group-time-att")).run(table(both.rows()));
    assertThat(result.inMoments()).isTrue();
    assertThat(result.units()).isEqualTo(40);
    assertThat(result.clusters()).isEqualTo(6);
    assertSameEstimates(result, both.panel());
  }

  @Test
  void theOrderOfRowsAndTheNumberOfPartitionsDoNotMatter() {
    TextPanel both = both();
    List<Row> shuffled = new ArrayList<>(both.rows());
    Collections.shuffle(shuffled, new Random(5));
    Estimation estimation = Estimation.of(request(COLUMNS, "group-time-att"));
    Estimation.Result first = estimation.run(table(both.rows()));
    Estimation.Result second = estimation.run(table(shuffled).repartition(5));
    for (int j = 0; j < first.rows().size(); j++) {
      assertThat(second.rows().get(j).estimate()).isEqualTo(first.rows().get(j).estimate());
    }
  }

  @Test
  void theCollectedPanelIsThePanel() {
    TextPanel both = both();
    Panel collected = PanelCollector.collect(LongPanel.of(table(both.rows()), COLUMNS));
    assertThat(collected.size()).isEqualTo(40);
    for (int i = 0; i < collected.size(); i++) {
      assertThat(collected.id(i)).isEqualTo(both.panel().id(i));
      assertThat(collected.cluster(i)).isEqualTo(both.panel().cluster(i));
      assertThat(collected.cohort(i)).isEqualTo(both.panel().cohort(i));
      assertThat(collected.weight(i)).isEqualTo(both.panel().weight(i));
      assertThat(collected.outcomes(i)).containsExactly(both.panel().outcomes(i));
    }
  }

  @Test
  void aRowThatIsAbsentAndAnEmptyOutcomeAreHoles() {
    List<Row> rows = new ArrayList<>(both().rows());
    rows.set(1, RowFactory.create("000", "A0", "", "2016", "..", "900", "0"));
    rows.set(0, RowFactory.create("000", "A0", "", "2015", "1", "900", "0"));
    rows.set(2, RowFactory.create("000", "A0", "", "2017", "2.5", "900", "0"));
    rows.remove(3);
    Panel panel = PanelCollector.collect(LongPanel.of(table(rows), COLUMNS));
    assertThat(panel.cells(0)).isEqualTo(2);
    assertThat(panel.observed(0, 1)).isFalse();
    assertThat(panel.observed(0, 3)).isFalse();
    assertThat(panel.outcome(0, 2)).isEqualTo(2.5);
    assertThat(panel.cells(1)).isEqualTo(4);
  }

  @Test
  void theDoseOfAClusterIsReadAndMustBeOne() {
    TextPanel both = both();
    EstimationRequest request =
        new EstimationRequest(
            COLUMNS,
            "dose-regression",
            Map.of("base_period", "2015", "periods", "2018"),
            Optional.of("cr3"),
            Map.of(),
            0.9,
            1);
    assertThatThrownBy(() -> Estimation.of(request).run(table(both.rows())))
        .hasMessageStartingWith(
            "CLUSTER_NOT_CONSTANT: 'raha' differs within 6 clusters, first: 'A0'");
    List<Row> rows = new ArrayList<>();
    for (Row row : both.rows()) {
      Object[] cells = new Object[7];
      for (int j = 0; j < 6; j++) {
        cells[j] = row.get(j);
      }
      cells[6] = row.getString(1).substring(1);
      rows.add(RowFactory.create(cells));
    }
    Estimation.Result result = Estimation.of(request).run(table(rows));
    assertThat(result.rows().get(0).inferred().orElseThrow().clusters()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "4, abc, 'VALUE_NOT_A_NUMBER: 1 cells of ''sijoitetut'' are not a number, first: unit ''000'', period 2015.'",
    "3, 2015.5, 'VALUE_NOT_A_NUMBER: 1 cells of ''vuosi'' are not a whole number, first: unit ''000'', period 2015.'",
    "3, , 'PANEL_COLUMN_EMPTY: ''vuosi'' is empty in 1 rows.'",
    "2, joskus, 'VALUE_NOT_A_NUMBER: 1 cells of ''avattu'' are not a period, or empty for never, first: unit ''000'', period 2015.'",
    "2, 2016.5, 'VALUE_NOT_A_NUMBER: 1 cells of ''avattu'' are not a whole number, first: unit ''000'', period 2015.'",
    "2, 2018, 'UNIT_NOT_CONSTANT: ''avattu'' changes over time in 1 units, first: unit ''000''.'",
    "1, A5, 'UNIT_NOT_CONSTANT: ''alue'' changes over time in 1 units, first: unit ''000''.'",
    "3, 2016, 'PANEL_DUPLICATE: 1 unit-period rows occur more than once, first: unit ''000''.'",
    "5, 77, 'UNIT_NOT_CONSTANT: ''lapset'' changes over time in 1 units, first: unit ''000''.'",
    "5, , 'PANEL_COLUMN_EMPTY: ''lapset'' is empty in 1 rows.'"
  })
  void aCellThatDoesNotFitRefusesThePanelByName(int column, String value, String message) {
    List<Row> rows = new ArrayList<>(both().rows());
    Object[] cells = new Object[7];
    for (int j = 0; j < 7; j++) {
      cells[j] = j == column ? value : rows.get(0).get(j);
    }
    rows.set(0, RowFactory.create(cells));
    Dataset<Row> table = table(rows);
    assertThatThrownBy(() -> Estimation.of(request(COLUMNS, "group-time-att")).run(table))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> PanelCollector.collect(LongPanel.of(table, COLUMNS)))
        .isInstanceOf(EvaluationException.class)
        .hasMessageStartingWith(message);
  }

  /** Units 000, 006, … are in A0: with whole areas assigned, their units may not lie apart. */
  @Test
  void clustersFinerThanTheAssignmentAreRefusedAndTheAssignmentIsTheDefault() {
    Dataset<Row> table = table(both().rows());
    PanelColumns byArea = PanelColumns.of("kunta", "vuosi", "sijoitetut").withAdoption("avattu");
    PanelColumns assigned = byArea.withAssigned("alue");
    Estimation.Result result = Estimation.of(request(assigned, "group-time-att")).run(table);
    assertThat(result.clusters()).isEqualTo(6);
    assertThat(assigned.clusteredBy()).isEqualTo("alue");
    PanelColumns finer = assigned.withCluster("kunta");
    assertThatThrownBy(() -> Estimation.of(request(finer, "group-time-att")).run(table))
        .hasMessageStartingWith(
            "CLUSTER_FINER_THAN_TREATMENT: the treatment is assigned to 'A0' as a whole, but its"
                + " units lie in 7 clusters (6 such groups in all).");
    PanelColumns coarser = byArea.withAssigned("kunta").withCluster("alue");
    assertThat(Estimation.of(request(coarser, "group-time-att")).run(table).clusters())
        .isEqualTo(6);
  }

  @Test
  void anAssignmentIsOneOfTheUnitAndNeverEmpty() {
    PanelColumns assigned =
        PanelColumns.of("kunta", "vuosi", "sijoitetut").withAdoption("avattu").withAssigned("alue");
    for (String other : new String[] {"A5", null}) {
      List<Row> rows = new ArrayList<>(both().rows());
      Object[] cells = new Object[7];
      for (int j = 0; j < 7; j++) {
        cells[j] = j == 1 ? other : rows.get(0).get(j);
      }
      rows.set(0, RowFactory.create(cells));
      assertThatThrownBy(() -> Estimation.of(request(assigned, "twfe")).run(table(rows)))
          .hasMessageStartingWith(
              other == null
                  ? "PANEL_COLUMN_EMPTY: 'alue' is empty in 1 rows."
                  : "UNIT_NOT_CONSTANT: 'alue' changes over time in 1 units, first: unit '000'.");
    }
  }

  /** 6 areas, four of them with units of both cohorts and never treated. */
  @Test
  void whatIsKnownToBeWrongIsInTheRow() {
    for (String name : List.of("cr1", "multiplier", "analytic")) {
      EstimationRequest request =
          new EstimationRequest(COLUMNS, "twfe", Map.of(), Optional.of(name), Map.of(), 0.95, 1);
      Row row = Estimation.of(request).run(table(both().rows())).table(request, "test").get(0);
      assertThat(text(row, "inference_status"))
          .as(name)
          .isEqualTo(name.equals("cr1") ? "NOT_EVALUATED" : "NOT_VALID");
      assertThat(text(row, "population")).isEqualTo("panel");
    }
  }

  private static String text(Row row, String column) {
    return row.getString(EffectRow.schema().fieldIndex(column));
  }

  @Test
  void anAverageSaysWhichCohortItIsWithout() {
    String earlier =
        "case when int(kunta) < 4 then '2015' when avattu in ('2016', '2017') then avattu end";
    Dataset<Row> table = table(both().rows()).withColumn("avattu", expr(earlier));
    EstimationRequest request = request(COLUMNS, "imputation");
    List<String> averages = new ArrayList<>();
    for (Row row : Estimation.of(request).run(table).table(request, "test")) {
      if (text(row, "estimand").equals("att-gt")) {
        assertThat(text(row, "population")).isEqualTo("panel");
      } else if (text(row, "estimand").equals("att-simple")) {
        averages.add(text(row, "population"));
      }
    }
    assertThat(averages).containsExactly("panel without cohort 2015 (ALWAYS_TREATED)");
  }

  /** 6 areas with doses 0 to 5: 720 ways to deal them out, each in its mirror image too. */
  @Test
  void dosesAreDealtOut() {
    Dataset<Row> table =
        table(both().rows()).withColumn("raha", expr("string(int(substring(alue, 2)))"));
    EstimationRequest request =
        new EstimationRequest(
            COLUMNS,
            "dose-regression",
            Map.of("base_period", "2016", "periods", "2017"),
            Optional.of("randomization"),
            Map.of(),
            0.9,
            1);
    EffectRow row = Estimation.of(request).run(table).rows().get(0);
    assertThat(row.inferred().orElseThrow().name()).isEqualTo("randomization");
    assertThat(row.inferred().orElseThrow().pValue() * 720)
        .isCloseTo(Math.rint(row.inferred().orElseThrow().pValue() * 720), within(1e-9));
  }

  @Test
  void aColumnThatIsNotThereAndATreatmentThatIsNotNamedAreRefused() {
    Dataset<Row> table = table(both().rows());
    PanelColumns wrong = PanelColumns.of("kunta", "vuosi", "sijoitukset").withAdoption("avattu");
    assertThatThrownBy(() -> Estimation.of(request(wrong, "twfe")).run(table))
        .hasMessage(
            "PANEL_COLUMN_UNKNOWN: the table has no column 'sijoitukset'. Its columns are kunta,"
                + " alue, avattu, vuosi, sijoitetut, lapset, raha. Correct the option that names"
                + " it.");
    PanelColumns none = PanelColumns.of("kunta", "vuosi", "sijoitetut");
    assertThatThrownBy(() -> Estimation.of(request(none, "group-time-att")))
        .hasMessageStartingWith(
            "TREATMENT_NOT_GIVEN: 'group-time-att' needs the first treated period of each unit.");
  }

  @Test
  void inferencesThatFitAgainAndTheirSettingsAreHad() {
    TextPanel both = both();
    EstimationRequest request =
        new EstimationRequest(
            COLUMNS, "twfe", Map.of(), Optional.of("ibragimov-mueller"), Map.of(), 0.95, 1);
    Estimation.Result result = Estimation.of(request).run(table(both.rows()));
    assertThat(result.rows().get(0).inference().orElseThrow().name())
        .isEqualTo("ibragimov-mueller");
    EstimationRequest wrong =
        new EstimationRequest(
            COLUMNS, "twfe", Map.of(), Optional.of("cr3"), Map.of("scael", "one"), 0.95, 1);
    assertThatThrownBy(() -> Estimation.of(wrong)).hasMessageStartingWith("SETTING_UNKNOWN");
    EstimationRequest none =
        new EstimationRequest(
            COLUMNS, "twfe", Map.of(), Optional.of("bootstrap"), Map.of(), 0.95, 1);
    assertThatThrownBy(() -> Estimation.of(none))
        .hasMessageStartingWith("SETTING_OUT_OF_RANGE: 'inference' is 'bootstrap'")
        .hasMessageContaining("randomization");
  }

  @Test
  void treatmentThatRisesAndFallsIsReadAsItIs() {
    PanelColumns paths =
        new PanelColumns(
            "kunta",
            "vuosi",
            "sijoitetut",
            Optional.empty(),
            Optional.of("hoito"),
            Optional.empty(),
            Optional.of("alue"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    Dataset<Row> table =
        table(both().rows())
            .selectExpr("*", "if(int(vuosi) % 2 = 0 and int(kunta) % 3 = 0, 1, 0) hoito");
    for (String method : List.of("intertemporal", "twfe")) {
      Estimation.Result result = Estimation.of(request(paths, method)).run(table);
      assertThat(result.rows().get(0).estimate()).as(method).isPresent();
    }
    assertThatThrownBy(() -> Estimation.of(request(paths, "etwfe")))
        .hasMessageStartingWith("TREATMENT_NOT_GIVEN: 'etwfe'");
  }

  @Test
  void countsHaveTheirExposure() {
    PanelColumns counts =
        new PanelColumns(
            "kunta",
            "vuosi",
            "maara",
            Optional.of("avattu"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("alue"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("lapset"),
            List.of());
    Dataset<Row> table =
        table(both().rows())
            .selectExpr("*", "int(double(sijoitetut) * double(lapset) / 100) maara");
    Estimation.Result result = Estimation.of(request(counts, "etwfe-poisson")).run(table);
    assertThat(result.rows()).anyMatch(row -> row.estimate().isPresent());
    // An outcome of 50 falls by 2: a relative effect near −4 %, whatever the number of children.
    assertThat(
            result.rows().stream()
                .filter(row -> row.effect().key().estimand().contains("relative"))
                .filter(row -> row.effect().key().cohort().isEmpty())
                .filter(row -> row.effect().key().period().isEmpty())
                .filter(row -> row.effect().key().eventTime().isEmpty()))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.estimate().orElseThrow()).isCloseTo(-0.04, within(0.02)));
    PanelColumns without =
        PanelColumns.of("kunta", "vuosi", "maara").withAdoption("avattu").withCluster("alue");
    assertThatThrownBy(() -> Estimation.of(request(without, "etwfe-poisson")))
        .hasMessageStartingWith("TREATMENT_NOT_GIVEN: 'etwfe-poisson' needs the exposure");
    assertThatThrownBy(() -> Estimation.of(request(counts, "twfe")))
        .hasMessageStartingWith("EXPOSURE_NOT_USED: 'twfe' takes no exposure.");
  }
}
