package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Nothing of the published figures is in the sample. */
@EnabledIfEnvironmentVariable(named = "LAPE_REAL_DATA", matches = ".+")
class RealDataTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long CHANCE_BELOW = 20;

  private static JsonNode real(String file) throws IOException {
    return MAPPER.readTree(Path.of(System.getenv("LAPE_REAL_DATA"), file).toFile());
  }

  @Test
  void noMunicipalitysPlacementsAreTheRealOnes() throws IOException {
    Map<Integer, String> codes = new TreeMap<>();
    for (JsonNode region : real("sotkanet/regions.json")) {
      if (region.get("category").asText().equals("KUNTA")) {
        codes.put(region.get("id").intValue(), region.get("code").asText());
      }
    }
    Map<String, Long> published = new TreeMap<>();
    for (JsonNode row : real("sotkanet/data/191.json")) {
      String code = codes.get(row.get("region").intValue());
      if (code != null && row.get("gender").asText().equals("total")) {
        published.put(code + "/" + row.get("year").asText(), row.get("absValue").longValue());
      }
    }
    // Small counts meet by chance; of the others none may meet in most of its years.
    assertThat(sameInMostYears(SampleFiles.COMMITTED.counts(191, "KUNTA"), published)).isEmpty();
  }

  @Test
  void noMunicipalitysChildrenAreTheRealOnes() throws IOException {
    JsonNode document = real("statfin/population_0_17.json");
    JsonNode years = document.at("/dimension/Vuosi/category/index");
    Map<String, Long> published = new TreeMap<>();
    for (Map.Entry<String, JsonNode> area :
        document.at("/dimension/Alue/category/index").properties()) {
      for (Map.Entry<String, JsonNode> year : years.properties()) {
        int cell = area.getValue().intValue() * years.size() + year.getValue().intValue();
        if (area.getKey().startsWith("KU")) {
          published.put(
              area.getKey() + "/" + year.getKey(), document.get("value").get(cell).longValue());
        }
      }
    }
    assertThat(sameInMostYears(SampleFiles.COMMITTED.children(), published)).isEmpty();
  }

  private static Set<String> sameInMostYears(
      Map<String, Long> sample, Map<String, Long> published) {
    Map<String, Integer> same = new TreeMap<>();
    Map<String, Integer> all = new TreeMap<>();
    published.forEach(
        (cell, count) -> {
          if (sample.containsKey(cell) && count >= CHANCE_BELOW) {
            String place = cell.split("/", -1)[0];
            all.merge(place, 1, Integer::sum);
            same.merge(place, sample.get(cell).equals(count) ? 1 : 0, Integer::sum);
          }
        });
    assertThat(all).hasSizeGreaterThan(100);
    TreeSet<String> places = new TreeSet<>();
    same.forEach(
        (place, years) -> {
          if (all.get(place) >= 6 && 2 * years > all.get(place)) {
            places.add(place);
          }
        });
    return places;
  }
}
