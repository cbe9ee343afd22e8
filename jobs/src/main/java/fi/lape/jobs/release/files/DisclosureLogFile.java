package fi.lape.jobs.release.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.jobs.release.disclosure.DisclosureLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code disclosure-log.json}: what was hidden in each table and by which rule, no values. */
public final class DisclosureLogFile {
  /** Name of the file. */
  public static final String FILE = "disclosure-log.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private DisclosureLogFile() {}

  /** Writes the log into a release. */
  public static void write(Path folder, DisclosureLog log) throws IOException {
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(log) + "\n");
  }

  /**
   * Adds what came of the attack, of which a release is only published when nothing was exposed.
   *
   * @param attacked hidden counts that were attacked
   * @param earlier releases that were read with this one
   */
  public static void addAttack(Path folder, int attacked, List<String> earlier) throws IOException {
    ObjectNode log = (ObjectNode) JSON.readTree(folder.resolve(FILE).toFile());
    ObjectNode attack = log.putObject("attack");
    attack.put("attacked", attacked);
    attack.put("exposed", 0);
    ArrayNode names = attack.putArray("earlier_releases");
    earlier.forEach(names::add);
    Files.writeString(folder.resolve(FILE), JSON.writeValueAsString(log) + "\n");
  }
}
