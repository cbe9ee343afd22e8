package fi.lape.jobs.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lives small enough to count by hand; born in May 2001, followed from 2015 to 2019. */
class ChildTimelineTest {
  private static final int HOME = 91;

  private final List<Placement> placements = new ArrayList<>();
  private final List<ChildHistory.Residence> residences = new ArrayList<>();

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  private void placed(String from, String to, Placement.Form form, Placement.Decision decision) {
    int end = to.equals("open") ? Placement.OPEN : day(to);
    placements.add(new Placement(day(from), end, HOME, form, decision));
  }

  private void placed(String from, String to) {
    placed(from, to, Placement.Form.INSTITUTION, Placement.Decision.EMERGENCY);
  }

  /** Sums of a measure by year, over age groups and municipalities; years of zero are left out. */
  private Map<Integer, Integer> byYear(Measure measure) {
    ChildHistory child =
        new ChildHistory(
            day("2001-05-01"),
            day("2015-01-01"),
            day("2020-01-01"),
            residences,
            placements,
            List.of());
    SortedMap<PeriodKey, int[]> rows =
        ChildTimeline.of(
            child, PeriodGrid.of(PeriodLength.YEAR, day("2015-01-01"), day("2020-01-01")));
    Map<Integer, Integer> sums = new TreeMap<>();
    rows.forEach(
        (key, row) -> {
          if (row[measure.place()] > 0) {
            sums.merge(
                LocalDate.ofEpochDay(key.periodStart()).getYear(),
                row[measure.place()],
                Integer::sum);
          }
        });
    return sums;
  }

  @Test
  void theDayOfTheEndIsNotADayInCareAndTheDayBeforeIsTheExit() {
    placed("2015-12-30", "2016-01-01");
    assertThat(byYear(Measure.DAYS_IN_CARE)).isEqualTo(Map.of(2015, 2));
    assertThat(byYear(Measure.ENTRIES)).isEqualTo(Map.of(2015, 1));
    assertThat(byYear(Measure.EXITS)).isEqualTo(Map.of(2015, 1));
  }

  @Test
  void rowsThatTouchOrOverlapAreOneSpellAndADayOutMakesTwo() {
    placed("2016-01-01", "2016-01-11");
    placed("2016-01-11", "2016-01-21");
    placed("2016-01-15", "2016-01-31");
    assertThat(byYear(Measure.DAYS_IN_CARE)).isEqualTo(Map.of(2016, 30));
    assertThat(byYear(Measure.ENTRIES)).isEqualTo(Map.of(2016, 1));
    placed("2016-02-01", "2016-02-02");
    assertThat(byYear(Measure.ENTRIES)).isEqualTo(Map.of(2016, 2));
    assertThat(byYear(Measure.REENTRIES)).isEqualTo(Map.of(2016, 1));
    assertThat(byYear(Measure.FIRST_ENTRIES)).isEqualTo(Map.of(2016, 1));
  }

  /** Out from 1 June 2016; back within twelve months until 31 May 2017. */
  @ParameterizedTest
  @CsvSource({"2017-05-31, 1", "2017-06-01, 0"})
  void aReentryIsOneBeforeTheSameDayAYearLater(String back, int reentries) {
    placed("2016-05-01", "2016-06-01");
    placed(back, "2018-01-01");
    assertThat(byYear(Measure.REENTRIES).getOrDefault(2017, 0)).isEqualTo(reentries);
    assertThat(byYear(Measure.ENTRIES)).isEqualTo(Map.of(2016, 1, 2017, 1));
  }

  @Test
  void aNewFormIsAMoveAndANewDecisionInTheSameFormIsNone() {
    placed("2016-01-01", "2016-02-01");
    placed(
        "2016-02-01",
        "2016-03-01",
        Placement.Form.INSTITUTION,
        Placement.Decision.CARE_ORDER); // decided, not moved
    placed("2016-03-01", "2016-04-01", Placement.Form.FOSTER_FAMILY, Placement.Decision.CARE_ORDER);
    placed("2016-04-01", "2016-05-01", Placement.Form.FOSTER_FAMILY, Placement.Decision.CARE_ORDER);
    assertThat(byYear(Measure.MOVES)).isEqualTo(Map.of(2016, 2));
    assertThat(byYear(Measure.FORM_CHANGES)).isEqualTo(Map.of(2016, 1));
    assertThat(byYear(Measure.DAYS_INSTITUTION)).isEqualTo(Map.of(2016, 60));
    assertThat(byYear(Measure.DAYS_FOSTER_FAMILY)).isEqualTo(Map.of(2016, 61));
  }

  @Test
  void theEighteenthBirthdayEndsCareWhateverTheRegisterSays() {
    placed("2019-04-01", "2019-07-01");
    assertThat(byYear(Measure.DAYS_IN_CARE)).isEqualTo(Map.of(2019, 30));
    assertThat(byYear(Measure.AGED_OUT)).isEqualTo(Map.of(2019, 1));
    assertThat(byYear(Measure.EXITS)).isEmpty();
    assertThat(byYear(Measure.DAYS_AFTER_CARE)).isEqualTo(Map.of(2019, 61));
  }

  @Test
  void whatIsOpenOnTheDataDateHasNoExit() {
    placed("2018-12-01", "open", Placement.Form.OTHER, Placement.Decision.AFTER_CARE);
    residences.add(new ChildHistory.Residence(day("2001-05-01"), Placement.OPEN, HOME));
    assertThat(byYear(Measure.DAYS_AFTER_CARE)).isEqualTo(Map.of(2018, 31, 2019, 365));
    assertThat(byYear(Measure.DAYS_IN_CARE)).isEmpty();
    assertThat(byYear(Measure.EXITS)).isEmpty();
    assertThat(byYear(Measure.DAYS_AT_RISK))
        .isEqualTo(Map.of(2015, 365, 2016, 366, 2017, 365, 2018, 365, 2019, 120));
  }

  @Test
  void historyBeforeTheFirstDayObservedIsKnownButNotCounted() {
    placed("2008-01-01", "2008-02-01");
    placed("2016-01-01", "2016-01-02");
    assertThat(byYear(Measure.ENTRIES)).isEqualTo(Map.of(2016, 1));
    assertThat(byYear(Measure.FIRST_ENTRIES)).isEmpty();
  }
}
