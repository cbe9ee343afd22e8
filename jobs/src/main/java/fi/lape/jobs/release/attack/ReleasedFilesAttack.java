package fi.lape.jobs.release.attack;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Tries to get hidden counts of children back from released tables alone: by subtraction over
 * everything that ties them, by rate × children, from releases before, and as somebody who knows
 * his own; shares no table with what did the hiding.
 */
public final class ReleasedFilesAttack {
  private static final double ROUNDING = 1e-6;

  private final int minCount;
  private final List<OutcomeRule> rules;

  /**
   * @param minCount least count that may be shown now
   * @param rules how values turn back into counts
   */
  public ReleasedFilesAttack(int minCount, List<OutcomeRule> rules) {
    this.minCount = minCount;
    this.rules = List.copyOf(rules);
  }

  /**
   * What came of an attack.
   *
   * @param attacked hidden counts that were attacked
   * @param exposed those that can be told too closely
   * @param places of the exposed ones: outcome, year and municipality
   */
  public record Result(int attacked, int exposed, List<String> places) {
    public Result {
      places = List.copyOf(places);
    }
  }

  /**
   * Attacks a release.
   *
   * @param earlier releases that lie beside it
   * @param own counts of one child, whose families know them; empty for a reader of files only
   */
  public Result attack(ReadRelease release, List<ReadRelease> earlier, List<OwnCount> own) {
    List<String> places = new ArrayList<>();
    int attacked = 0;
    for (OutcomeRule rule : rules) {
      if (rule.kind() == OutcomeRule.Kind.CHILDREN) {
        Map<String, Block> now = Block.of(release, rule);
        List<Map<String, Block>> before = earlier.stream().map(e -> Block.of(e, rule)).toList();
        for (Map.Entry<String, Block> each : now.entrySet()) {
          List<Block> same =
              before.stream()
                  .filter(b -> b.containsKey(each.getKey()))
                  .map(b -> b.get(each.getKey()))
                  .filter(b -> sameData(each.getValue(), b))
                  .toList();
          List<OwnCount> mine =
              own.stream()
                  .filter(o -> (o.outcome() + "/" + o.year()).equals(each.getKey()))
                  .toList();
          attacked += attack(each.getKey(), each.getValue(), same, mine, places);
        }
      }
      if (rule.kind() == OutcomeRule.Kind.SHARE) {
        int small = smallShares(rule, release.table("municipality_year"));
        for (int i = 0; i < small; i++) {
          places.add(rule.outcome());
        }
      }
    }
    return new Result(attacked, places.size(), places);
  }

  /** Adds the exposed ones of a block and returns how many were attacked. */
  private int attack(
      String name, Block now, List<Block> earlier, List<OwnCount> own, List<String> places) {
    Set<String> exposed = new LinkedHashSet<>(smallButShown(now));
    exposed.addAll(smallAreas(now));
    List<Block> all = new ArrayList<>(earlier);
    all.add(now);
    BlockAttack everything = new BlockAttack(minCount, now, all, true);
    if (everything.attacked() > 0) {
      List<BlockAttack> attempts = new ArrayList<>(List.of(everything));
      if (everything.contradicts()) { // something is not what it seems: believe less
        attempts.add(new BlockAttack(minCount, now, all, false));
        attempts.add(new BlockAttack(minCount, now, List.of(now), true));
        attempts.add(new BlockAttack(minCount, now, List.of(now), false));
      }
      for (BlockAttack attempt : attempts) {
        exposed.addAll(attempt.exposed());
        own.forEach(o -> exposed.addAll(attempt.exposedKnowing(o)));
      }
    }
    exposed.forEach(code -> places.add(name + "/" + code));
    return everything.attacked();
  }

