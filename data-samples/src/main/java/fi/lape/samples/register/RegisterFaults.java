package fi.lape.samples.register;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Rows that a reader must refuse. They come on top of the rows of the lives, so that what is left
 * after refusing them, and nothing else, is the register.
 */
enum RegisterFaults {
  CHILD_TWICE(RegisterTable.CHILD, 4000, "KEY_DUPLICATED"),
  CHILD_SEX_UNKNOWN(RegisterTable.CHILD, 4000, "VALUE_NOT_IN_CODE_LIST"),
  CHILD_NOT_YET_BORN(RegisterTable.CHILD, 4000, "AFTER_DATA_DATE"),
  RESIDENCE_BACKWARDS(RegisterTable.RESIDENCE, 4000, "END_BEFORE_START"),
  RESIDENCE_BEFORE_BIRTH(RegisterTable.RESIDENCE, 4000, "BEFORE_BIRTH"),
  RESIDENCE_ELSEWHERE_TOO(RegisterTable.RESIDENCE, 4000, "TWO_MUNICIPALITIES"),
  RESIDENCE_NOWHERE(RegisterTable.RESIDENCE, 4000, "MUNICIPALITY_UNKNOWN"),
  PLACEMENT_BACKWARDS(RegisterTable.PLACEMENT_EPISODE, 5000, "END_BEFORE_START"),
  PLACEMENT_BEFORE_BIRTH(RegisterTable.PLACEMENT_EPISODE, 5000, "BEFORE_BIRTH"),
  PLACEMENT_ELSEWHERE_TOO(RegisterTable.PLACEMENT_EPISODE, 200, "TWO_MUNICIPALITIES"),
  PLACEMENT_TWICE(RegisterTable.PLACEMENT_EPISODE, 200, "KEY_DUPLICATED"),
  PLACEMENT_CONTRADICTED(RegisterTable.PLACEMENT_EPISODE, 5000, "VALUES_CONFLICT"),
  PLACEMENT_FORM_UNKNOWN(RegisterTable.PLACEMENT_EPISODE, 5000, "VALUE_NOT_IN_CODE_LIST"),
  PLACEMENT_OF_NOBODY(RegisterTable.PLACEMENT_EPISODE, 5000, "CHILD_UNKNOWN"),
  PLACEMENT_IN_FUTURE(RegisterTable.PLACEMENT_EPISODE, 5000, "AFTER_DATA_DATE"),
  SERVICE_TWICE(RegisterTable.SERVICE_EVENT, 1000, "KEY_DUPLICATED"),
  SERVICE_BEFORE_BIRTH(RegisterTable.SERVICE_EVENT, 4000, "BEFORE_BIRTH"),
  SERVICE_OF_NOBODY(RegisterTable.SERVICE_EVENT, 4000, "CHILD_UNKNOWN"),
  SERVICE_WITHOUT_PLACE(RegisterTable.SERVICE_EVENT, 4000, "VALUE_MISSING");

  private static final String NOWHERE = "998";
  private static final String HOME = "091";

  private final RegisterTable table;
  private final int oneIn;
  private final String reasonCode;

  RegisterFaults(RegisterTable table, int oneIn, String reasonCode) {
    this.table = table;
    this.oneIn = oneIn;
    this.reasonCode = reasonCode;
  }

  RegisterTable table() {
    return table;
  }

  /** The reason that the rows must be refused for. */
  String reasonCode() {
    return reasonCode;
  }

  /** Every faulty row of a child in a table. */
  static List<Row> rows(
      RegisterTable table, ChildLife life, long number, List<Row> right, int dataDate) {
    List<Row> rows = new ArrayList<>();
    for (RegisterFaults each : values()) {
      if (each.table == table) {
        rows.addAll(each.rows(life, number, right, dataDate));
      }
    }
    return rows;
  }

  /** The faulty rows of this kind that a child has, mostly none. */
  List<Row> rows(ChildLife life, long number, List<Row> right, int dataDate) {
    if (Math.floorMod(number * 31 + reasonCode.length(), (long) oneIn) != 7) {
      return List.of();
    }
    String child = life.pseudonym();
    String stranger = child.substring(16) + child.substring(0, 16);
    int birth = life.birth();
    int day = Math.min(Math.max(birth, life.residences().get(0).start()) + 20, dataDate);
    return switch (this) {
      case CHILD_TWICE, PLACEMENT_TWICE, SERVICE_TWICE -> right.stream().limit(1).toList();
      case CHILD_SEX_UNKNOWN -> List.of(RowFactory.create(stranger, birth, "x"));
      case CHILD_NOT_YET_BORN -> List.of(RowFactory.create(stranger, dataDate + 32, "male"));
      case RESIDENCE_BACKWARDS ->
          List.of(RowFactory.create(child, HOME, day, Integer.valueOf(day - 10)));
      case RESIDENCE_BEFORE_BIRTH ->
          List.of(RowFactory.create(child, HOME, birth - 700, Integer.valueOf(birth - 650)));
      case RESIDENCE_NOWHERE ->
          List.of(RowFactory.create(child, NOWHERE, day, Integer.valueOf(day + 10)));
      case RESIDENCE_ELSEWHERE_TOO, PLACEMENT_ELSEWHERE_TOO -> elsewhere(right, dataDate);
      case PLACEMENT_BACKWARDS -> List.of(placement(child, HOME, day, day - 10, "institution"));
      case PLACEMENT_BEFORE_BIRTH ->
          List.of(placement(child, HOME, birth - 700, birth - 650, "institution"));
      case PLACEMENT_CONTRADICTED ->
          List.of(
              placement(child, HOME, birth, birth + 2, "other"),
              placement(child, HOME, birth, birth + 3, "other"));
      case PLACEMENT_FORM_UNKNOWN -> List.of(placement(child, HOME, day, day + 10, "kinship"));
      case PLACEMENT_OF_NOBODY -> List.of(placement(stranger, HOME, day, day + 10, "other"));
      case PLACEMENT_IN_FUTURE ->
          List.of(placement(child, HOME, dataDate + 5, dataDate + 9, "other"));
      case SERVICE_BEFORE_BIRTH ->
          List.of(RowFactory.create(child, "home-help", birth - 700, HOME, 1));
      case SERVICE_OF_NOBODY -> List.of(RowFactory.create(stranger, "home-help", day, HOME, 1));
      case SERVICE_WITHOUT_PLACE -> List.of(RowFactory.create(child, "home-help", day, null, 1));
    };
  }

  private static Row placement(String child, String where, int start, int end, String form) {
    return RowFactory.create(child, where, start, Integer.valueOf(end), form, "emergency");
  }

  /** The first row again, begun a day later and in another municipality. */
  private static List<Row> elsewhere(List<Row> right, int dataDate) {
    for (Row row : right) {
      int start = row.getInt(2) + 1;
      if (start <= dataDate && (row.isNullAt(3) || row.getInt(3) > start)) {
        Object[] values = new Object[row.length()];
        for (int i = 0; i < values.length; i++) {
          values[i] = row.get(i);
        }
        values[1] = row.getString(1).equals(HOME) ? "049" : HOME;
        values[2] = start;
        values[3] = start + 1;
        return List.of(RowFactory.create(values));
      }
    }
    return List.of();
  }
}
