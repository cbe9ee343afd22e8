package fi.lape.jobs.release.report;

import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One tile an area, as many components in use as the shade is dark; what was done, no ranking. */
public record TileMap(List<Tile> tiles, List<Shade> legend, TableView table) {
  /** One area. */
  public record Tile(int row, int column, String code, String name, int components, String alt) {}

  /** One step of the legend. */
  public record Shade(int components, String label) {}

  static TileMap of(Words words, StudyPlan plan, Release release) {
    List<Tile> tiles = new ArrayList<>();
    List<TableRow> areas = new ArrayList<>(release.table("area_profile").rows());
    areas.sort(
        (a, b) ->
            words
                .language()
                .collator()
                .compare(words.area(a.text("area_code")), words.area(b.text("area_code"))));
    TableMaker table =
        new TableMaker(
            words.get("tiles.table"),
            List.of(
                words.get("head.area"),
                words.get("head.components"),
                words.get("head.packages"),
                words.get("head.family-centre-municipalities"),
                words.get("head.grant-per-child", plan.pre().lastCleanYear())));
    int most = 0;
    for (TableRow area : areas) {
      List<String> components = area.texts("components_in_use_2018");
      most = Math.max(most, components.size());
      String name = words.area(area.text("area_code"));
      tiles.add(
          new Tile(
              area.whole("tile_row"),
              area.whole("tile_col"),
              area.text("area_code"),
              name,
              components.size(),
              words.get("tiles.alt", name, components.size())));
      table
          .text(name, area.text("area_code"))
          .text(
              Integer.toString(components.size()),
              components.stream()
                  .map(c -> words.code("components", c))
                  .collect(Collectors.joining(", ")))
          .number(Integer.toString(area.whole("package_count")))
          .number(
              words.get(
                  "n-of-m",
                  area.whole("municipalities_with_family_centre_2018"),
                  area.whole("municipalities")))
          .number(
              area.isEmpty("grant_eur_per_child")
                  ? Numbers.NONE
                  : words.numbers().fixed(area.number("grant_eur_per_child"), 2));
    }
    List<Shade> legend = new ArrayList<>();
    for (int n = 0; n <= Math.max(most, 1); n++) {
      legend.add(new Shade(n, Integer.toString(n)));
    }
    return new TileMap(tiles, legend, table.done());
  }
}
