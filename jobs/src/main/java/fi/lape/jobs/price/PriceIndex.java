package fi.lape.jobs.price;

import static org.apache.spark.sql.functions.col;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The price index of a lake as a deflator. */
public final class PriceIndex {
  /** Public expenditure, local government: the index that deflates municipal costs. */
  public static final String CODE = "121";

  private PriceIndex() {}

  /**
   * The deflator to a price year; the table has a row a base and year.
   *
   * @throws JobException {@code PRICE_INDEX_UNKNOWN} when index 121 is not among the prices
   */
  public static PriceDeflator deflator(Lake lake, int priceYear) {
    List<Row> rows =
        lake.read(LakeTable.PRICE_INDEX)
            .select(col("index_code"), col("base_year"), col("year"), col("value"))
            .collectAsList();
    List<PriceDeflator.Point> points =
        rows.stream()
            .filter(r -> r.getString(0).equals(CODE))
            .map(r -> new PriceDeflator.Point(r.getInt(1), r.getInt(2), r.getDouble(3)))
            .toList();
    if (points.isEmpty()) {
      throw new JobException(
          ExitCode.DATA,
          "PRICE_INDEX_UNKNOWN",
          "the price index '%s' is not among the prices, which hold '%s'. Costs are deflated with the index of public expenditure. Add it to the price index file."
              .formatted(
                  CODE,
                  rows.stream()
                      .map(r -> r.getString(0))
                      .distinct()
                      .sorted()
                      .collect(Collectors.joining("', '"))));
    }
    return PriceDeflator.of(points, priceYear);
  }
}
