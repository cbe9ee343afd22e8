package fi.lape.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.table.Caches;
import fi.lape.jobs.table.Lookups;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Children aged 0–17 by area and year, from the JSON-stat answer of Statistics Finland. */
final class PopulationTable {
  private static final StructType CELL =
      StructType.fromDDL(
          "source_file STRING, origin STRING, record_no BIGINT, line BIGINT, area STRING,"
              + " year INT, value DOUBLE, status STRING, updated STRING, readable BOOLEAN");
  private static final List<String> DIMENSIONS = List.of("Alue", "Vuosi", "Tiedot");

  private PopulationTable() {}

  /** The cells, judged; {@code region_category} and {@code region_code} from the area's code. */
  static Sifted sift(StagedRecords staged, Lookups lookups, Caches caches) {
    Dataset<Row> cells =
        staged
            .of(SourceTable.STATFIN_POPULATION)
            .flatMap((FlatMapFunction<Row, Row>) PopulationTable::cells, Encoders.row(CELL));
    Column area = col("area");
    Dataset<Row> rows =
        cells
            .withColumn(
                "region_category",
                when(area.equalTo("SSS"), lit("MAA"))
                    .when(area.rlike("^MK[0-9]{2}$"), lit("MAAKUNTA"))
                    .when(area.rlike("^KU[0-9]{3}$"), lit("KUNTA")))
            .withColumn("region_code", when(area.equalTo("SSS"), area).otherwise(area.substr(3, 3)))
            .join(
                broadcast(lookups.municipalities().select(col("code"), col("unit"))),
                col("region_category")
                    .equalTo("KUNTA")
                    .and(col("region_code").equalTo(col("code"))),
                "left")
            .join(
                broadcast(lookups.symbols()),
                coalesce(col("status"), lit("")).equalTo(col("symbol")),
                "left");
    List<Check> checks =
        List.of(
            new Check(
                col("readable").equalTo(false),
                "",
                "DOCUMENT_INVALID",
                "no JSON-stat 2.0 dataset with the dimensions Alue, Vuosi and one of Tiedot"),
            new Check(
                col("region_category").isNull(), "Alue", "REGION_UNKNOWN", "no SSS, MK or KU code"),
            new Check(
                col("region_category").equalTo("KUNTA").and(col("unit").isNull()),
                "Alue",
                "MUNICIPALITY_UNKNOWN",
                "the municipality is not in the code list"),
            new Check(col("year").isNull(), "Vuosi", "VALUE_OUT_OF_RANGE", "the period is no year"),
            new Check(col("value").lt(0), "value", "VALUE_NEGATIVE", "a count is negative"),
            new Check(
                col("value").isNull().and(col("symbol_status").isNull()),
                "status",
                "VALUE_NOT_IN_CODE_LIST",
                "the symbol in place of the value is not in the code list"));
    return Sifted.of(SourceTable.STATFIN_POPULATION.contractName(), rows, checks, caches)
        .uniqueBy(List.of("region_category", "region_code", "year"), List.of("value"), caches);
  }

  /** Silver {@code population}. */
  static Dataset<Row> silver(Sifted cells) {
    Column zero = col("symbol_zero").and(col("status").isNotNull());
    Column children = when(col("value").isNull().and(zero), lit(0d)).otherwise(col("value"));
    return cells
        .kept()
        .select(
            col("region_category"),
            col("region_code"),
            col("year"),
            children.cast("bigint").as("children_0_17"),
            when(children.isNotNull(), lit("PUBLISHED"))
                .otherwise(col("symbol_status"))
                .as("obs_status"),
            coalesce(col("updated"), lit("unstated")).as("vintage"),
            col("origin"));
  }

  private static Iterator<Row> cells(Row record) {
    String file = record.getString(0);
    String origin = record.getString(1);
    long no = record.getLong(2);
    long line = record.getLong(3);
    Optional<JsonStatTable> table =
        JsonStatTable.read(record.getString(4))
            .filter(t -> t.hasDimensions(DIMENSIONS) && t.codesOf("Tiedot").size() == 1);
    if (table.isEmpty()) {
      return List.of(RowFactory.create(file, origin, no, line, null, null, null, null, null, false))
          .iterator();
    }
    String updated = table.get().updatedDay().orElse(null);
    List<Row> rows = new ArrayList<>();
    for (JsonStatTable.Cell cell : table.get().cells()) {
      String year = cell.codes().get("Vuosi");
      rows.add(
          RowFactory.create(
              file,
              origin,
              no,
              line,
              cell.codes().get("Alue"),
              year.matches("\\d{4}") ? Integer.valueOf(year) : null,
              cell.value().orElse(null),
              cell.status().orElse(null),
              updated,
              true));
    }
    return rows.iterator();
  }
}
