package fi.lape.samples.register;

/** On what ground a child is placed, by the codes of the list {@code placement_decisions}. */
enum CareDecision {
  EMERGENCY("emergency"),
  OPEN_CARE("open-care-placement"),
  CARE_ORDER("care-order"),
  AFTER_CARE("after-care");

  private final String code;

  CareDecision(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
