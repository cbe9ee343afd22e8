package fi.lape.jobs.release.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jetbrains.letsPlot.commons.geometry.DoubleVector;
import org.jetbrains.letsPlot.core.util.PlotSvgExportCommon;

/** A chart as layers in the words of Lets-Plot's grammar of graphics, drawn as SVG text. */
final class Plot {
  /** Okabe and Ito's colours, told apart with every common colour blindness. */
  static final List<String> COLOURS =
      List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000");

  static final String BLUE = COLOURS.get(0);
  static final String VERMILION = COLOURS.get(1);
  static final String GREY = "#6B6B6B";
  static final String SKY = "#A9D3F0";

  private static final Pattern ID = Pattern.compile("id=\"([A-Za-z0-9]+)\"");

  private static final Pattern CIRCLE = Pattern.compile("(<circle[^>]*?)\\s*/>");

  private final List<Object> layers = new ArrayList<>();
  private final List<Object> scales = new ArrayList<>();
  private final List<String> tips = new ArrayList<>();
  private boolean legend = false;

  /** A layer with data of its own. */
  Plot layer(String geom, Map<String, ?> data, Map<String, ?> mapping, Map<String, ?> fixed) {
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("geom", geom);
    layer.put("data", new LinkedHashMap<>(data));
    layer.put("mapping", new LinkedHashMap<>(mapping));
    layer.put("tooltips", "none");
    layer.putAll(fixed);
    layers.add(layer);
    return this;
  }

  /** A horizontal line across the chart. */
  Plot horizontal(double y, String colour, String linetype) {
    return layer(
        "hline",
        Map.of(),
        Map.of(),
        Map.of("yintercept", y, "color", colour, "linetype", linetype, "size", 0.7));
  }

  /**
   * What each round point says when it is pointed at, in the order in which points are drawn; the
   * browser shows it by itself, without a script.
   */
  Plot tips(List<String> texts) {
    tips.addAll(texts);
    return this;
  }

  /** Numbers and title of an axis. */
  Plot axis(String aesthetic, String title, List<Double> breaks, List<String> labels) {
    scales.add(
        new LinkedHashMap<>(
            Map.of("aesthetic", aesthetic, "name", title, "breaks", breaks, "labels", labels)));
    return this;
  }

  /** Colours, shapes or line types of groups, in the order of their names. */
  Plot groups(String aesthetic, List<String> names, List<?> values) {
    Map<String, Object> scale = new LinkedHashMap<>();
    scale.put("aesthetic", aesthetic);
    scale.put("name", "");
    scale.put("breaks", names);
    scale.put("limits", names);
    scale.put("values", values.subList(0, names.size()));
    scales.add(scale);
    legend = true;
    return this;
  }

  /** The chart as inline SVG that scales with its box; ids start with the prefix. */
  String svg(String prefix, int width, int height) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("kind", "plot");
    spec.put("layers", new ArrayList<>(layers));
    spec.put("scales", new ArrayList<>(scales));
    spec.put("theme", theme());
    String raw =
        PlotSvgExportCommon.INSTANCE.buildSvgImageFromRawSpecs(
            spec, new DoubleVector(width, height), (w, h, pixels) -> "", false);
    return pointed(inline(raw, prefix, width, height));
  }

  private Map<String, Object> theme() {
    Map<String, Object> theme = new LinkedHashMap<>();
    theme.put("name", "minimal");
    theme.put("legend_position", legend ? "bottom" : "none");
    Map<String, Object> text = Map.of("size", 12.0, "color", "#333333", "blank", false);
    theme.put("text", new LinkedHashMap<>(text));
    theme.put("axis_title", new LinkedHashMap<>(Map.of("size", 12.0, "blank", false)));
    theme.put(
        "axis_text_x", new LinkedHashMap<>(Map.of("angle", 0.0, "size", 12.0, "blank", false)));
    theme.put("axis_text", new LinkedHashMap<>(Map.of("size", 12.0, "blank", false)));
    theme.put("legend_text", new LinkedHashMap<>(Map.of("size", 12.0, "blank", false)));
    theme.put("legend_title", new LinkedHashMap<>(Map.of("size", 12.0, "blank", false)));
    theme.put("panel_grid_minor", new LinkedHashMap<>(Map.of("blank", true)));
    return theme;
  }

  private String pointed(String svg) {
    if (tips.isEmpty()) {
      return svg;
    }
    Matcher circle = CIRCLE.matcher(svg);
    StringBuilder text = new StringBuilder();
    int next = 0;
    while (circle.find()) {
      if (next == tips.size()) {
        throw new IllegalStateException("more points are drawn than " + next + " texts");
      }
      String tip = tips.get(next++).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      circle.appendReplacement(
          text, Matcher.quoteReplacement(circle.group(1) + "><title>" + tip + "</title></circle>"));
    }
    if (next < tips.size()) {
      throw new IllegalStateException(tips.size() + " texts for " + next + " points");
    }
    return circle.appendTail(text).toString();
  }

  /**
   * The library draws ids at random and sets a size in pixels; the page needs its own ids, the same
   * every time, and a drawing that fits its box.
   */
  private static String inline(String raw, String prefix, int width, int height) {
    String svg = raw.substring(raw.indexOf("<svg"));
    Matcher ids = ID.matcher(svg);
    Map<String, String> renamed = new LinkedHashMap<>();
    while (ids.find()) {
      renamed.putIfAbsent(ids.group(1), prefix + "-" + (renamed.size() + 1));
    }
    for (Map.Entry<String, String> id : renamed.entrySet()) {
      svg =
          svg.replace("id=\"" + id.getKey() + "\"", "id=\"" + id.getValue() + "\"")
              .replace("#" + id.getKey() + " ", "#" + id.getValue() + " ")
              .replace("url(#" + id.getKey() + ")", "url(#" + id.getValue() + ")");
    }
    svg = svg.replaceAll("\\s+clip-bounds-jfx=\"[^\"]*\"", "");
    svg = svg.replaceAll("(\\d+\\.\\d{2})\\d+", "$1").replaceAll(">\\s+<", "><");
    svg = svg.replaceAll("(?s)<style type=\"text/css\">.*?</style>", "");
    int end = svg.indexOf('>');
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\" focusable=\"false\""
            .formatted(width, height)
        + svg.substring(end);
  }
}
