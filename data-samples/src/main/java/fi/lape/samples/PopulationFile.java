package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes children aged 0–17 as the JSON-stat2 answer of Statistics Finland's PxWeb. */
final class PopulationFile {

  private final World world;

  PopulationFile(World world) {
    this.world = world;
  }

  void write(SampleFolder folder) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    List<List<Municipality>> members = new ArrayList<>();
    List<Municipality> all = world.geography().municipalities();
    names.put("SSS", "KOKO MAA");
    members.add(all);
    for (Geography.Region region : world.geography().regions()) {
      if (region.category().equals("MAAKUNTA")) {
        names.put("MK" + region.code(), region.nameFi());
        members.add(all.stream().filter(each -> each.region().equals(region.code())).toList());
      }
    }
    for (Municipality municipality : all) {
      names.put("KU" + municipality.code(), municipality.nameFi());
      members.add(List.of(municipality));
    }
    folder.gzip(
        "sources/statfin/population_0_17.json.gz", JsonText.write(document(names, members)));
  }

  private ObjectNode document(Map<String, String> names, List<List<Municipality>> members) {
    SampleSettings settings = world.settings();
    Map<String, String> years = new LinkedHashMap<>();
    for (int t = 0; t < settings.years(); t++) {
      years.put(String.valueOf(settings.year(t)), String.valueOf(settings.year(t)));
    }
    ObjectNode document = JsonText.object();
    document.put("class", "dataset").put("version", "2.0");
    document.put("label", "Väestö 0-17-vuotiaat alueittain (synteettinen aineisto)");
    document.put("source", "LAPE-arvioinnin synteettinen aineisto").put("synthetic", true);
    document.put("updated", "2022-12-21T06.00.00Z");
    document.putArray("id").add("Alue").add("Vuosi").add("Tiedot");
    document.putArray("size").add(names.size()).add(years.size()).add(1);
    ObjectNode role = document.putObject("role");
    role.putArray("time").add("Vuosi");
    role.putArray("metric").add("Tiedot");
    role.putArray("geo").add("Alue");
    ObjectNode dimension = document.putObject("dimension");
    dimension.set("Alue", dimension("Alue", names));
    dimension.set("Vuosi", dimension("Vuosi", years));
    ObjectNode contents = dimension("Tiedot", Map.of("vaesto_0_17", "0-17-vuotiaat"));
    ((ObjectNode) contents.get("category"))
        .putObject("unit")
        .putObject("vaesto_0_17")
        .put("base", "lukumäärä")
        .put("decimals", 0);
    dimension.set("Tiedot", contents);
    ArrayNode values = document.putArray("value");
    for (List<Municipality> region : members) {
      for (int t = 0; t < settings.years(); t++) {
        long sum = 0;
        for (Municipality municipality : region) {
          sum += world.children().of(municipality, t);
        }
        values.add(sum);
      }
    }
    return document;
  }

  private static ObjectNode dimension(String label, Map<String, String> categories) {
    ObjectNode dimension = JsonText.object().put("label", label);
    ObjectNode category = dimension.putObject("category");
    ObjectNode index = category.putObject("index");
    ObjectNode labels = category.putObject("label");
    for (Map.Entry<String, String> entry : categories.entrySet()) {
      index.put(entry.getKey(), index.size());
      labels.put(entry.getKey(), entry.getValue());
    }
    return dimension;
  }
}
