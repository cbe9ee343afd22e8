package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LinkedNumbersTest {
  private static final int MIN = 5;

  @Test
  void theOnlyHiddenMunicipalityOfAnAreaGetsAPartner() {
    LinkedNumbers table = table(new int[][] {{2, 30, 12, 50}});
    assertThat(table.protect()).isTrue();
    // 12 is the smallest that leaves 0..4 open: the sum of the two is 14 and 12 is at least 5.
    assertThat(statuses(table, 4))
        .containsExactly(
            ConfStatus.PRIMARY, ConfStatus.FREE, ConfStatus.SECONDARY, ConfStatus.FREE);
  }

  @Test
  void aPartnerThatLeavesNoRoomIsNotEnough() {
    // 2 + 5 = 7 would tell a reader who knows that the partner is 5 or more that the other is ≤ 2.
    LinkedNumbers table = table(new int[][] {{2, 5, 7, 50}});
    assertThat(table.protect()).isTrue();
    assertThat(table.status(1)).isEqualTo(ConfStatus.FREE);
    assertThat(table.status(2)).isEqualTo(ConfStatus.SECONDARY);
  }

  @Test
  void anAreaWithOneMunicipalityIsHiddenWithAnotherArea() {
    int[][] areas = {{3}, {40, 60}, {20, 30}};
    LinkedNumbers table = table(areas);
    assertThat(table.protect()).isTrue();
    assertThat(bruteForce(table, areas)).isEmpty();
  }

  @Test
  void twoSmallCountsThatAddUpToAlmostNothingDoNotProtectEachOther() {
    int[][] areas = {{0, 1, 40, 50}};
    LinkedNumbers table = table(areas);
    assertThat(table.protect()).isTrue();
    assertThat(bruteForce(table, areas)).isEmpty();
  }

  @Test
  void aMeanByCohortMayCallForMoreThanTheAreasDo() {
    int[][] areas = {{2, 20, 60}, {40, 50, 30}};
    LinkedNumbers without = table(areas);
    assertThat(without.protect()).isTrue();
    assertThat(statuses(without, 6))
        .containsExactly(
            ConfStatus.PRIMARY,
            ConfStatus.SECONDARY,
            ConfStatus.FREE,
            ConfStatus.FREE,
            ConfStatus.FREE,
            ConfStatus.FREE);
    // A public mean of the first municipality and one of the other area gives the first away.
    LinkedNumbers with = table(areas);
    int mean = with.mean((2 + 40) / 2.0);
    with.tie(mean, 2, List.of(0, 3), new double[] {1, 1});
    with.publishedBefore(mean);
    assertThat(with.protect()).isTrue();
    assertThat(with.status(3)).isEqualTo(ConfStatus.SECONDARY);
    assertThat(statuses(with, 6)).filteredOn(s -> s != ConfStatus.FREE).hasSizeGreaterThan(3);
  }

  @Test
  void whatAnEarlierReleaseShowsIsNoPartner() {
    LinkedNumbers table = table(new int[][] {{2, 30, 12, 50}});
    table.publishedBefore(2);
    assertThat(table.protect()).isTrue();
    assertThat(table.status(2)).isEqualTo(ConfStatus.FREE);
    assertThat(table.status(1)).isEqualTo(ConfStatus.SECONDARY);
  }

  /** Against every table of whole numbers that a reader could think of, listed one by one. */
  @RepeatedTest(150)
  void noSmallCountCanBeNarrowedByAnybodyWhoSubtracts(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int[][] areas = new int[1 + random.nextInt(3)][];
    for (int a = 0; a < areas.length; a++) {
      areas[a] = new int[1 + random.nextInt(4)];
      for (int m = 0; m < areas[a].length; m++) {
        areas[a][m] = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(25);
      }
    }
    LinkedNumbers table = table(areas);
    if (table.protect()) {
      assertThat(bruteForce(table, areas)).isEmpty();
    } else {
      assertThat(sum(areas)).as("only a country too small to hide in may fail").isLessThan(100);
    }
  }

  private static int sum(int[][] areas) {
    int sum = 0;
    for (int[] area : areas) {
      for (int count : area) {
        sum += count;
      }
    }
    return sum;
  }

  /** Municipalities first, then areas, then the country: the order of the cells. */
  private static LinkedNumbers table(int[][] areas) {
    LinkedNumbers table = new LinkedNumbers(MIN);
    List<List<Integer>> members = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    for (int[] area : areas) {
      List<Integer> cells = new ArrayList<>();
      for (int count : area) {
        cells.add(table.count(count));
      }
      members.add(cells);
      all.addAll(cells);
    }
    for (int a = 0; a < areas.length; a++) {
      double sum = members.get(a).stream().mapToDouble(table::value).sum();
      table.total(sum, members.get(a));
    }
    table.known(all, 0);
    return table;
  }

  private static List<ConfStatus> statuses(LinkedNumbers table, int cells) {
    List<ConfStatus> statuses = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      statuses.add(table.status(i));
    }
    return statuses;
  }

  /** What a reader must grant of a number at the least. */
  private static int low(LinkedNumbers table, int cell) {
    return switch (table.status(cell)) {
      case FREE -> (int) table.value(cell);
      case PRIMARY -> 0;
      case SECONDARY -> MIN;
    };
  }

  private static int high(LinkedNumbers table, int cell, int country) {
    return switch (table.status(cell)) {
      case FREE -> (int) table.value(cell);
      case PRIMARY -> MIN - 1;
      case SECONDARY -> country;
    };
  }

  /**
   * Primary municipalities for which some of 0..4 fits no table that agrees with what is shown.
   * Every hidden municipality is tried at every value a reader must allow, area by area; then the
   * areas' possible sums are combined to the country's.
   */
  private static List<String> bruteForce(LinkedNumbers table, int[][] areas) {
    int municipalities = 0;
    for (int[] area : areas) {
      municipalities += area.length;
    }
    int country = sum(areas);
    List<String> narrowed = new ArrayList<>();
    int cell = 0;
    for (int a = 0; a < areas.length; a++) {
      for (int m = 0; m < areas[a].length; m++, cell++) {
        if (table.status(cell) != ConfStatus.PRIMARY) {
          continue;
        }
        for (int value = 0; value < MIN; value++) {
          if (!possible(table, areas, municipalities, country, cell, value)) {
            narrowed.add("area %d municipality %d cannot be %d".formatted(a, m, value));
          }
        }
      }
    }
    return narrowed;
  }

  private static boolean possible(
      LinkedNumbers table, int[][] areas, int municipalities, int country, int fixed, int value) {
    boolean[] reachable = new boolean[country + 1];
    reachable[0] = true;
    int cell = 0;
    for (int a = 0; a < areas.length; a++) {
      boolean[] sums = new boolean[country + 1];
      sums[0] = true;
      for (int m = 0; m < areas[a].length; m++, cell++) {
        int low = cell == fixed ? value : low(table, cell);
        int high = cell == fixed ? value : high(table, cell, country);
        sums = plus(sums, low, high);
      }
      int low = low(table, municipalities + a);
      int high = high(table, municipalities + a, country);
      boolean[] next = new boolean[country + 1];
      for (int s = low; s <= high; s++) {
        for (int r = 0; sums[s] && r + s <= country; r++) {
          next[r + s] |= reachable[r];
        }
      }
      reachable = next;
    }
    return reachable[country];
  }

  private static boolean[] plus(boolean[] sums, int low, int high) {
    boolean[] next = new boolean[sums.length];
    for (int s = 0; s < sums.length; s++) {
      for (int v = low; sums[s] && v <= high && s + v < next.length; v++) {
        next[s + v] = true;
      }
    }
    return next;
  }
}
