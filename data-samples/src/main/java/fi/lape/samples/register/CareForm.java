package fi.lape.samples.register;

/** Where a child is placed, by the codes of the list {@code placement_forms}. */
enum CareForm {
  FOSTER_FAMILY("foster-family"),
  PROFESSIONAL_FAMILY_HOME("professional-family-home"),
  INSTITUTION("institution"),
  OTHER("other");

  private final String code;

  CareForm(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
