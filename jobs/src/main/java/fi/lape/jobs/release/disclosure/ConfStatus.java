package fi.lape.jobs.release.disclosure;

/** Why a number is not there, in the codes of SDMX's code list CL_CONF_STATUS. */
enum ConfStatus {
  FREE("F"),
  PRIMARY("C"),
  SECONDARY("D");

  private final String code;

  ConfStatus(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
