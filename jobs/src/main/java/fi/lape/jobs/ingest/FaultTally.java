package fi.lape.jobs.ingest;

import java.util.Optional;

/** Counts one kind of fault in a file and keeps the first place. */
final class FaultTally {
  private Optional<String> code = Optional.empty();
  private String first = "";
  private long count;

  void add(String faultCode, String place) {
    if (code.isEmpty()) {
      code = Optional.of(faultCode);
      first = place;
    }
    count++;
  }

  boolean found() {
    return count > 0;
  }

  Optional<String> code() {
    return code;
  }

  String first() {
    return first;
  }

  long count() {
    return count;
  }
}
