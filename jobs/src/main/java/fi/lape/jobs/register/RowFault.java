package fi.lape.jobs.register;

import java.util.List;

/** What a row of a register may have wrong; of several the first in this order is told. */
enum RowFault {
  CHILD_MISSING("child_id", "VALUE_MISSING", "a required value is missing"),
  BIRTH_MISSING("birth_month", "VALUE_MISSING", "a required value is missing"),
  SEX_MISSING("sex", "VALUE_MISSING", "a required value is missing"),
  MUNICIPALITY_MISSING("municipality_code", "VALUE_MISSING", "a required value is missing"),
  START_MISSING("start_date", "VALUE_MISSING", "a required value is missing"),
  FORM_MISSING("form", "VALUE_MISSING", "a required value is missing"),
  DECISION_MISSING("decision", "VALUE_MISSING", "a required value is missing"),
  SERVICE_MISSING("service", "VALUE_MISSING", "a required value is missing"),
  EVENT_DATE_MISSING("event_date", "VALUE_MISSING", "a required value is missing"),
  VISITS_MISSING("visits", "VALUE_MISSING", "a required value is missing"),
  CHILD_MALFORMED("child_id", "VALUE_MALFORMED", "a pseudonym is 32 hexadecimal digits, a-f"),
  BIRTH_NOT_A_DATE("birth_month", "VALUE_NOT_A_DATE", "not a date"),
  START_NOT_A_DATE("start_date", "VALUE_NOT_A_DATE", "not a date"),
  END_NOT_A_DATE("end_date", "VALUE_NOT_A_DATE", "not a date"),
  EVENT_NOT_A_DATE("event_date", "VALUE_NOT_A_DATE", "not a date"),
  VISITS_NOT_A_NUMBER("visits", "VALUE_NOT_A_NUMBER", "not a whole number"),
  SEX_UNKNOWN("sex", "VALUE_NOT_IN_CODE_LIST", "the code is not in the code list"),
  FORM_UNKNOWN("form", "VALUE_NOT_IN_CODE_LIST", "the code is not in the code list"),
  DECISION_UNKNOWN("decision", "VALUE_NOT_IN_CODE_LIST", "the code is not in the code list"),
  SERVICE_UNKNOWN("service", "VALUE_NOT_IN_CODE_LIST", "the code is not in the code list"),
  MUNICIPALITY_UNKNOWN(
      "municipality_code", "MUNICIPALITY_UNKNOWN", "there was no such municipality on that day"),
  VISITS_OUT_OF_RANGE("visits", "VALUE_OUT_OF_RANGE", "not from 1 to 1000 visits"),
  BACKWARDS("end_date", "END_BEFORE_START", "the spell ends before it starts"),
  BORN_LATER("birth_month", "AFTER_DATA_DATE", "after the data date"),
  BEGINS_LATER("start_date", "AFTER_DATA_DATE", "after the data date"),
  HAPPENS_LATER("event_date", "AFTER_DATA_DATE", "after the data date"),
  CHILD_UNKNOWN("child_id", "CHILD_UNKNOWN", "the child is not in the register of children"),
  BEFORE_BIRTH("child_id", "BEFORE_BIRTH", "before the month in which the child was born"),
  CONTRADICTED(
      "child_id", "VALUES_CONFLICT", "the same key occurs with different values; none is used"),
  TWICE("child_id", "KEY_DUPLICATED", "the same row occurs more than once; the first is used"),
  ELSEWHERE_TOO(
      "municipality_code",
      "TWO_MUNICIPALITIES",
      "it starts while another municipality's row of the child runs; that one is used");

  private final String field;
  private final String code;
  private final String reason;

  RowFault(String field, String code, String reason) {
    this.field = field;
    this.code = code;
    this.reason = reason;
  }

  String field() {
    return field;
  }

  String code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** Place among the faults, which stands for a fault in rows that are sent between tasks. */
  int place() {
    return List.of(values()).indexOf(this);
  }
}
