package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How far each area got with what it set out to do. */
final class FidelityTable {
  private final Material material;
  private final Words words;

  FidelityTable(Material material) {
    this.material = material;
    this.words = material.words();
  }

  TableView table() {
    TableMaker table =
        new TableMaker(
            words.get("fidelity.table"),
            List.of(
                words.get("head.area"),
                words.get("head.packages-chosen"),
                words.get("head.components-in-use"),
                words.get("head.family-centre-municipalities"),
                words.get("head.children-reached"),
                words.get("head.reports-missing")));
    Map<String, Integer> missing = missing();
    Set<String> without = without();
    List<TableRow> areas = new ArrayList<>(material.release().table("area_profile").rows());
    areas.sort(
        (a, b) ->
            words
                .language()
                .collator()
                .compare(words.area(a.text("area_code")), words.area(b.text("area_code"))));
    for (TableRow area : areas) {
      String code = area.text("area_code");
      List<String> components = area.texts("components_in_use_2018");
      table
          .text(words.area(code), code)
          .number(Integer.toString(area.whole("package_count")))
          .text(
              Integer.toString(components.size()),
              components.stream()
                  .map(c -> words.code("components", c))
                  .collect(Collectors.joining(", ")))
          .number(
              words.get(
                  "n-of-m",
                  area.whole("municipalities_with_family_centre_2018"),
                  area.whole("municipalities")))
          .bar(
              words.numbers().whole(100 * area.number("family_centre_child_share_2018"))
                  + Numbers.NO_BREAK
                  + "%",
              area.number("family_centre_child_share_2018"))
          .number(
              without.contains(code)
                  ? words.get("fidelity.no-reports")
                  : Integer.toString(missing.getOrDefault(code, 0)));
    }
    return table.done(words.get("fidelity.note"));
  }

  private Map<String, Integer> missing() {
    Map<String, Integer> missing = new HashMap<>();
    findings("REPORT_PERIOD_MISSING")
        .forEach(row -> missing.merge(row.text("area_code"), row.whole("rows"), Integer::sum));
    return missing;
  }

  private Set<String> without() {
    Set<String> areas = new HashSet<>();
    findings("PROJECT_MISSING").forEach(row -> areas.add(row.text("area_code")));
    return areas;
  }

  private List<TableRow> findings(String code) {
    return material
        .release()
        .table("data_flow")
        .rows(r -> r.text("reason_code").equals(code) && !r.isEmpty("area_code"));
  }
}
