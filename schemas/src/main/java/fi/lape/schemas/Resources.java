package fi.lape.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the module's own files from the class path. */
final class Resources {
  private Resources() {}

  /** Text of {@code /lape/<path>}. */
  static String text(String path) {
    try (InputStream in = Resources.class.getResourceAsStream("/lape/" + path)) {
      if (in == null) {
        throw SchemaFaults.resourceMissing("/lape/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
