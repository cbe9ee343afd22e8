package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.schemas.CodeLists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostFilesTest {

  @TempDir private static Path folder;
  private static SampleFiles clean;

  @BeforeAll
  static void writeWithoutFaults() throws IOException {
    SampleProgramme.write(folder, SampleSettings.standard().withFaults(false));
    clean = new SampleFiles(folder);
  }

  @Test
  void everyYearUsesItsOwnDivision() throws IOException {
    Map<Integer, TreeSet<String>> codes = new TreeMap<>();
    for (String[] row : clean.costRows()) {
      int year = Integer.parseInt(row[2]);
      codes.computeIfAbsent(year, any -> new TreeSet<>()).add(row[0]);
    }
    Map<Integer, Integer> sizes = new TreeMap<>();
    codes.forEach((year, each) -> sizes.put(year, each.size()));
    // The numbers of municipalities of Statistics Finland's yearly divisions.
    assertThat(sizes)
        .containsEntry(2010, 342)
        .containsEntry(2011, 336)
        .containsEntry(2012, 336)
        .containsEntry(2013, 320)
        .containsEntry(2014, 320)
        .containsEntry(2015, 317)
        .containsEntry(2016, 313)
        .containsEntry(2017, 311)
        .containsEntry(2019, 311)
        .containsEntry(2020, 310)
        .containsEntry(2021, 309);
    for (Map.Entry<Integer, TreeSet<String>> year : codes.entrySet()) {
      for (String code : year.getValue()) {
        assertThat(CodeLists.standard().panelUnit(code, year.getKey())).isPresent();
      }
    }
  }

  @Test
  void theCostsOfAMergedMunicipalityAddUpToTheBackCastSeries() throws IOException {
    Map<String, Double> byUnit = new TreeMap<>();
    for (String[] row : clean.costRows()) {
      String unit = CodeLists.standard().panelUnit(row[0]).orElseThrow();
      double care = Double.parseDouble(row[3].replace(',', '.'));
      byUnit.merge(unit + "/" + row[2], care, Double::sum);
    }
    for (SampleFiles.Row row : clean.rows(3375)) {
      if (row.isMunicipal()) {
        double cost = byUnit.get(row.code() + "/" + row.year());
        // The series is in whole thousands, the table in tenths.
        assertThat(row.value().orElseThrow()).isCloseTo(cost, within(0.5001));
      }
    }
  }

  @Test
  void theOlderFileIsLatinOneAndTheNewerOneStartsWithAByteOrderMark() throws IOException {
    byte[] early = clean.content("sources/" + CostFiles.EARLY);
    byte[] late = clean.content("sources/" + CostFiles.LATE);
    assertThat(new String(early, StandardCharsets.ISO_8859_1)).contains(";Äänekoski;");
    assertThat(new String(early, StandardCharsets.UTF_8)).doesNotContain("Äänekoski");
    assertThat(late).startsWith((byte) 0xEF, (byte) 0xBB, (byte) 0xBF);
    assertThat(new String(late, StandardCharsets.UTF_8)).contains(";Äänekoski;");
  }

  @Test
  void numbersHaveADecimalComma() throws IOException {
    for (String[] row : clean.costRows()) {
      assertThat(row).hasSize(5);
      assertThat(row[3]).matches("\\d+,\\d");
      assertThat(row[4]).matches("\\d+,\\d");
    }
  }
}
