package fi.lape.jobs.analysis;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Reads the rows of a balanced panel, ordered by unit and year, into a {@link UnitPanel}. */
final class UnitRows {
  private static final double[] NONE = {};

  private UnitRows() {}

  /**
   * @param years of the panel; every unit has a row in each
   */
  static UnitPanel panel(List<Integer> years, List<Row> rows) {
    int t = years.size();
    List<UnitPanel.Unit> units = new ArrayList<>();
    for (int i = 0; i + t <= rows.size(); i += t) {
      units.add(unit(rows.subList(i, i + t)));
    }
    return new UnitPanel(years.stream().mapToInt(Integer::intValue).toArray(), units);
  }

  private static UnitPanel.Unit unit(List<Row> years) {
    Row first = years.get(0);
    return new UnitPanel.Unit(
        first.getAs(StudyPanel.MUNICIPALITY),
        first.getAs(StudyPanel.AREA),
        first.isNullAt(first.fieldIndex("cohort")) ? Panel.NEVER : first.getAs("cohort"),
        first.getAs(StudyPanel.WEIGHT),
        numbers(years, StudyPanel.VALUE_LOW),
        numbers(years, StudyPanel.VALUE),
        numbers(years, StudyPanel.VALUE_HIGH),
        numbers(years, StudyPanel.COUNT_LOW),
        numbers(years, StudyPanel.COUNT_HIGH),
        numbers(years, StudyPanel.CHILDREN));
  }

  /** One a year; none at all where one is not known. */
  private static double[] numbers(List<Row> years, String column) {
    double[] numbers = new double[years.size()];
    for (int t = 0; t < numbers.length; t++) {
      Row row = years.get(t);
      if (row.isNullAt(row.fieldIndex(column))) {
        return NONE;
      }
      numbers[t] = row.<Number>getAs(column).doubleValue();
    }
    return numbers;
  }
}
