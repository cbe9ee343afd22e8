package fi.lape.jobs.register.effect;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.year;

import fi.lape.jobs.plan.RegisterOutcome;
import fi.lape.jobs.plan.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The register by municipality, year, age group and sex: at most municipalities × years × 8 rows,
 * however many children there are. Shorter periods are added up to years.
 *
 * <p>Events and days are sums of whole numbers, exact in any order. People are the most of any
 * period of the year, because a child may be in several: never more than there are.
 */
record CellSums(List<String> columns, List<Cell> cells) {
  CellSums {
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
  }

  /** One municipality, year, age group and sex, with a number a column. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Cell(
      String municipality, String area, int year, String ageGroup, String sex, long[] numbers) {}

  /**
   * The cells of the project areas in the years of a study.
   *
   * @param registerCell panel {@code register_cell}
   */
  static CellSums read(Dataset<Row> registerCell, StudyPlan plan) {
    TreeSet<String> sums = new TreeSet<>();
    TreeSet<String> people = new TreeSet<>();
    for (RegisterOutcome outcome : RegisterOutcome.values()) {
      sums.add(outcome.column());
      sums.add(outcome.exposureColumn());
      people.addAll(outcome.people());
    }
    List<Column> numbers = new ArrayList<>();
    sums.forEach(name -> numbers.add(sum(name).as(name)));
    people.forEach(name -> numbers.add(max(name).as(name)));
    List<String> columns = Stream.concat(sums.stream(), people.stream()).toList();
    List<Cell> cells = new ArrayList<>();
    for (Row row :
        registerCell
            .withColumn("year", year(col("period_start")))
            .where(col("area_code").isNotNull())
            .where(col("year").between(plan.period().from(), plan.period().to()))
            .groupBy("municipality_code", "area_code", "year", "age_group", "sex")
            .agg(numbers.get(0), numbers.subList(1, numbers.size()).toArray(Column[]::new))
            .collectAsList()) { // municipalities × years × age groups × sexes
      long[] values = new long[columns.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = row.getLong(5 + i);
      }
      cells.add(
          new Cell(
              row.getString(0),
              row.getString(1),
              row.getInt(2),
              row.getString(3),
              row.getString(4),
              values));
    }
    return new CellSums(columns, cells);
  }

  /** Place of a column among the numbers of a cell. */
  int place(String column) {
    int place = columns.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException("no sum of " + column);
    }
    return place;
  }

  /** The years, increasing. */
  List<Integer> years() {
    return List.copyOf(new TreeSet<>(cells.stream().map(Cell::year).toList()));
  }
}
