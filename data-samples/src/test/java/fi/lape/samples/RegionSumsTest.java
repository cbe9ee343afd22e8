package fi.lape.samples;

import static fi.lape.samples.SampleFiles.differences;
import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Indicator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adds up in the sources adds up in the sample; keys and lists are those of the schemas. */
class RegionSumsTest {

  private static final List<Integer> COUNTED =
      List.of(191, 418, 419, 1077, 1078, 1245, 5495, 5496, 5497);
  private static final CodeLists LISTS = CodeLists.standard();

  @TempDir private static Path folder;
  private static SampleFiles open;

  @BeforeAll
  static void writeWithoutSuppressionAndFaults() throws IOException {
    SampleProgramme.write(
        folder, SampleSettings.standard().withSuppression(false).withFaults(false));
    open = new SampleFiles(folder);
  }

  private static Map<String, Long> sumsByRegion(Map<String, Long> municipal, int division) {
    Map<String, Long> sums = new TreeMap<>();
    municipal.forEach(
        (cell, count) -> {
          String[] key = cell.split("/", -1);
          String region = LISTS.region(key[0], division).orElseThrow();
          sums.merge(region + "/" + key[1], count, Long::sum);
        });
    return sums;
  }

  @Test
  void regionRowsAreSumsOfMunicipalitiesByTheDivisionOf2022HiddenOnesIncluded() throws IOException {
    for (int indicator : COUNTED) {
      Map<String, Long> sums = sumsByRegion(open.counts(indicator, "KUNTA"), 2022);
      Map<String, Long> published = open.counts(indicator, "MAAKUNTA");
      assertThat(differences(published, sums)).as("indicator %s", indicator).isEmpty();
    }
  }

  @Test
  void regionRowsAreNotSumsByTheDivisionOf2018() throws IOException {
    Map<String, Long> published = open.counts(191, "MAAKUNTA");
    Map<String, Long> sums = sumsByRegion(open.counts(191, "KUNTA"), 2018);
    for (String moved : List.of("06", "07", "10", "12", "13")) {
      assertThat(published.get(moved + "/2017")).isNotEqualTo(sums.get(moved + "/2017"));
    }
  }

  @Test
  void theCountryIsTheSumOfItsMunicipalities() throws IOException {
    for (int indicator : COUNTED) {
      Map<String, Long> country = new TreeMap<>();
      open.counts(indicator, "KUNTA")
          .forEach((cell, count) -> country.merge("658/" + cell.substring(4), count, Long::sum));
      assertThat(differences(open.counts(indicator, "MAA"), country)).isEmpty();
    }
  }

  @Test
  void suppressionChangesNoRegionRow() throws IOException {
    assertThat(SampleFiles.COMMITTED.counts(1078, "MAA")).isEqualTo(open.counts(1078, "MAA"));
    Map<String, Long> hidden = SampleFiles.COMMITTED.counts(191, "MAAKUNTA");
    assertThat(differences(hidden, open.counts(191, "MAAKUNTA"))).isEmpty();
  }

  @Test
  void theAgeGroupsAddUpToAllPlacedChildren() throws IOException {
    Map<String, Long> ages = new TreeMap<>();
    for (int indicator : List.of(5495, 5497, 5496)) {
      open.counts(indicator, "KUNTA").forEach((cell, n) -> ages.merge(cell, n, Long::sum));
    }
    assertThat(differences(ages, open.counts(191, "KUNTA"))).isEmpty();
  }

  @Test
  void boysAndGirlsAddUpToAllPlacedChildren() throws IOException {
    Map<String, Long> sexes = new TreeMap<>();
    for (SampleFiles.Row row : open.rows(191)) {
      if (row.isMunicipal() && !row.gender().equals("total")) {
        sexes.merge(row.code() + "/" + row.year(), row.count().orElseThrow(), Long::sum);
      }
    }
    assertThat(differences(sexes, open.counts(191, "KUNTA"))).isEmpty();
  }

  @Test
  void populationAddsUpAndEveryPanelUnitIsThere() throws IOException {
    Map<String, Long> children = open.children();
    long country = 0;
    long regions = 0;
    for (Map.Entry<String, Long> cell : children.entrySet()) {
      if (cell.getKey().endsWith("/2018")) {
        country += cell.getKey().startsWith("KU") ? cell.getValue() : 0;
        regions += cell.getKey().startsWith("MK") ? cell.getValue() : 0;
      }
    }
    assertThat(children.get("SSS/2018")).isEqualTo(country).isEqualTo(regions);
    assertThat(LISTS.panelUnits())
        .allSatisfy(unit -> assertThat(children).containsKey("KU" + unit + "/2018"));
  }

  @Test
  void theGrantsOfTheNineteenProjectsAreNineteenMillionEuros() throws IOException {
    BigDecimal grants = BigDecimal.ZERO;
    BigDecimal own = BigDecimal.ZERO;
    BigDecimal public14 = BigDecimal.ZERO;
    Map<String, Integer> years = new TreeMap<>();
    for (String[] row :
        SampleFiles.COMMITTED.csv(
            "sources/accounts/project_accounts.csv", StandardCharsets.UTF_8)) {
      BigDecimal grant = new BigDecimal(row[4].replace(',', '.'));
      grants = grants.add(grant);
      own = own.add(new BigDecimal(row[5].replace(',', '.')));
      public14 = public14.add(row[0].equals("EPO") ? grant : BigDecimal.ZERO);
      years.merge(row[0], 1, Integer::sum);
      assertThat(LISTS.municipalitiesOf(row[0])).contains(row[2]);
    }
    assertThat(grants).isEqualByComparingTo("19000000.00");
    assertThat(public14).isEqualByComparingTo("899947.00");
    assertThat(own.doubleValue() / grants.add(own).doubleValue()).isBetween(0.19, 0.23);
    assertThat(years).hasSize(19).allSatisfy((area, rows) -> assertThat(rows).isEqualTo(2));
  }

  @Test
  void everyIndicatorIsInTheCodeListWithItsTitle() throws IOException {
    var indicators = open.json("sources/sotkanet/indicators.json");
    assertThat(indicators).hasSizeGreaterThanOrEqualTo(14);
    assertThat(indicators)
        .allSatisfy(
            each -> {
              Indicator listed = LISTS.indicator(each.get("id").intValue()).orElseThrow();
              assertThat(each.at("/title/fi").textValue()).isEqualTo(listed.labels().fi());
              assertThat(open.rows(listed.id())).isNotEmpty();
            });
  }
}
