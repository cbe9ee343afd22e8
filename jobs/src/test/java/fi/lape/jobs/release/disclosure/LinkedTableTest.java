package fi.lape.jobs.release.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LinkedTableTest {
  private static final int MIN = 5;

  @Test
  void theOnlyHiddenMunicipalityOfAnAreaGetsAPartner() {
    LinkedTable table = table(new int[][] {{2, 30, 12, 50}});
    assertThat(table.exposed()).hasSize(1);
    assertThat(table.protect()).isTrue();
    // 12 is the smallest that leaves 0..4 open: the sum of the two is 14 and 12 is at least 5.
    assertThat(statuses(table, 4))
        .containsExactly(
            LinkedCell.Status.PRIMARY,
            LinkedCell.Status.FREE,
            LinkedCell.Status.SECONDARY,
            LinkedCell.Status.FREE);
  }

  @Test
  void aPartnerThatLeavesNoRoomIsNotEnough() {
    // 2 + 5 = 7 would tell a reader who knows that the partner is 5 or more that the other is ≤ 2.
    LinkedTable table = table(new int[][] {{2, 5, 7, 50}});
    assertThat(table.protect()).isTrue();
    assertThat(table.attack().known()[0]).isEqualTo(new Interval(0, 4));
    assertThat(table.cell(1).isHidden()).isFalse();
    assertThat(table.cell(2).isHidden()).isTrue();
  }

  @Test
  void anAreaWithOneMunicipalityIsHiddenWithAnotherArea() {
    LinkedTable table = table(new int[][] {{3}, {40, 60}, {20, 30}});
    assertThat(table.protect()).isTrue();
    assertThat(bruteForce(table, new int[][] {{3}, {40, 60}, {20, 30}})).isEmpty();
  }

  @Test
  void twoSmallCountsThatAddUpToAlmostNothingDoNotProtectEachOther() {
    LinkedTable table = table(new int[][] {{0, 1, 40, 50}});
    assertThat(table.protect()).isTrue();
    assertThat(bruteForce(table, new int[][] {{0, 1, 40, 50}})).isEmpty();
  }

  @Test
  void aWeightedMeanGivesNothingAwayEither() {
    LinkedTable table = new LinkedTable();
    int small = table.add(LinkedCell.primary(2, new Interval(0, 4)));
    int other = table.add(LinkedCell.shown(20, MIN));
    int big = table.add(LinkedCell.shown(90, MIN));
    int mean = table.add(LinkedCell.withdrawable((3 * 2 + 2 * 20 + 90) / 6.0));
    table.add(
        LinkedEquation.weighted(mean, 6, new int[] {small, other, big}, new double[] {3, 2, 1}));
    assertThat(table.exposed()).containsExactly(small);
    assertThat(table.protect()).isTrue();
    assertThat(table.attack().known()[small]).isEqualTo(new Interval(0, 4));
    assertThat(table.cell(mean).isHidden()).isFalse();
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
    LinkedTable table = table(areas);
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
  private static LinkedTable table(int[][] areas) {
    LinkedTable table = new LinkedTable();
    List<int[]> members = new ArrayList<>();
    for (int[] area : areas) {
      int[] cells = new int[area.length];
      for (int m = 0; m < area.length; m++) {
        cells[m] = table.add(cell(area[m]));
      }
      members.add(cells);
    }
    int[] totals = new int[areas.length];
    for (int a = 0; a < areas.length; a++) {
      int sum = 0;
      for (int count : areas[a]) {
        sum += count;
      }
      totals[a] = table.add(cell(sum));
      table.add(LinkedEquation.sum(totals[a], members.get(a)));
    }
    table.add(LinkedEquation.sum(table.add(LinkedCell.fixed(sum(areas))), totals));
    return table;
  }

  private static LinkedCell cell(int count) {
    return count < MIN
        ? LinkedCell.primary(count, new Interval(0, MIN - 1))
        : LinkedCell.shown(count, MIN);
  }

  private static List<LinkedCell.Status> statuses(LinkedTable table, int cells) {
    List<LinkedCell.Status> statuses = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      statuses.add(table.cell(i).status());
    }
    return statuses;
  }

  /**
   * Primary municipalities for which some of 0..4 fits no table that agrees with what is shown.
   * Every hidden municipality is tried at every value a reader must allow, area by area; then the
   * areas' possible sums are combined to the country's.
   */
  private static List<String> bruteForce(LinkedTable table, int[][] areas) {
    int municipalities = 0;
    for (int[] area : areas) {
      municipalities += area.length;
    }
    int country = sum(areas);
    List<String> narrowed = new ArrayList<>();
    int cell = 0;
    for (int a = 0; a < areas.length; a++) {
      for (int m = 0; m < areas[a].length; m++, cell++) {
        if (table.cell(cell).status() != LinkedCell.Status.PRIMARY) {
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
      LinkedTable table, int[][] areas, int municipalities, int country, int fixed, int value) {
    boolean[] reachable = new boolean[country + 1];
    reachable[0] = true;
    int cell = 0;
    for (int a = 0; a < areas.length; a++) {
      boolean[] sums = new boolean[country + 1];
      sums[0] = true;
      for (int m = 0; m < areas[a].length; m++, cell++) {
        LinkedCell each = table.cell(cell);
        int low = cell == fixed ? value : (int) each.known().low();
        int high = cell == fixed ? value : (int) Math.min(country, each.known().high());
        sums = plus(sums, low, high);
      }
      LinkedCell total = table.cell(municipalities + a);
      int low = (int) total.known().low();
      int high = (int) Math.min(country, total.known().high());
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
