package fi.lape.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The course of an effect around adoption, and its intervals when trends may differ. */
class ReleasedTrendsTest {
  private static List<TableRow> course() throws IOException {
    return MadeUpRelease.read("event_study")
        .rows(r -> r.text("analysis").equals("E2-new-placements"));
  }

  @Test
  void theYearBeforeAdoptionIsZeroWithoutError() throws IOException {
    List<TableRow> reference = course().stream().filter(r -> r.whole("event_time") == -1).toList();
    assertThat(reference).hasSize(1);
    assertThat(reference.get(0).number("estimate")).isZero();
    assertThat(reference.get(0).isEmpty("std_error")).isTrue();
  }

  @Test
  void fromAdoptionOnTheCourseIsThatOfTheEstimates() throws IOException {
    List<TableRow> estimates =
        MadeUpRelease.read("effect_estimate")
            .rows(
                r ->
                    r.text("analysis").equals("E2-new-placements")
                        && r.text("method").equals("group-time-att")
                        && r.text("estimand").equals("att-dynamic")
                        && !r.isEmpty("event_time")
                        && r.whole("event_time") >= 0);
    assertThat(estimates).hasSizeGreaterThan(2);
    for (TableRow estimate : estimates) {
      TableRow same =
          course().stream()
              .filter(r -> r.whole("event_time") == estimate.whole("event_time"))
              .findFirst()
              .orElseThrow();
      assertThat(same.number("estimate")).isCloseTo(estimate.number("estimate"), within(1e-12));
    }
  }

  @Test
  void theBandOfAllYearsIsWiderThanThatOfEachAndTheirErrorsAreTheSame() throws IOException {
    List<TableRow> rows = course().stream().filter(r -> !r.isEmpty("band_low")).toList();
    assertThat(rows).hasSizeGreaterThan(8);
    for (TableRow row : rows) {
      double each = (row.number("ci_high") - row.number("ci_low")) / 2;
      double all = (row.number("band_high") - row.number("band_low")) / 2;
      assertThat(all).isGreaterThan(each);
      // t(18) at 97.5 %, from tables: 19 areas
      assertThat(each / row.number("std_error")).isCloseTo(2.100922, within(1e-5));
      assertThat((row.number("ci_low") + row.number("ci_high")) / 2)
          .isCloseTo(row.number("estimate"), within(1e-9));
    }
  }

  @Test
  void theTrendThatWouldHaveBeenFoundIsALineThroughTheReference() throws IOException {
    List<TableRow> rows = course();
    double slope =
        rows.stream()
            .filter(r -> r.whole("event_time") == 0)
            .findFirst()
            .orElseThrow()
            .number("detectable_trend");
    assertThat(slope).isPositive();
    for (TableRow row : rows) {
      assertThat(row.number("detectable_trend"))
          .isCloseTo(slope * (row.whole("event_time") + 1), within(1e-12));
    }
  }

  @Test
  void intervalsOnlyGrowWhenTrendsMayDifferMore() throws IOException {
    List<TableRow> rows =
        MadeUpRelease.read("honest_did")
            .rows(r -> r.text("analysis").equals("E2-new-placements") && !r.isEmpty("ci_low"));
    assertThat(rows.stream().map(r -> r.whole("bound_percent")))
        .containsExactly(0, 50, 100, 150, 200);
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i).number("ci_low"))
          .isLessThanOrEqualTo(rows.get(i - 1).number("ci_low"));
      assertThat(rows.get(i).number("ci_high"))
          .isGreaterThanOrEqualTo(rows.get(i - 1).number("ci_high"));
    }
  }

  @Test
  void theCellsOfThePlaneHoldEveryResample() throws IOException {
    ReleaseTable cells = MadeUpRelease.read("cost_plane");
    assertThat(cells.rows()).isNotEmpty();
    for (String analysis : cells.rows().stream().map(r -> r.text("analysis")).distinct().toList()) {
      double all =
          cells.rows(r -> r.text("analysis").equals(analysis)).stream()
              .mapToDouble(r -> r.number("share"))
              .sum();
      assertThat(all).isCloseTo(1, within(1e-9));
    }
  }
}
