package fi.lape.jobs.release.report;

import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.TableRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the released checks say of a headline: hidden cells and single areas. */
final class Robustness {
  /**
   * Where the estimate could lie if every hidden cell were anywhere in its interval.
   *
   * @param cells hidden municipality-years
   * @param childShare their share of the children, 0 to 1
   */
  record HiddenCells(double low, double high, OptionalDouble cells, OptionalDouble childShare) {
    boolean holdsZero() {
      return low <= 0 && high >= 0;
    }
  }

  private final Release release;

  Robustness(Release release) {
    this.release = release;
  }

  /** The bounds of a headline; nothing where no cell is hidden or there is no estimate. */
  Optional<HiddenCells> hiddenCells(Headline headline) {
    OptionalDouble low = value(headline, "suppressed-cell-bounds-low");
    OptionalDouble high = value(headline, "suppressed-cell-bounds-high");
    if (headline.row().isEmpty("estimate") || low.isEmpty() || high.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HiddenCells(
            low.getAsDouble(),
            high.getAsDouble(),
            value(headline, "hidden-cells"),
            value(headline, "hidden-child-share")));
  }

  /** Codes of the areas without any one of which the sign of the estimate turns. */
  List<String> signTurnsWithout(Headline headline) {
    return leftOut(headline).stream()
        .filter(r -> r.textIfAny("sign_flips").filter("true"::equals).isPresent())
        .map(r -> r.text("area_code"))
        .sorted()
        .toList();
  }

  /** The estimates of a headline without each area. */
  List<TableRow> leftOut(Headline headline) {
    return release
        .table("influence")
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && isOf(r.text("estimand"), headline)
                    && !r.isEmpty("estimate_without"));
  }

  /** The estimand may carry its outcome after a colon where an analysis has several. */
  private static boolean isOf(String estimand, Headline headline) {
    String own = headline.row().text("estimand");
    return estimand.equals(own) || estimand.equals(own + ":" + headline.outcome());
  }

  private OptionalDouble value(Headline headline, String diagnostic) {
    return release
        .table("diagnostic")
        .rows(
            r ->
                r.text("analysis").equals(headline.analysis())
                    && r.text("diagnostic").equals(diagnostic)
                    && r.text("subject").equals(headline.outcome())
                    && !r.isEmpty("value"))
        .stream()
        .mapToDouble(r -> r.number("value"))
        .findFirst();
  }
}
