package fi.lape.schemas;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows told apart by the contract.
 *
 * @param valid rows that keep the contract, with the columns they came with
 * @param refused rows that break it, with one column more, {@link RowChecks#VIOLATIONS}
 */
public record CheckedRows(Dataset<Row> valid, Dataset<Row> refused) {
  /**
   * The refused rows as rows of the contract {@code quarantine}: one for each rule broken, without
   * any content.
   *
   * @param runId run that refused them
   * @param table table they were meant for
   * @param sourceFile column of the refused rows: file they came from
   * @param recordNo column of the refused rows: number of the record in the file
   * @param place column of the refused rows: line or JSON pointer
   */
  public Dataset<Row> quarantine(
      String runId, Contract table, Column sourceFile, Column recordNo, Column place) {
    List<Column> sentences = new ArrayList<>();
    for (Code code : CodeLists.standard().codes("reason_codes")) {
      sentences.add(lit(code.code()));
      sentences.add(lit(code.labels().en()));
    }
    Column sentence = map(sentences.toArray(Column[]::new));
    return refused
        .select(
            sourceFile.as("source_file"),
            recordNo.cast("bigint").as("record_no"),
            place.cast("string").as("place"),
            explode(col(RowChecks.VIOLATIONS)).as("violation"))
        .select(
            lit(runId).as("run_id"),
            lit(table.name()).as("table_name"),
            col("source_file"),
            col("record_no"),
            col("violation.field").as("field"),
            col("violation.reason_code").as("reason_code"),
            sentence.getItem(col("violation.reason_code")).as("reason"),
            col("place"))
        .distinct();
  }
}
