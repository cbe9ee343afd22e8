package fi.lape.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which encoding a whole file is in, decided by its bytes and nothing else.
 *
 * @param name {@code UTF-8}, {@code UTF-8-BOM} or {@code ISO-8859-1}
 * @param empty whether the file has no bytes at all
 * @param faultLine first line with bytes of none of the known encodings
 */
record TextEncoding(String name, boolean empty, Optional<Long> faultLine) {
  private static final int CHUNK = 1 << 16;

  /** The character set to decode with. */
  Charset charset() {
    return name.startsWith("UTF-8") ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }

  /** Bytes to skip before the text. */
  int byteOrderMark() {
    return name.equals("UTF-8-BOM") ? 3 : 0;
  }

  /** Reads a stream to its end. */
  static TextEncoding of(InputStream in) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK + 8);
    CharBuffer chars = CharBuffer.allocate(CHUNK + 8);
    byte[] start = new byte[3];
    long position = 0;
    long line = 1;
    boolean utf8 = true;
    Optional<Long> control = Optional.empty();
    byte[] chunk = new byte[CHUNK];
    int read = in.readNBytes(chunk, 0, CHUNK);
    while (read > 0) {
      for (int i = 0; i < read; i++) {
        if (position + i < start.length) {
          start[(int) position + i] = chunk[i];
        }
        int b = chunk[i] & 0xFF;
        line += b == '\n' ? 1 : 0;
        // NUL speaks of UTF-16, 0x80-0x9F of Windows-1252; neither is agreed.
        if (control.isEmpty() && (b == 0 || (b >= 0x80 && b <= 0x9F))) {
          control = Optional.of(line);
        }
      }
      position += read;
      if (utf8) {
        bytes.put(chunk, 0, read).flip();
        utf8 = accepts(decoder.decode(bytes, chars.clear(), false));
        bytes.compact();
      }
      read = in.readNBytes(chunk, 0, CHUNK);
    }
    utf8 = utf8 && accepts(decoder.decode(bytes.flip(), chars.clear(), true));
    boolean mark = utf8 && position >= 3 && (start[0] & 0xFF) == 0xEF && (start[1] & 0xFF) == 0xBB;
    String name = !utf8 ? "ISO-8859-1" : mark ? "UTF-8-BOM" : "UTF-8";
    return new TextEncoding(name, position == 0, utf8 ? Optional.empty() : control);
  }

  private static boolean accepts(CoderResult result) {
    return !result.isError();
  }
}
