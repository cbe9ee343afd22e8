package fi.lape.jobs.release.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** The words of the report in one language; places for values are {@code {0}}, {@code {1}}, … */
final class Messages {
  private final Properties texts = new Properties();
  private final String file;

  Messages(Language language) {
    this.file = "/report/messages_" + language.code() + ".properties";
    try (InputStream in = Messages.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a key that must exist. */
  String get(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(file + " has no text for " + key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The text of a key that may be absent. */
  Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  /** Every key. */
  java.util.Set<String> keys() {
    return texts.stringPropertyNames();
  }
}
