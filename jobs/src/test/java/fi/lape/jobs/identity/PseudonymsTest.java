package fi.lape.jobs.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.testing.TestSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
  private static final String KEY = "0f".repeat(32);

  @TempDir Path folder;

  /** RFC 4231, HMAC-SHA-256, test cases 1 to 4. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
        + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
        + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
        + " dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd,"
        + " 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    "0102030405060708090a0b0c0d0e0f10111213141516171819,"
        + " cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd,"
        + " 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  })
  void theHmacIsThatOfTheStandard(String key, String message, String expected) {
    assertThat(HexFormat.of().formatHex(new Pseudonyms(hex(key)).hmac(hex(message))))
        .isEqualTo(expected);
  }

  @Test
  void aKeyLongerThanABlockIsHashedFirstAsTheStandardSays() {
    Pseudonyms pseudonyms = new Pseudonyms(hex("aa".repeat(131)));
    byte[] message =
        "Test Using Larger Than Block-Size Key - Hash Key First"
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(pseudonyms.hmac(message)))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  }

  /** RFC 4231, test case 5: the same cut to 128 bits. */
  @Test
  void aPseudonymIsTheFirst128Bits() {
    Pseudonyms pseudonyms = new Pseudonyms(hex("0c".repeat(20)));
    byte[] message = "Test With Truncation".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(pseudonyms.hmac(message), 0, 16))
        .isEqualTo("a3b6167473100ee06e0c796c2955552b");
    // In capitals, as identifiers are written before they are hashed.
    byte[] capitals = "TEST WITH TRUNCATION".getBytes(StandardCharsets.US_ASCII);
    assertThat(pseudonyms.of(" Test With Truncation "))
        .hasSize(32)
        .isEqualTo(HexFormat.of().formatHex(pseudonyms.hmac(capitals), 0, 16));
  }

  @Test
  void anotherKeyGivesAnotherPseudonym() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    PseudonymKey ofFile = PseudonymKey.read(Optional.of(file), Optional.empty(), Map.of());
    PseudonymKey ofVariable =
        PseudonymKey.read(
            Optional.empty(), Optional.of("SECRET"), Map.of("SECRET", "1e".repeat(32)));
    assertThat(ofFile.pseudonyms().of("A1")).isNotEqualTo(ofVariable.pseudonyms().of("A1"));
  }

  @ParameterizedTest
  @CsvSource({"zz, something else than pairs", "0f0f, holds 2 bytes"})
  void aWeakKeyIsRefusedWithoutBeingShown(String key, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), key);
    assertThatThrownBy(() -> PseudonymKey.read(Optional.of(file), Optional.empty(), Map.of()))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("PSEUDONYM_KEY: ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("'" + key + "'");
    assertThatThrownBy(() -> PseudonymKey.read(Optional.empty(), Optional.empty(), Map.of()))
        .hasMessageContaining("one of --key-file and --key-env is needed");
  }

  @Test
  void theTableHasPseudonymsAndNeitherIdentifiersNorTheKeyInItsPlan() {
    PseudonymKey key =
        PseudonymKey.read(Optional.empty(), Optional.of("SECRET"), Map.of("SECRET", KEY));
    Dataset<Row> rows =
        TestSession.open()
            .createDataFrame(
                List.of(
                    RowFactory.create("male", "131052-308T"),
                    RowFactory.create("male", "131052-308t "),
                    RowFactory.create("female", null)),
                StructType.fromDDL("sex STRING, hetu STRING"));
    Dataset<Row> made = PseudonymisedTable.of(rows, "hetu", key.pseudonyms());
    List<Row> found = made.collectAsList();
    assertThat(made.columns()).containsExactly("child_id", "sex");
    assertThat(found.get(0).getString(0))
        .matches("[0-9a-f]{32}")
        .isEqualTo(found.get(1).getString(0))
        .isEqualTo(key.pseudonyms().of("131052-308T"));
    assertThat(found.get(2).isNullAt(0)).isTrue();
    assertThat(made.queryExecution().toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("0f0f0f")
        .doesNotContain("-15, 15");
    assertThatThrownBy(() -> PseudonymisedTable.of(rows, "ssn", key.pseudonyms()))
        .hasMessageStartingWith("PSEUDONYM_COLUMN: the table has no column 'ssn'");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