  /**
   * Whether an earlier release shows the same data: at least half of the numbers both show are
   * equal. Made-up samples and real data in one folder are not differences of each other.
   */
  private static boolean sameData(Block now, Block before) {
    int both = 0;
    int equal = 0;
    for (Map.Entry<String, TableRow> each : now.municipalities().entrySet()) {
      TableRow other = before.municipalities().get(each.getKey());
      if (other != null && !each.getValue().isEmpty("value") && !other.isEmpty("value")) {
        both++;
        if (Math.abs(each.getValue().number("value") - other.number("value")) < ROUNDING) {
          equal++;
        }
      }
    }
    return 2 * equal >= both;
  }

  private Set<String> smallButShown(Block block) {
    Set<String> small = new LinkedHashSet<>();
    block
        .municipalities()
        .forEach(
            (code, row) -> {
              OptionalDouble count = block.rule().count(row);
              if (!row.isEmpty("value")
                  && count.isPresent()
                  && count.getAsDouble() < minCount - ROUNDING) {
                small.add(code);
              }
            });
    return small;
  }

  /** Areas whose whole count is shown to be small. */
  private Set<String> smallAreas(Block block) {
    Set<String> small = new LinkedHashSet<>();
    for (TableRow area : block.areas()) {
      double children =
          block.within(area.text("area_code")).stream()
              .filter(Block::hasFigure)
              .mapToDouble(r -> r.number("children_0_17"))
              .sum();
      BlockAttack.end(block.rule(), area, "count_high", "value_high", children)
          .filter(most -> most.high() > 0 && most.high() < minCount - ROUNDING)
          .ifPresent(most -> small.add(area.text("area_code")));
    }
    return small;
  }

  /** Shown shares whose numerator or remainder is small, or whose denominator is hidden. */
  private int smallShares(OutcomeRule rule, ReleaseTable municipalities) {
    OutcomeRule of =
        rules.stream()
            .filter(r -> r.outcome().equals(rule.of().orElseThrow()))
            .findFirst()
            .orElseThrow();
    Map<String, TableRow> denominators = new HashMap<>();
    for (TableRow row : municipalities.rows(r -> r.text("outcome").equals(of.outcome()))) {
      denominators.put(row.text("municipality_code") + row.whole("year"), row);
    }
    int small = 0;
    for (TableRow row :
        municipalities.rows(r -> r.text("outcome").equals(rule.outcome()) && !r.isEmpty("value"))) {
      TableRow below = denominators.get(row.text("municipality_code") + row.whole("year"));
      OptionalDouble denominator =
          below == null || below.isEmpty("value") ? OptionalDouble.empty() : of.count(below);
      if (denominator.isEmpty()) {
        small++;
        continue;
      }
      double numerator = row.number("value") * denominator.getAsDouble() / rule.scale();
      double least = Math.min(numerator, denominator.getAsDouble() - numerator);
      if (least < minCount - ROUNDING) {
        small++;
      }
    }
    return small;
  }

  /**
   * Refuses a release that gives something away.
   *
   * @throws JobException {@code DISCLOSURE_FAILED} with how many counts are exposed, never which
   */
  public Result check(ReadRelease release, List<ReadRelease> earlier, List<OwnCount> own) {
    Result result = attack(release, earlier, own);
    if (result.exposed() == 0) {
      return result;
    }
    boolean alone = earlier.isEmpty() || attack(release, List.of(), own).exposed() > 0;
    throw new JobException(
        ExitCode.DISCLOSURE,
        "DISCLOSURE_FAILED",
        alone
            ? "%d hidden counts of children could be worked out from the tables municipality_year, project_year and cohort_series. A count below %d must stay uncertain. Nothing was published. This is a fault in the program; the lake is untouched."
                .formatted(result.exposed(), minCount)
            : "%d hidden counts of children could be worked out from this release together with earlier ones in the same folder. What was shown once cannot be hidden again, and a difference of two totals is a count. Nothing was published. Release with the plan's earlier release rules, or into another folder with --out if the earlier releases never left the house."
                .formatted(result.exposed()));
  }
}
