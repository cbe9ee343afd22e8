package fi.lape.schemas;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class RowChecksTest {
  private static final Contract COMPONENTS = Contracts.lake("component_status");

  private SparkSession spark;

  @BeforeAll
  void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  @Test
  void aRowThatKeepsTheContractHasNoReasonCodes() {
    assertThat(codes(component())).isEmpty();
    assertThat(codes(component("since", null, "coverage", null))).isEmpty();
    assertThat(codes(component("coverage", 0.0))).isEmpty();
    assertThat(codes(component("coverage", 1.0))).isEmpty();
  }

  @Test
  void everyBrokenRuleGivesItsCode() {
    assertThat(codes(component("status", null))).containsExactly("VALUE_MISSING");
    assertThat(codes(component("coverage", -0.1))).containsExactly("VALUE_NEGATIVE");
    assertThat(codes(component("coverage", 1.5))).containsExactly("VALUE_OUT_OF_RANGE");
    assertThat(codes(component("coverage", Double.NaN))).containsExactly("VALUE_NOT_FINITE");
    assertThat(codes(component("coverage", Double.NEGATIVE_INFINITY)))
        .containsExactly("VALUE_NOT_FINITE");
    assertThat(codes(component("status", "open"))).containsExactly("VALUE_NOT_IN_CODE_LIST");
    assertThat(codes(component("municipality_code", "911")))
        .as("Valtimo is no panel unit, it is part of Nurmes")
        .containsExactly("VALUE_NOT_IN_CODE_LIST");
  }

  @Test
  void allBrokenRulesOfARowAreReportedWithTheirFields() {
    Dataset<Row> rows =
        rows(COMPONENTS, component("coverage", 2.0, "status", null, "area_code", "ÅL"));
    assertThat(codes(component("coverage", 2.0, "status", null, "area_code", "ÅL")))
        .containsExactly("VALUE_MISSING", "VALUE_NOT_IN_CODE_LIST", "VALUE_OUT_OF_RANGE");
    List<Row> violations = rows.select(RowChecks.of(COMPONENTS).violations()).first().getList(0);
    assertThat(violations)
        .extracting(v -> v.getString(0) + ":" + v.getString(1))
        .containsExactly(
            "area_code:VALUE_NOT_IN_CODE_LIST",
            "status:VALUE_MISSING",
            "coverage:VALUE_OUT_OF_RANGE");
  }

  @Test
  void patternsHoldForTheWholeValueAndListsForEveryEntry() {
    Contract files = Contracts.lake("source_file");
    Object[] file = {"r1", "sotkanet", "a.json", "ab".repeat(32), 10L, "UTF-8", "real", 1L, null};
    file[8] = java.sql.Timestamp.valueOf("2026-01-01 00:00:00");
    assertThat(codes(files, file)).isEmpty();
    file[3] = "ab".repeat(32) + "0";
    assertThat(codes(files, file)).containsExactly("VALUE_MALFORMED");

    Contract projects = Contracts.lake("project");
    Object[] project = {
      "KSU", "KSLAPE", "179", new String[] {"special-services"}, 1, 1.0, 1.0, "synthetic"
    };
    assertThat(codes(projects, project)).isEmpty();
    project[3] = new String[] {"special-services", "everything"};
    assertThat(codes(projects, project)).containsExactly("VALUE_NOT_IN_CODE_LIST");
  }

  @Test
  void splitPutsEveryRowOnExactlyOneSide() {
    Dataset<Row> rows =
        rows(
            COMPONENTS,
            component(),
            component("component", "school-wellbeing", "coverage", 0.1),
            component("component", "school-wellbeing", "coverage", 0.2),
            component("report_number", 2, "coverage", 0.3),
            component("report_number", 2, "coverage", -3.0),
            component("report_number", 3, "coverage", 0.5),
            component("report_number", 3, "coverage", 0.5),
            component("report_number", 3, "coverage", 0.5),
            component("report_number", 4, "coverage", 0.6),
            component("report_number", 4, "coverage", null));
    CheckedRows checked = RowChecks.of(COMPONENTS).split(rows);
    assertThat(checked.valid().columns()).isEqualTo(rows.columns());
    assertThat(judged(checked.valid(), "''")).containsExactlyInAnyOrder("0.8|", "0.3|", "0.5|");
    assertThat(judged(checked.refused(), "violations[0].reason_code"))
        .containsExactlyInAnyOrder(
            "0.1|VALUES_CONFLICT",
            "0.2|VALUES_CONFLICT",
            "-3.0|VALUE_NEGATIVE",
            "0.5|KEY_DUPLICATED",
            "0.5|KEY_DUPLICATED",
            "0.6|VALUES_CONFLICT",
            "null|VALUES_CONFLICT");
  }

  @Test
  void theSameRowFromTwoFilesIsADuplicateAndTheKeptOneDoesNotHangOnOrder() {
    Contract reports = Contracts.lake("project_report");
    Object[] row = {
      "KSU",
      1,
      "interim",
      Date.valueOf("2017-01-01"),
      Date.valueOf("2017-06-30"),
      Date.valueOf("2017-08-15"),
      "fi",
      "1.0",
      null,
      null,
      null,
      "b.json",
      "synthetic"
    };
    Object[] twin = row.clone();
    twin[11] = "a.json";
    for (Object[][] order : new Object[][][] {{row, twin}, {twin, row}}) {
      CheckedRows checked = RowChecks.of(reports).split(rows(reports, order));
      assertThat(checked.valid().select("source_file").collectAsList())
          .containsExactly(RowFactory.create("a.json"));
      assertThat(
              checked
                  .refused()
                  .selectExpr("source_file", "violations[0].reason_code")
                  .collectAsList())
          .containsExactly(RowFactory.create("b.json", "KEY_DUPLICATED"));
    }
  }

  @Test
  void theQuarantineSaysWhereAndWhyButNeverWhat() {
    Dataset<Row> rows =
        rows(COMPONENTS, component("status", "secret-content", "coverage", 7.0))
            .withColumn("file", lit("projects/KSU/01-interim.json"));
    Dataset<Row> quarantine =
        RowChecks.of(COMPONENTS)
            .split(rows)
            .quarantine("run-1", COMPONENTS, col("file"), lit(3), lit("/components/2"));
    Contract contract = Contracts.lake("quarantine");
    assertThat(DeltaTables.shape(quarantine, contract).collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactlyInAnyOrder(
            "run-1|component_status|projects/KSU/01-interim.json|3|status|VALUE_NOT_IN_CODE_LIST|The value is not in the code list|/components/2",
            "run-1|component_status|projects/KSU/01-interim.json|3|coverage|VALUE_OUT_OF_RANGE|The value is outside the allowed range|/components/2");
    assertThat(RowChecks.of(contract).split(quarantine).refused().isEmpty()).isTrue();
  }

  @Test
  void constraintsAgreeWithTheRowChecks() {
    for (Map.Entry<String, String> constraint : DeltaTables.constraints(COMPONENTS).entrySet()) {
      assertThat(
              rows(COMPONENTS, component(), component("coverage", null, "since", null))
                  .selectExpr("coalesce(" + constraint.getValue() + ", false)")
                  .distinct()
                  .collectAsList())
          .as(constraint.getKey())
          .containsExactly(RowFactory.create(true));
    }
    assertThat(broken(component("coverage", 1.01))).containsExactly("coverage_as_promised");
    assertThat(broken(component("status", "open"))).containsExactly("status_as_promised");
    assertThat(broken(component("report_number", 100)))
        .containsExactly("report_number_as_promised");
  }

  @Test
  void theConstraintsOfEveryTableAreSqlThatFitsItsColumns() {
    for (Contract contract : Contracts.all()) {
      Dataset<Row> none = spark.createDataFrame(List.of(), contract.structType());
      for (String rule : DeltaTables.constraints(contract).values()) {
        assertThat(none.filter(rule).columns()).hasSameSizeAs(contract.columns());
      }
      assertThat(none.select(RowChecks.of(contract).reasonCodes()).columns()).hasSize(1);
    }
  }

  @Test
  void shapeOrdersColumnsAndAddsComments() {
    Dataset<Row> shuffled =
        rows(COMPONENTS, component()).select("origin", columnsButOrigin()).select("*");
    StructType shaped = DeltaTables.shape(shuffled, COMPONENTS).schema();
    assertThat(shaped.fieldNames()).containsExactly(COMPONENTS.structType().fieldNames());
    assertThat(shaped.apply("coverage").getComment().get())
        .isEqualTo("Coverage [share]; null: NOT_REPORTED");
  }

  @Test
  void shapeRefusesAnotherShapeNamingEveryFault() {
    Dataset<Row> rows =
        rows(COMPONENTS, component())
            .drop("status")
            .withColumn("coverage", col("coverage").cast("string"))
            .withColumn("colour", lit("red"));
    assertThatThrownBy(() -> DeltaTables.shape(rows, COMPONENTS))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "CONTRACT_VIOLATED: table 'component_status' v1.0.0 has 3 faults: column 'status' is"
                + " missing; column 'coverage' is string, expected double; column 'colour' is not"
                + " in the contract. A table is written only as its contract promises it. Correct"
                + " the job, or change the contract and its version.");
  }

  private static String[] columnsButOrigin() {
    return COMPONENTS.columnNames().stream()
        .filter(name -> !name.equals("origin"))
        .toArray(String[]::new);
  }

  private List<String> broken(Object[] row) {
    List<String> broken = new ArrayList<>();
    DeltaTables.constraints(COMPONENTS)
        .forEach(
            (name, rule) -> {
              if (rows(COMPONENTS, row).filter(rule).isEmpty()) {
                broken.add(name);
              }
            });
    return broken;
  }

  private static List<String> judged(Dataset<Row> rows, String reason) {
    return rows.selectExpr("coverage", reason).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  private List<String> codes(Object... row) {
    return codes(COMPONENTS, row);
  }

  private List<String> codes(Contract contract, Object[] row) {
    return rows(contract, row).select(RowChecks.of(contract).reasonCodes()).first().getList(0);
  }

  /** Rows that may break the contract, and so with every column nullable. */
  private Dataset<Row> rows(Contract contract, Object[]... rows) {
    StructField[] fields =
        Arrays.stream(contract.structType().fields())
            .map(f -> new StructField(f.name(), f.dataType(), true, f.metadata()))
            .toArray(StructField[]::new);
    return spark.createDataFrame(
        Arrays.stream(rows).map(RowFactory::create).toList(), new StructType(fields));
  }

  /** A row that keeps the contract, but for the columns named. */
  private static Object[] component(Object... changes) {
    Object[] row = {
      "KSU",
      "179",
      "family-centre",
      1,
      "179",
      "in-use",
      Date.valueOf("2018-03-01"),
      0.8,
      Date.valueOf("2017-06-30"),
      "synthetic"
    };
    for (int i = 0; i < changes.length; i += 2) {
      row[COMPONENTS.columnNames().indexOf((String) changes[i])] = changes[i + 1];
    }
    return row;
  }
}
