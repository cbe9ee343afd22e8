package fi.lape.spark;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is to be estimated on a panel, and how.
 *
 * @param columns which columns make the panel
 * @param method word of a method
 * @param settings of the method, in its words
 * @param inference word of an inference; empty for what the number of clusters allows
 * @param inferenceSettings of the inference, in its words
 * @param level of confidence
 * @param seed of what is drawn
 */
public record EstimationRequest(
    PanelColumns columns,
    String method,
    Map<String, String> settings,
    Optional<String> inference,
    Map<String, String> inferenceSettings,
    double level,
    long seed) {
  public EstimationRequest {
    requireNonNull(columns, "columns is null");
    requireNonNull(method, "method is null");
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    requireNonNull(inference, "inference is null");
    inferenceSettings = Collections.unmodifiableMap(new TreeMap<>(inferenceSettings));
  }

  /** Returns the SHA-256 of the request, in hexadecimal: the same request has the same. */
  public String sha256() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent); // every Java has it
    }
  }
}
