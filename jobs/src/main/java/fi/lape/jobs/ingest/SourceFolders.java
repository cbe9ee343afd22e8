package fi.lape.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one or more sources folders. A kind of source (a subfolder) that is present in a
 * later folder replaces that kind of an earlier one.
 */
final class SourceFolders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<SourceTable> OPTIONAL = Set.of(SourceTable.SOTKANET_INDICATOR);

  /**
   * What was found.
   *
   * @param files files to read, by name
   * @param notRecognised names of files in known subfolders that no table reads
   */
  record Found(List<SourceFile> files, List<String> notRecognised) {
    Found {
      files = List.copyOf(files);
      notRecognised = List.copyOf(notRecognised);
    }
  }

  private final Configuration hadoop;

  SourceFolders(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Lists the files.
   *
   * @throws fi.lape.jobs.failure.JobException {@code SOURCES_UNREADABLE}, {@code SOURCES_EMPTY} or
   *     {@code SOURCE_KIND_MISSING}
   */
  Found find(List<String> folders) {
    Map<String, List<SourceFile>> byKind = new LinkedHashMap<>();
    Map<String, List<String>> strangers = new LinkedHashMap<>();
    for (String folder : folders) {
      try {
        findIn(folder, byKind, strangers);
      } catch (IOException e) {
        throw IngestFailures.sourcesUnreadable(folder, e);
      }
    }
    List<SourceFile> files =
        byKind.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(SourceFile::name))
            .toList();
    if (files.isEmpty()) {
      throw IngestFailures.sourcesEmpty(folders);
    }
    Set<String> missing = new TreeSet<>();
    boolean register = files.stream().anyMatch(f -> f.table().isOfRegister());
    for (SourceTable table : SourceTable.values()) {
      boolean wanted = table.isOfRegister() ? register : !OPTIONAL.contains(table);
      if (wanted && files.stream().noneMatch(f -> f.table() == table)) {
        missing.add(table.contractName());
      }
    }
    if (!missing.isEmpty()) {
      throw IngestFailures.sourceKindMissing(folders, missing);
    }
    return new Found(files, strangers.values().stream().flatMap(List::stream).sorted().toList());
  }

  private void findIn(
      String folder, Map<String, List<SourceFile>> byKind, Map<String, List<String>> strangers)
      throws IOException {
    Path root = new Path(folder);
    FileSystem files = root.getFileSystem(hadoop);
    Path qualified = files.makeQualified(root);
    Optional<String> origin = Optional.empty();
    for (FileStatus kind : files.listStatus(qualified)) {
      String name = kind.getPath().getName();
      if (kind.isDirectory() && isKind(name)) {
        if (origin.isEmpty()) {
          origin = Optional.of(origin(files, qualified));
        }
        List<SourceFile> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        walk(files, kind.getPath(), name, origin.get(), found, unknown);
        byKind.put(name, found);
        strangers.put(name, unknown);
      }
    }
  }

  private static boolean isKind(String name) {
    for (SourceTable table : SourceTable.values()) {
      if (table.folder().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void walk(
      FileSystem files,
      Path at,
      String name,
      String origin,
      List<SourceFile> found,
      List<String> unknown)
      throws IOException {
    for (FileStatus entry : files.listStatus(at)) {
      String below = name + "/" + entry.getPath().getName();
      if (entry.isDirectory()) {
        walk(files, entry.getPath(), below, origin, found, unknown);
      } else {
        Optional<SourceTable> table = SourceTable.of(below);
        if (table.isPresent()) {
          found.add(
              new SourceFile(
                  table.get(), below, entry.getPath().toString(), entry.getLen(), origin));
        } else if (!entry.getPath().getName().startsWith("_")) { // what Spark leaves beside tables
          unknown.add(below);
        }
      }
    }
  }

  /** A folder that does not say it is synthetic counts as real. */
  private static String origin(FileSystem files, Path root) throws IOException {
    Path label = new Path(root, "SOURCE.json");
    try (InputStream in = files.open(label)) {
      JsonNode origin = JSON.readTree(in).path("origin");
      String text = origin.asText("");
      if (!Set.of("synthetic", "real").contains(text)) {
        throw IngestFailures.originUnknown(label.toString());
      }
      return text;
    } catch (FileNotFoundException e) {
      return "real";
    } catch (JsonProcessingException e) {
      throw IngestFailures.originUnknown(label.toString());
    }
  }
}
