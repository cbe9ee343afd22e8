package fi.lape.jobs.identity;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms of one key: HMAC-SHA-256 of the identifier, cut to its first 128 bits as RFC 4231 and
 * RFC 2104 do, as 32 hexadecimal digits. One identifier has one pseudonym under a key; without the
 * key neither can be told from the other.
 */
public final class Pseudonyms implements Serializable {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final byte[] key;
  private transient Optional<Mac> mac = Optional.empty();

  Pseudonyms(byte[] key) {
    this.key = key.clone();
  }

  /**
   * The pseudonym of an identifier. Blanks around it and the case of its letters make no
   * difference, so that one person is one in every register.
   */
  public String of(String identifier) {
    byte[] full =
        hmac(identifier.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(full, 0, BYTES);
  }

  /** The whole HMAC of a message. */
  byte[] hmac(byte[] message) {
    if (mac == null || mac.isEmpty()) { // null after it was sent to a task
      mac = Optional.of(mac());
    }
    return mac.get().doFinal(message);
  }

  private Mac mac() {
    try {
      Mac made = Mac.getInstance(ALGORITHM);
      made.init(new SecretKeySpec(key, ALGORITHM));
      return made;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
