package fi.lape.jobs.table;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Indicator;
import fi.lape.schemas.MissingSymbol;
import fi.lape.schemas.Municipality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The code lists as small tables for joins. */
public final class Lookups {
  private final SparkSession spark;
  private final CodeLists codes = CodeLists.standard();

  public Lookups(SparkSession spark) {
    this.spark = spark;
  }

  /** The code lists themselves. */
  public CodeLists codes() {
    return codes;
  }

  /** Every municipality since 2010: code, unit, valid_from, valid_to, unit_area (null in Åland). */
  public Dataset<Row> municipalities() {
    List<Row> rows = new ArrayList<>();
    for (Municipality each : codes.municipalities()) {
      String unit = codes.panelUnit(each.code()).orElseThrow();
      rows.add(
          RowFactory.create(
              each.code(),
              unit,
              each.validFrom(),
              each.validTo().orElse(Integer.MAX_VALUE),
              codes.areaOf(unit).orElse(null)));
    }
    return table(rows, "code STRING, unit STRING, valid_from INT, valid_to INT, unit_area STRING");
  }

  /**
   * The 293 panel units of the project areas: unit, area_code, region_code of the 2018 division.
   */
  public Dataset<Row> units() {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> unit : codes.areaByPanelUnit().entrySet()) {
      rows.add(
          RowFactory.create(
              unit.getKey(), unit.getValue(), codes.area(unit.getValue()).regionCode()));
    }
    return table(rows, "unit STRING, area_code STRING, region_code STRING");
  }

  /** Regions of municipalities in two years: code, region_old, region_new. */
  public Dataset<Row> regions(int oldYear, int newYear) {
    List<Row> rows = new ArrayList<>();
    for (Municipality each : codes.municipalities()) {
      rows.add(
          RowFactory.create(
              each.code(),
              codes.region(each.code(), oldYear).orElse(null),
              codes.region(each.code(), newYear).orElse(null)));
    }
    return table(rows, "code STRING, region_old STRING, region_new STRING");
  }

  /** The indicators: indicator, name_fi, name_sv, name_en, family, unit, hidden_below, breaks. */
  public Dataset<Row> indicators() {
    List<Row> rows = new ArrayList<>();
    for (Indicator each : codes.indicators()) {
      rows.add(
          RowFactory.create(
              each.id(),
              each.labels().fi(),
              each.labels().sv(),
              each.labels().en(),
              each.family(),
              each.unit(),
              each.suppressedBelow().isPresent() ? each.suppressedBelow().getAsInt() : null,
              each.breakYears().toArray(Integer[]::new)));
    }
    return table(
        rows,
        "indicator INT, name_fi STRING, name_sv STRING, name_en STRING, family STRING,"
            + " unit STRING, hidden_below INT, break_years ARRAY<INT>");
  }

  /** The symbols in place of numbers: text, status, zero. */
  public Dataset<Row> symbols() {
    List<Row> rows = new ArrayList<>();
    for (MissingSymbol each : codes.symbols()) {
      rows.add(RowFactory.create(each.symbol(), each.obsStatus(), each.isZero()));
    }
    return table(rows, "symbol STRING, symbol_status STRING, symbol_zero BOOLEAN");
  }

  private Dataset<Row> table(List<Row> rows, String ddl) {
    return spark.createDataFrame(rows, StructType.fromDDL(ddl));
  }
}
