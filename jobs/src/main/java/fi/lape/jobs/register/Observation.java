package fi.lape.jobs.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * The time a register covers, from its {@code register.json}.
 *
 * @param from first day observed
 * @param dataDate last day observed; what is open then is censored
 */
public record Observation(LocalDate from, LocalDate dataDate) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads the document.
   *
   * @throws fi.lape.jobs.failure.JobException {@code REGISTER_DESCRIPTION}
   */
  public static Observation parse(String file, String document) {
    try {
      JsonNode root = JSON.readTree(document);
      Observation found =
          new Observation(
              LocalDate.parse(root.path("observed_from").asText("")),
              LocalDate.parse(root.path("data_date").asText("")));
      if (found.dataDate.isBefore(found.from)) {
        throw RegisterFailures.description(file);
      }
      return found;
    } catch (JsonProcessingException | DateTimeException e) {
      throw RegisterFailures.description(file);
    }
  }
}
