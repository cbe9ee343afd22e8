package fi.lape.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected figures: Statistics Finland, municipality classifications of the years named. */
class CodeListsTest {
  private final CodeLists lists = CodeLists.standard();

  @ParameterizedTest
  @CsvSource({
    "2013, 320",
    "2014, 320",
    "2015, 317",
    "2016, 313",
    "2017, 311",
    "2018, 311",
    "2019, 311",
    "2020, 310",
    "2021, 309",
    "2022, 309",
    "2023, 309",
    "2024, 309",
    "2025, 308"
  })
  void everyYearHasItsNumberOfMunicipalities(int year, int count) {
    assertThat(lists.municipalitiesIn(year)).hasSize(count);
  }

  @Test
  void theRegionsOf2018HaveTheirNumbersOfMunicipalities() {
    Map<String, Long> byRegion =
        lists.municipalitiesIn(2018).stream()
            .collect(
                Collectors.groupingBy(
                    m -> lists.region(m.code(), 2018).orElseThrow(),
                    TreeMap::new,
                    Collectors.counting()));
    assertThat(byRegion.values())
        .containsExactly(
            26L, 27L, 17L, 11L, 22L, 9L, 7L, 9L, 14L, 18L, 13L, 23L, 17L, 15L, 8L, 30L, 8L, 21L,
            16L);
    assertThat(byRegion).containsEntry("21", 16L);
  }

  @Test
  void there309PanelUnitsAnd293OfThemInTheNineteenAreas() {
    assertThat(lists.panelUnits()).hasSize(309);
    assertThat(lists.areas()).hasSize(19);
    assertThat(lists.areaByPanelUnit()).hasSize(293);
    assertThat(lists.areas().stream().flatMap(a -> lists.municipalitiesOf(a.code()).stream()))
        .hasSize(293)
        .doesNotHaveDuplicates();
  }

  @Test
  void theCapitalAreaIsFourMunicipalitiesCutOutOfUusimaa() {
    assertThat(lists.municipalitiesOf("PKS")).containsExactly("049", "091", "092", "235");
    assertThat(lists.municipalitiesOf("UUS")).hasSize(22).doesNotContain("049", "091");
  }

  @ParameterizedTest
  @CsvSource({
    "164, 301", // Jalasjärvi to Kurikka 2016
    "174, 297", // Juankoski to Kuopio 2017
    "476, 297", // Maaninka to Kuopio 2015
    "911, 541", // Valtimo to Nurmes 2020
    "099, 214", // Honkajoki to Kankaanpää 2021
    "945, 946", // Vöyri-Maksamaa to Vöyri 2011
    "091, 091"
  })
  void mergedMunicipalitiesBecomePartOfTheirSuccessorsUnit(String code, String unit) {
    assertThat(lists.panelUnit(code)).contains(unit);
    int lastYear = lists.municipality(code).orElseThrow().validTo().orElse(2021);
    assertThat(lists.membersOf(unit, lastYear)).contains(code);
  }

  @Test
  void aUnitHasTheMembersOfTheYear() {
    assertThat(lists.membersOf("297", 2010)).containsExactly("174", "227", "297", "476", "534");
    assertThat(lists.membersOf("297", 2016)).containsExactly("174", "297");
    assertThat(lists.membersOf("297", 2017)).containsExactly("297");
    assertThat(lists.membersOf("297")).containsExactly("174", "297", "476");
  }

  @Test
  void aChainOfMergersIsFollowedToItsEndButNotPast2021() {
    Municipalities chain =
        new Municipalities(
            List.of(
                row("001", "2014", "002", "2015"),
                row("002", "2019", "003", "2020"),
                row("003", "", "", ""),
                row("004", "2024", "003", "2025")),
            List.of());
    assertThat(chain.units())
        .containsEntry("001", "003")
        .containsEntry("002", "003")
        .containsEntry("003", "003")
        .containsEntry("004", "004");
  }

  @Test
  void successorsInACircleOrOutsideTheListAreRefused() {
    assertThatThrownBy(
            () ->
                new Municipalities(
                    List.of(row("001", "2014", "002", "2015"), row("002", "2019", "001", "2020")),
                    List.of()))
        .hasMessageStartingWith(
            "CODE_LIST_INVALID: municipalities.csv: successors run in a circle: [001, 002].");
    assertThatThrownBy(
            () -> new Municipalities(List.of(row("001", "2014", "002", "2015")), List.of()))
        .hasMessageStartingWith(
            "CODE_LIST_INVALID: municipalities.csv: successor '002' is not in the list.");
  }

