package fi.lape.jobs.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fi.lape.estimators.calibration.NoiseModel;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The result of a calibration, to be kept beside the plan as {@code <plan>.calibration.json}. It
 * holds nothing that differs from run to run: the same panel, plan and number of replicates give
 * the same bytes.
 *
 * @param format of this file
 * @param design what it was made for; the evaluation reads it where the fingerprint is the same
 * @param rule how a size becomes an inference_status, in words
 * @param noise the law fitted to each outcome
 */
public record CalibrationFile(
    int format,
    String study,
    DesignFingerprint design,
    int replicates,
    String rule,
    SortedMap<String, NoiseModel.Law> noise,
    List<CalibrationRow> rows) {
  /** A size above this, Monte-Carlo error allowed for, makes an inference not valid. */
  public static final double HIGHEST_SIZE = SizeRule.HIGHEST;

  private static final int FORMAT = 1;
  private static final String RULE =
      "inference_status is NOT_VALID where rejection without an effect less 2 Monte-Carlo errors is"
          + " above 0.065, CONSERVATIVE where with 2 more it is below 0.04, else VALID; it is"
          + " NOT_EVALUATED with fewer than 1000 replicates or more than 1 % of them without an answer.";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")))
          .build();

  public CalibrationFile {
    rows = List.copyOf(rows);
  }

  static CalibrationFile of(
      String study,
      DesignFingerprint design,
      int replicates,
      SortedMap<String, NoiseModel.Law> noise,
      List<CalibrationRow> rows) {
    return new CalibrationFile(FORMAT, study, design, replicates, RULE, noise, rows);
  }

  /** The place beside a plan: {@code lape.yaml} has {@code lape.calibration.json}. */
  public static Path beside(Path plan) {
    String name = plan.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return plan.resolveSibling(name + ".calibration.json");
  }

  /**
   * Reads one; empty where there is none.
   *
   * @throws JobException {@code CALIBRATION_UNREADABLE}
   */
  public static Optional<CalibrationFile> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), CalibrationFile.class));
    } catch (IOException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "CALIBRATION_UNREADABLE",
          "the calibration '%s' beside the plan is not what 'lape calibrate' writes. Which intervals hold their level would be guessed. Remove the file, or make it anew with 'lape calibrate'."
              .formatted(file.getFileName()),
          e);
    }
  }

  /** The file's text. */
  public String json() {
    return text(this);
  }

  static String text(Object result) {
    try {
      return JSON.writeValueAsString(result) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a calibration is plain numbers and words", e);
    }
  }

  /**
   * What is known of the size of an inference: the row of the same analysis without an effect.
   *
   * @param inference as in {@code effect_estimate}
   */
  public Optional<CalibrationRow> size(
      String analysis, String outcome, String method, String estimand, String inference) {
    return rows.stream()
        .filter(
            r ->
                r.tellsSize()
                    && r.analysis().equals(analysis)
                    && r.outcome().equals(outcome)
                    && r.method().equals(method)
                    && r.estimand().equals(estimand)
                    && r.inference().equals(inference))
        .findFirst();
  }
}
