package fi.lape.jobs.gold;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the code that computed a row, fixed when the module was built. */
public final class CodeVersion {
  private static final String RESOURCE = "/lape/version.properties";

  private CodeVersion() {}

  /** The version, such as {@code 1.2.0}. */
  public static String current() {
    try (InputStream in = CodeVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
