package fi.lape.jobs.identity;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The secret key of pseudonyms, at least 32 bytes as hexadecimal digits.
 *
 * <p>It comes from a file or from the environment, never from the command line, where every process
 * of the machine could read it. It has no {@code toString} that shows it and is in no message.
 */
public final class PseudonymKey {
  private static final int LEAST_BYTES = 32;

  private final byte[] bytes;

  private PseudonymKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key of a file, or else of a variable of the environment.
   *
   * @param variable name of the variable
   * @throws JobException {@code PSEUDONYM_KEY}
   */
  public static PseudonymKey read(
      Optional<Path> file, Optional<String> variable, Map<String, String> environment) {
    if (file.isPresent() == variable.isPresent()) {
      throw invalid("one of --key-file and --key-env is needed, and not both");
    }
    if (file.isEmpty()) {
      String name = variable.get();
      return of(environment.getOrDefault(name, ""), "the variable '" + name + "'");
    }
    String place = "the file '" + file.get() + "'";
    try {
      return of(Files.readString(file.get(), StandardCharsets.US_ASCII), place);
    } catch (IOException e) {
      throw invalid(place + " cannot be read as text (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static PseudonymKey of(String text, String place) {
    String digits = text.strip();
    if (!digits.matches("([0-9A-Fa-f]{2})*")) {
      throw invalid(place + " holds something else than pairs of hexadecimal digits");
    }
    if (digits.length() < 2 * LEAST_BYTES) {
      throw invalid(
          "%s holds %d bytes, fewer than %d".formatted(place, digits.length() / 2, LEAST_BYTES));
    }
    return new PseudonymKey(HexFormat.of().parseHex(digits));
  }

  /** The pseudonyms of this key. */
  public Pseudonyms pseudonyms() {
    return new Pseudonyms(bytes);
  }

  private static JobException invalid(String problem) {
    return new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "PSEUDONYM_KEY",
        problem
            + ". Whoever can guess the key can name the children. Write one with 'openssl rand -hex 32', keep it where the register is kept, and give its file with --key-file.");
  }
}
