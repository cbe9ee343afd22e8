package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lape.schemas.CodeLists;
import fi.lape.schemas.Indicator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes the sample in the shapes of the Sotkanet REST interface: regions, indicators, data. */
final class SotkanetFiles {

  private static final int COUNTRY = 658;
  private static final String UPDATED = "2022-11-30";

  private final Map<String, Integer> regionIds = new TreeMap<>();
  private final World world;
  private final SampleFolder folder;

  SotkanetFiles(World world, SampleFolder folder) {
    this.world = world;
    this.folder = folder;
    for (Geography.Region region : world.geography().regions()) {
      if (region.category().equals("MAAKUNTA")) {
        regionIds.put(region.code(), region.sotkanetId());
      }
    }
  }

  void write() throws IOException {
    folder.text("sources/sotkanet/regions.json", regions());
    Map<Integer, List<Series>> byIndicator = new TreeMap<>();
    for (Series series : world.series()) {
      byIndicator.merge(series.indicator(), List.of(series), SotkanetFiles::joined);
    }
    folder.text("sources/sotkanet/indicators.json", indicators(byIndicator));
    for (Map.Entry<Integer, List<Series>> entry : byIndicator.entrySet()) {
      folder.gzip("sources/sotkanet/data/" + entry.getKey() + ".json.gz", data(entry.getValue()));
    }
  }

  private static List<Series> joined(List<Series> some, List<Series> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private String regions() {
    ArrayNode rows = JsonText.array();
    for (Municipality municipality : world.geography().municipalities()) {
      ObjectNode row =
          region(
              municipality.sotkanetId(),
              municipality.code(),
              "KUNTA",
              municipality.nameFi(),
              municipality.nameSv());
      row.putArray("memberOf")
          .add(regionIds.get(municipality.region()))
          .add(municipality.wellbeingSotkanetId())
          .add(COUNTRY);
      rows.add(row);
    }
    for (Geography.Region region : world.geography().regions()) {
      ObjectNode row =
          region(
              region.sotkanetId(),
              region.code(),
              region.category(),
              region.nameFi(),
              region.nameSv());
      row.putArray("memberOf");
      rows.add(row);
    }
    return JsonText.write(rows);
  }

  private static ObjectNode region(int id, String code, String category, String fi, String sv) {
    ObjectNode row = JsonText.object();
    row.put("id", id).put("code", code).put("category", category);
    row.putObject("title").put("fi", fi).put("sv", sv).put("en", fi);
    return row;
  }

  private String indicators(Map<Integer, List<Series>> byIndicator) {
    ArrayNode rows = JsonText.array();
    for (Indicator listed : CodeLists.standard().indicators()) {
      List<Series> series = byIndicator.get(listed.id());
      if (series == null) {
        continue;
      }
      boolean drifted = world.settings().faults() && listed.id() == Faults.DRIFTED_INDICATOR;
      ObjectNode row = JsonText.object();
      row.put("id", listed.id()).put("synthetic", true);
      row.putObject("title")
          .put("fi", drifted ? Faults.DRIFTED_TITLE_FI : listed.labels().fi())
          .put("sv", listed.labels().sv())
          .put("en", listed.labels().en());
      ObjectNode organization = row.putObject("organization").put("id", 0);
      organization
          .putObject("title")
          .put("fi", "LAPE-arvioinnin synteettinen aineisto")
          .put("sv", "Syntetiskt material för LAPE-utvärderingen")
          .put("en", "Synthetic material of the LAPE evaluation");
      ObjectNode classifications = row.putObject("classifications");
      ArrayNode sexes = classifications.putObject("sex").putArray("values");
      series.forEach(each -> sexes.add(each.gender()));
      ArrayNode levels = classifications.putObject("region").putArray("values");
      List.of("Kunta", "Maakunta", "Hyvinvointialue", "Koko maa").forEach(levels::add);
      row.put("data-updated", UPDATED);
      row.putObject("range")
          .put("start", world.settings().firstYear())
          .put("end", world.settings().lastYear());
      row.put("decimals", series.get(0).form() == Series.Form.AMOUNT ? 0 : 1);
      rows.add(row);
    }
    return JsonText.write(rows);
  }

  private String data(List<Series> all) {
    StringBuilder text = new StringBuilder();
    for (Series series : all) {
      SotkanetRows rows = new SotkanetRows(world, series);
      for (Municipality municipality : world.geography().municipalities()) {
        rows.add(municipality.sotkanetId(), List.of(municipality));
      }
      for (Geography.Region region : world.geography().regions()) {
        int id = region.sotkanetId();
        if (region.category().equals("MAAKUNTA")) {
          rows.add(id, members(each -> each.region().equals(region.code())));
        } else if (region.category().equals("HYVINVOINTIALUE")) {
          rows.add(id, members(each -> each.wellbeingSotkanetId() == id));
        } else if (region.category().equals("MAA")) {
          rows.add(id, world.geography().municipalities());
        }
      }
      rows.appendTo(text);
    }
    return "[" + text + "]\n";
  }

  private List<Municipality> members(Predicate<Municipality> rule) {
    return world.geography().municipalities().stream().filter(rule).toList();
  }
}
