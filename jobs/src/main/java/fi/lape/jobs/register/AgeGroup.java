package fi.lape.jobs.register;

/** Age groups of the panel, by the codes of the list {@code age_groups}. */
enum AgeGroup {
  UNDER_7(0, "0-6", 7),
  UNDER_13(1, "7-12", 13),
  UNDER_18(2, "13-17", 18),
  ADULT(3, "18-plus", 1000);

  private final int place;
  private final String code;
  private final int below;

  AgeGroup(int place, String code, int below) {
    this.place = place;
    this.code = code;
    this.below = below;
  }

  /** Place among the groups, from 0. */
  int place() {
    return place;
  }

  String code() {
    return code;
  }

  /** The age that ends the group. */
  int below() {
    return below;
  }
}
