package fi.lape.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonStatTableTest {
  private static final String DENSE =
      """
      {"class":"dataset","version":"2.0","updated":"2022-12-21T06.00.00Z",
       "id":["Alue","Vuosi","Tiedot"],"size":[2,3,1],
       "dimension":{"Alue":{"category":{"index":{"KU091":1,"SSS":0}}},
        "Vuosi":{"category":{"index":["2015","2016","2017"]}},
        "Tiedot":{"category":{"label":{"n":"lkm"}}}},
       "value":[1,2,3,4,null,6],"status":{"4":".."}}
      """;

  @Test
  void theLastDimensionRunsFastest() {
    assertThat(cells(DENSE))
        .containsEntry("SSS 2015", "1.0")
        .containsEntry("SSS 2017", "3.0")
        .containsEntry("KU091 2015", "4.0")
        .containsEntry("KU091 2016", "..")
        .hasSize(6);
  }

  @Test
  void dimensionsMayComeInAnyOrderAndValuesBySparsePosition() {
    String sparse =
        DENSE
            .replace("[\"Alue\",\"Vuosi\",\"Tiedot\"]", "[\"Vuosi\",\"Tiedot\",\"Alue\"]")
            .replace("[2,3,1]", "[3,1,2]")
            .replace("[1,2,3,4,null,6]", "{\"0\":1,\"1\":4,\"2\":2,\"4\":3,\"5\":6}")
            .replace("{\"4\":\"..\"}", "{\"3\":\"..\"}");
    assertThat(cells(sparse)).isEqualTo(cells(DENSE));
  }

  @Test
  void theDayOfUpdateIsReadThoughItsTimeHasDots() {
    assertThat(JsonStatTable.read(DENSE).orElseThrow().updatedDay()).contains("2022-12-21");
  }

  @Test
  void sizesThatDoNotAgreeAreNoDataset() {
    assertThat(JsonStatTable.read(DENSE.replace("[2,3,1]", "[2,4,1]"))).isEmpty();
    assertThat(JsonStatTable.read(DENSE.replace("null,6]", "6]"))).isEmpty();
    assertThat(JsonStatTable.read(DENSE.replace("\"dataset\"", "\"collection\""))).isEmpty();
    assertThat(JsonStatTable.read("[1]")).isEqualTo(Optional.empty());
  }

  private static Map<String, String> cells(String document) {
    Map<String, String> cells = new TreeMap<>();
    for (JsonStatTable.Cell cell : JsonStatTable.read(document).orElseThrow().cells()) {
      cells.put(
          cell.codes().get("Alue") + " " + cell.codes().get("Vuosi"),
          cell.value().map(String::valueOf).orElseGet(() -> cell.status().orElse("")));
    }
    return cells;
  }
}
