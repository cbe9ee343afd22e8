package fi.lape.samples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data rows of one series: a hidden count has no row at all, as in the interface. */
final class SotkanetRows {

  private static final int SMALLEST_PUBLISHED = 5;

  private final World world;
  private final Series series;
  private final List<String> rows = new ArrayList<>();

  SotkanetRows(World world, Series series) {
    this.world = world;
    this.series = series;
  }

  /** Adds the years of a region that is the sum of the given municipalities. */
  void add(int region, List<Municipality> members) {
    SampleSettings settings = world.settings();
    for (int t = 0; t < settings.years(); t++) {
      double numerator = 0;
      double denominator = 0;
      for (Municipality member : members) {
        numerator += series.numerator()[member.index()][t];
        denominator += series.denominator()[member.index()][t];
      }
      boolean hidden = settings.suppression() && series.hidden() && numerator < SMALLEST_PUBLISHED;
      if (!hidden && (!isShare() || denominator > 0)) {
        rows.add(row(region, settings.year(t), numerator, denominator));
      }
    }
  }

  private boolean isShare() {
    return switch (series.form()) {
      case SHARE_AND_COUNT, SHARE_ONLY -> true;
      case COUNT_ONLY, AMOUNT -> false;
    };
  }

  void appendTo(StringBuilder text) {
    for (String row : rows) {
      text.append(text.isEmpty() ? "" : ",\n").append(row);
    }
  }

  private String row(int region, int year, double numerator, double denominator) {
    StringBuilder row = new StringBuilder(96);
    row.append("{\"indicator\":").append(series.indicator());
    row.append(",\"region\":").append(region);
    row.append(",\"year\":").append(year);
    row.append(",\"gender\":\"").append(series.gender()).append('"');
    value(numerator, denominator)
        .ifPresent(value -> row.append(",\"value\":").append(value.toPlainString()));
    if (series.form() == Series.Form.SHARE_AND_COUNT || series.form() == Series.Form.COUNT_ONLY) {
      long count = Math.round(numerator);
      boolean negative =
          world.settings().faults()
              && Faults.isNegativeCount(series.indicator(), region, year, series.gender());
      row.append(",\"absValue\":").append(negative ? -count : count);
    }
    return row.append('}').toString();
  }

  private Optional<BigDecimal> value(double numerator, double denominator) {
    return switch (series.form()) {
      case SHARE_AND_COUNT, SHARE_ONLY -> {
        double share = series.scale() * numerator / denominator;
        yield Optional.of(JsonText.number(share, 1));
      }
      case AMOUNT -> Optional.of(BigDecimal.valueOf(numerator).setScale(0, RoundingMode.HALF_UP));
      case COUNT_ONLY -> Optional.empty();
    };
  }
}
