package fi.lape.jobs.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tables of a sources folder: where their files lie and how a file splits into records. */
enum SourceTable {
  PROJECT_REPORT_DOCUMENT("projects", "[^/]+/[^/]+\\.json", Form.DOCUMENT),
  PROJECT_ACCOUNTS("accounts", "[^/]+\\.csv", Form.LINES),
  SOTKANET_REGION("sotkanet", "regions\\.json", Form.ARRAY),
  SOTKANET_INDICATOR("sotkanet", "indicators\\.json", Form.ARRAY),
  SOTKANET_VALUE("sotkanet", "data/[^/]+\\.json", Form.ARRAY),
  STATFIN_POPULATION("statfin", "[^/]+\\.json", Form.DOCUMENT),
  MUNICIPAL_COST("costs", "[^/]+\\.csv", Form.LINES),
  PRICE_INDEX("prices", "[^/]+\\.csv", Form.LINES),
  REGISTER_DESCRIPTION("register", "register\\.json", Form.DOCUMENT),
  REGISTER_CHILD("register", "child/[^/]+\\.parquet", Form.TABLE),
  REGISTER_RESIDENCE("register", "residence/[^/]+\\.parquet", Form.TABLE),
  REGISTER_PLACEMENT_EPISODE("register", "placement_episode/[^/]+\\.parquet", Form.TABLE),
  REGISTER_SERVICE_EVENT("register", "service_event/[^/]+\\.parquet", Form.TABLE);

  /** What one record of a file is. */
  enum Form {
    /** The whole file, a JSON document. */
    DOCUMENT,
    /** An element of the JSON array that the file is. */
    ARRAY,
    /** A line; the first is the header. */
    LINES,
    /** A row of a Parquet table, which Spark reads itself. */
    TABLE
  }

  private final String folder;
  private final Pattern files;
  private final Form form;

  SourceTable(String folder, String files, Form form) {
    this.folder = folder;
    this.files = Pattern.compile(folder + "/" + files + "(\\.gz)?");
    this.form = form;
  }

  /** Folder of a sources folder, which is the source kind too. */
  String folder() {
    return folder;
  }

  Form form() {
    return form;
  }

  /** Whether the table belongs to a child register, which may be absent as a whole. */
  boolean isOfRegister() {
    return folder.equals("register");
  }

  /** Name of the input contract. */
  String contractName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table a file belongs to, from its path below the sources folder. */
  static Optional<SourceTable> of(String path) {
    return Arrays.stream(values()).filter(t -> t.files.matcher(path).matches()).findFirst();
  }
}
