package fi.lape.jobs.disclose.files;

/** Why a number is not there, in the codes of SDMX's code list CL_CONF_STATUS. */
final class Confidentiality {
  /** The column added to every table. */
  static final String COLUMN = "conf_status";

  static final String FREE = "F";
  static final String PRIMARY = "C";
  static final String SECONDARY = "D";

  private Confidentiality() {}
}
