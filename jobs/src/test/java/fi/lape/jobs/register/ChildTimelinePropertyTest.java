package fi.lape.jobs.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fold against {@link DayByDay} on registers at random, 6 000 of them at every build. */
class ChildTimelinePropertyTest {
  private static final int FROM = (int) LocalDate.of(2015, 3, 10).toEpochDay();
  private static final int LONGEST = 800;

  @Property(tries = 6_000)
  void theFoldCountsWhatOneCountsDayByDay(
      @ForAll("children") ChildHistory child, @ForAll PeriodLength length) {
    assertThat(plain(fold(child, length))).isEqualTo(plain(DayByDay.of(child, length)));
  }

  @Property(tries = 500)
  void theOrderOfTheRowsDoesNotMatter(@ForAll("children") ChildHistory child, @ForAll long seed) {
    List<ChildHistory.Residence> residences = new java.util.ArrayList<>(child.residences());
    List<Placement> placements = new java.util.ArrayList<>(child.placements());
    Collections.shuffle(residences, new Random(seed));
    Collections.shuffle(placements, new Random(seed));
    ChildHistory shuffled =
        new ChildHistory(
            child.birth(), child.from(), child.to(), residences, placements, child.events());
    assertThat(plain(fold(shuffled, PeriodLength.MONTH)))
        .isEqualTo(plain(fold(child, PeriodLength.MONTH)));
  }

  @Property(tries = 500)
  void monthsAddUpToQuartersAndYears(@ForAll("children") ChildHistory child) {
    SortedMap<PeriodKey, int[]> months = fold(child, PeriodLength.MONTH);
    for (PeriodLength length : List.of(PeriodLength.QUARTER, PeriodLength.YEAR)) {
      SortedMap<PeriodKey, int[]> sums = new TreeMap<>();
      months.forEach(
          (key, row) -> {
            LocalDate start = length.startOf(LocalDate.ofEpochDay(key.periodStart()));
            int[] sum =
                sums.computeIfAbsent(
                    new PeriodKey((int) start.toEpochDay(), key.ageGroup(), key.unit()),
                    k -> new int[row.length]);
            for (int i = 0; i < row.length; i++) {
              sum[i] += row[i];
            }
          });
      assertThat(plain(fold(child, length))).isEqualTo(plain(sums));
    }
  }

  private static SortedMap<PeriodKey, int[]> fold(ChildHistory child, PeriodLength length) {
    return ChildTimeline.of(child, PeriodGrid.of(length, child.from(), child.to()));
  }

  private static Map<PeriodKey, List<Integer>> plain(SortedMap<PeriodKey, int[]> rows) {
    return rows.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> java.util.Arrays.stream(e.getValue()).boxed().toList()));
  }

  /** Short times and few values, so that rows touch, overlap and meet birthdays all the time. */
  @Provide
  Arbitrary<ChildHistory> children() {
    Arbitrary<Integer> birthMonth = Arbitraries.integers().between(-19 * 12, 26);
    Arbitrary<Integer> days = Arbitraries.integers().between(1, LONGEST);
    Arbitrary<Integer> start = Arbitraries.integers().between(-500, LONGEST);
    Arbitrary<Integer> span =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(0, 40)),
            net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(1, 900)),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(Placement.OPEN)));
    Arbitrary<Integer> unit = Arbitraries.integers().between(1, 3);
    Arbitrary<List<ChildHistory.Residence>> residences =
        Combinators.combine(start, span, unit)
            .as((s, l, u) -> new ChildHistory.Residence(FROM + s, end(FROM + s, l), u))
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Placement>> placements =
        Combinators.combine(
                // Coarse starts half the time, so that ends and starts fall on one day.
                Arbitraries.oneOf(start, start.map(s -> s / 20 * 20)),
                Arbitraries.oneOf(span, Arbitraries.of(20, 40, 60)),
                unit,
                Arbitraries.of(Placement.Form.class),
                Arbitraries.of(Placement.Decision.class))
            .as((s, l, u, f, d) -> new Placement(FROM + s, end(FROM + s, l), u, f, d))
            .list()
            .ofMaxSize(6);
    Arbitrary<List<ChildHistory.Event>> events =
        Combinators.combine(start, unit, Arbitraries.integers().between(1, 5))
            .as((s, u, v) -> new ChildHistory.Event(FROM + s, u, Measure.HOME_HELP, v))
            .list()
            .ofMaxSize(2);
    return Combinators.combine(birthMonth, days, residences, placements, events)
        .as(
            (month, length, r, p, e) -> {
              int birth = (int) LocalDate.of(2015, 1, 1).plusMonths(month).toEpochDay();
              return new ChildHistory(
                  birth,
                  FROM,
                  FROM + length,
                  r,
                  p.stream().filter(x -> x.start() < FROM + length).toList(),
                  e.stream().filter(x -> x.day() >= birth).toList());
            });
  }

  private static int end(int start, int length) {
    return length == Placement.OPEN ? Placement.OPEN : start + length;
  }
}
