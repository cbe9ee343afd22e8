package fi.lape.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** The folder a sample is written into. Gzip headers carry no time, so that bytes repeat. */
final class SampleFolder {

  private final Path root;

  SampleFolder(Path root) {
    this.root = root;
  }

  void text(String path, String content) throws IOException {
    text(path, content, StandardCharsets.UTF_8);
  }

  void text(String path, String content, Charset charset) throws IOException {
    bytes(path, content.getBytes(charset));
  }

  void gzip(String path, String content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    bytes(path, packed.toByteArray());
  }

  private void bytes(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }
}
