package fi.lape.jobs.register.effect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The child panel the slow and obvious way: every row in memory, looked at one after the other. */
final class SlowRegister {
  private final List<Row> rows;

  /**
   * @param childPeriod of a register that is small
   */
  SlowRegister(Dataset<Row> childPeriod) {
    rows = childPeriod.where("area_code is not null").collectAsList();
  }

  static int year(Row row) {
    return LocalDate.parse(row.getAs("period_start").toString()).getYear();
  }

  private static long number(Row row, String column) {
    return row.<Number>getAs(column).longValue();
  }

  private List<Row> where(Predicate<Row> wanted) {
    List<Row> some = new ArrayList<>();
    for (Row row : rows) {
      if (wanted.test(row)) {
        some.add(row);
      }
    }
    return some;
  }

  /** Sums of a column by municipality, year, age group and sex, the parts joined by spaces. */
  Map<String, Long> cells(String column) {
    Map<String, Long> sums = new TreeMap<>();
    for (Row row : rows) {
      String key =
          row.getAs("municipality_code")
              + " "
              + year(row)
              + " "
              + row.getAs("age_group")
              + " "
              + row.getAs("sex");
      sums.merge(key, number(row, column), Long::sum);
    }
    return sums;
  }

  /** Children with something of a column, by the same. */
  Map<String, Long> children(Predicate<Row> something) {
    Map<String, Set<String>> ids = new TreeMap<>();
    for (Row row : rows) {
      String key =
          row.getAs("municipality_code")
              + " "
              + year(row)
              + " "
              + row.getAs("age_group")
              + " "
              + row.getAs("sex");
      Set<String> of = ids.computeIfAbsent(key, k -> new HashSet<>());
      if (something.test(row)) {
        of.add(row.getAs("child_id"));
      }
    }
    Map<String, Long> counts = new TreeMap<>();
    ids.forEach((key, of) -> counts.put(key, (long) of.size()));
    return counts;
  }

  /** Different children with something. */
  long distinct(Predicate<Row> something) {
    Set<String> ids = new HashSet<>();
    where(something).forEach(row -> ids.add(row.getAs("child_id")));
    return ids.size();
  }

  /** Sums of a column of those aged 0–17 by municipality, one a year from 2010. */
  Map<String, double[]> byMunicipality(String column, Predicate<Row> of) {
    Map<String, double[]> sums = new HashMap<>();
    for (Row row : where(of)) {
      if (!row.<String>getAs("age_group").equals("18-plus")) {
        sums.computeIfAbsent(row.getAs("municipality_code"), m -> new double[12])[
                year(row) - 2010] +=
            number(row, column);
      }
    }
    return sums;
  }

  /** The area of every municipality. */
  Map<String, String> areas() {
    Map<String, String> areas = new TreeMap<>();
    rows.forEach(row -> areas.put(row.getAs("municipality_code"), row.getAs("area_code")));
    return areas;
  }
}
