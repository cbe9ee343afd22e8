package fi.lape.jobs.release;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.release.files.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The files of the newest ingest: those the silver tables were made from. */
final class Inputs {
  private Inputs() {}

  static List<Provenance.Input> of(Lake lake) {
    if (!lake.has(LakeTable.SOURCE_FILE)) {
      return List.of();
    }
    List<Map<String, Object>> received =
        new LakeTables(lake)
            .rows(
                LakeTable.SOURCE_FILE,
                List.of(
                    "run_id",
                    "source_kind",
                    "source_file",
                    "sha256",
                    "bytes",
                    "origin",
                    "received_at"));
    String newest =
        received.stream()
            .max(Comparator.comparing(row -> (Instant) row.get("received_at")))
            .map(row -> (String) row.get("run_id"))
            .orElse("");
    List<Provenance.Input> inputs = new ArrayList<>();
    for (Map<String, Object> row : received) {
      if (row.get("run_id").equals(newest)) {
        inputs.add(
            new Provenance.Input(
                (String) row.get("source_kind"),
                (String) row.get("source_file"),
                (String) row.get("sha256"),
                (Long) row.get("bytes"),
                (String) row.get("origin")));
      }
    }
    inputs.sort(Comparator.comparing(Provenance.Input::kind).thenComparing(Provenance.Input::file));
    return inputs;
  }
}
