package fi.lape.jobs.release.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import fi.lape.jobs.release.files.DisclosureLogFile;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.schemas.Contracts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables of a release that hold counts of children, as anybody reads them.
 *
 * @param name such as {@code release-0001}
 * @param minCount least count it shows
 * @param tables by name
 */
public record ReadRelease(String name, int minCount, Map<String, ReleaseTable> tables) {
  /** Tables that are read. */
  static final List<String> NAMES =
      List.of("municipality_year", "project_year", "cohort_series", "municipality_treatment");

  public ReadRelease {
    tables = Map.copyOf(tables);
  }

  /** Reads the Parquet files and the least count of the log. */
  public static ReadRelease read(Path folder) throws IOException {
    int minCount =
        new ObjectMapper()
            .readTree(folder.resolve(DisclosureLogFile.FILE).toFile())
            .path("min_count")
            .asInt();
    return new ReadRelease(folder.getFileName().toString(), minCount, tables(folder));
  }

  /** The tables alone, before a folder has its log. */
  public static Map<String, ReleaseTable> tables(Path folder) throws IOException {
    Map<String, ReleaseTable> tables = new TreeMap<>();
    for (String name : NAMES) {
      tables.put(
          name,
          ParquetTable.read(
              folder.resolve("parquet").resolve(name + ".parquet"), Contracts.release(name)));
    }
    return tables;
  }

  ReleaseTable table(String name) {
    return tables.get(name);
  }
}