  @Test
  void aUnitInTwoAreasOrAnUnknownRuleIsRefused() {
    Municipalities one =
        new Municipalities(
            List.of(row("001", "", "", "")),
            List.of(
                Map.of("code", "001", "region_code", "01", "valid_from", "2013", "valid_to", "")));
    assertThatThrownBy(
            () -> new ProjectAreas(List.of(area("A", "all"), area("B", "all")), one, 2018))
        .hasMessageStartingWith(
            "CODE_LIST_INVALID: project_areas.csv: panel unit '001' is in both 'A' and 'B'.");
    assertThatThrownBy(() -> new ProjectAreas(List.of(area("A", "some")), one, 2018))
        .hasMessageStartingWith(
            "CODE_LIST_INVALID: project_areas.csv: 'some' is no municipality rule.");
    assertThat(new ProjectAreas(List.of(area("A", "only")), one, 2018).areaByUnit()).isEmpty();
  }

  private static Map<String, String> area(String code, String rule) {
    return Map.of(
        "area_code",
        code,
        "region_code",
        "01",
        "municipality_rule",
        rule,
        "municipalities",
        "",
        "name_fi",
        "x",
        "name_sv",
        "x",
        "name_en",
        "x",
        "tile_row",
        "1",
        "tile_col",
        "1");
  }

  private static Map<String, String> row(String code, String to, String successor, String from) {
    return Map.of(
        "code",
        code,
        "name_fi",
        "x",
        "name_sv",
        "x",
        "valid_from",
        "2010",
        "valid_to",
        to,
        "successor_code",
        successor,
        "successor_from",
        from);
  }

  @Test
  void aCodeHasNoUnitInAYearItDidNotExist() {
    assertThat(lists.panelUnit("164", 2015)).contains("301");
    assertThat(lists.panelUnit("164", 2016)).isEmpty();
    assertThat(lists.panelUnit("999", 2016)).isEmpty();
    assertThat(lists.panelUnit("999")).isEmpty();
  }

  @Test
  void areasFollowTheRegionsOf2018() {
    assertThat(lists.region("785", 2015)).contains("18");
    assertThat(lists.region("785", 2016)).contains("17");
    assertThat(lists.areaOf("785")).contains("PPO");
    assertThat(lists.region("291", 2021)).contains("06");
    assertThat(lists.areaOf("291")).contains("KSU");
    assertThat(lists.areaOf("478")).as("Mariehamn").isEmpty();
  }

  @Test
  void everyAreaHasATileOfItsOwn() {
    assertThat(lists.areas().stream().map(a -> a.tileRow() + "/" + a.tileColumn()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everySymbolIsItsOwnCodeAndOnlyTheDashIsZero() {
    assertThat(lists.symbols().stream().map(MissingSymbol::symbol))
        .containsExactlyInAnyOrder(".", "..", "...", "-", "");
    assertThat(lists.symbols().stream().filter(MissingSymbol::isZero))
        .extracting(MissingSymbol::symbol)
        .containsExactly("-");
    assertThat(lists.symbol("...").map(MissingSymbol::obsStatus)).contains("SUPPRESSED");
    assertThat(lists.symbol("x")).isEmpty();
  }

  @Test
  void indicatorsSayHowAnAbsentRowIsToBeRead() {
    assertThat(lists.indicator(191).orElseThrow().suppressedBelow()).hasValue(5);
    assertThat(lists.indicator(181).orElseThrow().suppressedBelow()).isEmpty();
    assertThat(lists.indicator(1245).orElseThrow().breakYears()).isEqualTo(List.of(2015));
    assertThat(lists.indicator(1).map(Indicator::id)).isEqualTo(Optional.empty());
  }

  @Test
  void anUnknownListOrAreaIsNamedInTheMessage() {
    assertThatThrownBy(() -> lists.codes("colours"))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("CODE_LIST_UNKNOWN: there is no code list 'colours'.");
    assertThatThrownBy(() -> lists.municipalitiesOf("XXX"))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("AREA_UNKNOWN: 'XXX' is not a project area.");
  }
}
