package fi.lape.jobs.ingest;

import java.io.IOException;

/** A file whose text cannot be split into records; carries a reason code and a place. */
final class BrokenFileException extends IOException {
  private final String code;
  private final String place;

  BrokenFileException(String code, String place) {
    super(code + " at " + place);
    this.code = code;
    this.place = place;
  }

  String code() {
    return code;
  }

  String place() {
    return place;
  }
}
