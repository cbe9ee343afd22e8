package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the resamples of areas lie on the cost-effectiveness plane, in cells, never one by one. */
final class PlaneChart {
  private static final double MILLION = 1e6;

  /** Shades by share of the fullest cell, from the lightest. */
  private static final List<String> SHADES =
      List.of("#DCEBF7", "#B3D3EC", "#7FB4DC", "#3F8CC4", "#0B5C99");

  private static final List<String> QUADRANTS =
      List.of("north-west", "north-east", "south-west", "south-east");

  private final Material material;
  private final Words words;

  PlaneChart(Material material) {
    this.material = material;
    this.words = material.words();
  }

  /** A chart for each analysis whose areas were resampled. */
  List<ChartView> all() {
    return material.release().table("cost_plane").rows().stream()
        .map(r -> r.text("analysis"))
        .distinct()
        .map(this::chart)
        .toList();
  }

  private ChartView chart(String analysis) {
    List<TableRow> cells =
        material.release().table("cost_plane").rows(r -> r.text("analysis").equals(analysis));
    return ChartView.of(
        "plane-" + analysis,
        words.get(
            "chart.plane.title", words.treatment(material.plan().analysis(analysis).treatment())),
        (prefix, width, height) -> draw(analysis, cells, prefix, width, height),
        380,
        360,
        words.get("chart.plane.alt"),
        table(analysis),
        words.get("chart.plane.note"));
  }

  private Optional<Double> measure(String analysis, String measure) {
    return material
        .release()
        .table("cost_effectiveness")
        .rows(
            r ->
                r.text("analysis").equals(analysis)
                    && r.text("measure").equals(measure)
                    && !r.isEmpty("value"))
        .stream()
        .findFirst()
        .map(r -> r.number("value"));
  }

  private static double step(List<TableRow> cells, String bin, String middle) {
    for (TableRow a : cells) {
      for (TableRow b : cells) {
        int apart = b.whole(bin) - a.whole(bin);
        if (apart > 0) {
          return (b.number(middle) - a.number(middle)) / apart;
        }
      }
    }
    return 1;
  }

  private String draw(String analysis, List<TableRow> cells, String prefix, int width, int height) {
    double wide = step(cells, "effect_bin", "effect") / 2;
    // Without a change in care cost the cost is one number: a thin row, not none.
    double costly = cells.stream().mapToDouble(r -> Math.abs(r.number("cost"))).max().orElse(1);
    double tall = Math.max(step(cells, "cost_bin", "cost") / 2, costly / 60);
    double most = cells.stream().mapToDouble(r -> r.number("share")).max().orElse(1);
    double left = 0;
    double right = 0;
    double bottom = 0;
    double top = 0;
    for (TableRow cell : cells) {
      left = Math.min(left, cell.number("effect") - wide);
      right = Math.max(right, cell.number("effect") + wide);
      bottom = Math.min(bottom, (cell.number("cost") - tall) / MILLION);
      top = Math.max(top, (cell.number("cost") + tall) / MILLION);
    }
    Axis across = Axis.of(left, right, width > 500 ? 7 : 4);
    Axis up = Axis.of(bottom, top, 6);
    Plot plot = new Plot();
    for (int shade = 0; shade < SHADES.size(); shade++) {
      int mine = shade;
      List<TableRow> drawn =
          cells.stream().filter(r -> shade(r.number("share") / most) == mine).toList();
      plot.layer(
          "rect",
          Map.of(
              "a", drawn.stream().map(r -> r.number("effect") - wide).toList(),
              "b", drawn.stream().map(r -> r.number("effect") + wide).toList(),
              "c", drawn.stream().map(r -> (r.number("cost") - tall) / MILLION).toList(),
              "d", drawn.stream().map(r -> (r.number("cost") + tall) / MILLION).toList()),
          Map.of("xmin", "a", "xmax", "b", "ymin", "c", "ymax", "d"),
          Map.of("fill", SHADES.get(shade), "size", 0));
    }
    plot.horizontal(0, "#333333", "solid")
        .layer(
            "vline", Map.of(), Map.of(), Map.of("xintercept", 0, "color", "#333333", "size", 0.7));
    Optional<Double> effect = measure(analysis, "effect-total-discounted");
    Optional<Double> cost = measure(analysis, "incremental-cost-discounted");
    if (effect.isPresent() && cost.isPresent()) {
      plot.layer(
          "point",
          Map.of("x", List.of(-effect.get()), "y", List.of(cost.get() / MILLION)),
          Map.of("x", "x", "y", "y"),
          Map.of("fill", Plot.VERMILION, "color", "#FFFFFF", "size", 5.5, "shape", 23));
    }
    return plot.axis(
            "x", words.get("chart.plane.x"), across.breaks(), across.labels(words.numbers()))
        .axis("y", words.get("chart.plane.y"), up.breaks(), up.labels(words.numbers()))
        .svg(prefix, width, height);
  }

  private static int shade(double share) {
    return Math.min(SHADES.size() - 1, (int) (share * SHADES.size()));
  }

  private TableView table(String analysis) {
    TableMaker table =
        new TableMaker(
            words.get("chart.plane.table"), words.list("head.quadrant", "head.probability"));
    for (String quadrant : QUADRANTS) {
      table
          .text(words.get("measure.plane-" + quadrant))
          .number(
              measure(analysis, "plane-" + quadrant)
                  .map(share -> words.numbers().fixed(100 * share, 1) + Numbers.NO_BREAK + "%")
                  .orElse(Numbers.NONE));
    }
    return table.done();
  }
}
