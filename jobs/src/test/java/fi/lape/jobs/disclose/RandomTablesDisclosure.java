package fi.lape.jobs.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A thousand random linked tables are protected and attacked; small ones are also solved by trying
 * every pattern. Run by {@code mvn -Pdisclosure}; {@code -Dlape.disclosure.write=true} keeps the
 * counts with the benchmarks.
 */
class RandomTablesDisclosure {
  private static final Path KEPT =
      Path.of("../evaluation-models/benchmarks/results/disclosure.json");
  private static final long SEED = 20190308;

  /** Tables of a kind and how many of them. */
  private enum Kind {
    SMALL_TWO_WAY(150, true),
    SMALL_TWO_DIVISIONS(150, true),
    TWO_WAY(250, false),
    THREE_WAY(100, false),
    TWO_DIVISIONS_AND_MEANS(350, false);

    private final int tables;
    private final boolean optimum;

    Kind(int tables, boolean optimum) {
      this.tables = tables;
      this.optimum = optimum;
    }
  }

  /** What was found of a kind. */
  private static final class Counts {
    private int tables;
    private int cells;
    private int primary;
    private int secondary;
    private int attacked;
    private int ownAttacks;
    private int broken;
    private int notProtectable;
    private int optimal;
    private int optimumTables;
    private int suppressedThere;
    private int optimumThere;
    private double worst = 1;
    private double seconds;

    Map<String, Object> map() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("tables", tables);
      map.put("cells", cells);
      map.put("hidden_for_themselves", primary);
      map.put("hidden_to_protect", secondary);
      map.put("hidden_cells_attacked", attacked);
      map.put("attacks_by_single_contributors", ownAttacks);
      map.put("broken", broken);
      map.put("not_protectable", notProtectable);
      if (optimumTables > 0) {
        map.put("solved_by_trying_all", optimumTables);
        map.put("hidden_there", suppressedThere);
        map.put("optimum_there", optimumThere);
        map.put("ratio", (double) suppressedThere / optimumThere);
        map.put("worst_ratio", worst);
        map.put("tables_at_the_optimum", optimal);
      }
      map.put("seconds", Math.round(10 * seconds) / 10.0);
      return map;
    }
  }

  @Test
  void noCellIsBrokenAndSmallTablesAreNearTheOptimum() throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    List<Counts> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Random random = new Random(SEED + kind.name().hashCode());
      Counts counts = new Counts();
      for (int i = 0; i < kind.tables; i++) {
        protect(table(kind, random), kind, counts);
      }
      all.add(counts);
      report.put(kind.name().toLowerCase(Locale.ROOT), counts.map());
      System.out.println(kind + " " + counts.map());
    }
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Path file =
        Boolean.getBoolean("lape.disclosure.write") ? KEPT : Path.of("target/disclosure.json");
    Files.writeString(file, json.writeValueAsString(report) + "\n");
    assertThat(all.stream().mapToInt(c -> c.tables).sum()).isEqualTo(1000);
    for (Counts counts : all) {
      assertThat(counts.broken).isZero();
      if (counts.optimumTables > 0) {
        assertThat((double) counts.suppressedThere).isLessThanOrEqualTo(1.3 * counts.optimumThere);
      }
    }
  }

  private static void protect(CellTable table, Kind kind, Counts counts) {
    counts.tables++;
    counts.cells += table.cells().size();
    long start = System.nanoTime();
    Optional<BitSet> found = Suppression.of(table);
    counts.seconds += (System.nanoTime() - start) / 1e9;
    if (found.isEmpty()) {
      assertThat(canBeProtected(table)).as("given up too early").isFalse();
      counts.notProtectable++;
      return;
    }
    BitSet hidden = found.get();
    counts.primary += table.primary().cardinality();
    counts.secondary += hidden.cardinality() - table.primary().cardinality();
    counts.attacked += hidden.cardinality();
    counts.broken += broken(table, hidden, counts);
    if (kind.optimum) {
      int optimum = fewest(table, hidden.cardinality());
      counts.optimumTables++;
      counts.suppressedThere += hidden.cardinality();
      counts.optimumThere += optimum;
      counts.optimal += optimum == hidden.cardinality() ? 1 : 0;
      counts.worst =
          Math.max(counts.worst, optimum == 0 ? 1 : (double) hidden.cardinality() / optimum);
    }
  }

  private static boolean canBeProtected(CellTable table) {
    BitSet everything = table.primary();
    for (int i = 0; i < table.cells().size(); i++) {
      if (table.cells().get(i).role() == Cell.Role.FREE) {
        everything.set(i);
      }
    }
    return broken(table, everything, new Counts()) == 0;
  }

  /**
   * Broken cells by the attack on published numbers, which shares only the solver with the rest.
   */
  private static int broken(CellTable table, BitSet hidden, Counts counts) {
    PublishedTable published = new PublishedTable();
    Map<Integer, Double> needed = new LinkedHashMap<>();
    for (int i = 0; i < table.cells().size(); i++) {
      Cell cell = table.cells().get(i);
      if (hidden.get(i)) {
        published.hidden(cell.low(), cell.high());
        needed.put(i, cell.protection().width());
      } else {
        published.shown(cell.value());
      }
    }
    for (Relation relation : table.relations()) {
      int[] cells = new int[relation.size()];
      double[] weights = new double[cells.length];
      double known = 0;
      for (int i = 0; i < cells.length; i++) {
        cells[i] = relation.cell(i);
        weights[i] = relation.coefficient(i);
        known += weights[i] * table.value(cells[i]);
      }
      published.tie(known, known, cells, weights);
    }
    int broken = published.narrower(needed).size();
    for (int single : table.singles(hidden)) {
      counts.ownAttacks++;
      broken += published.narrowerKnowing(single, table.value(single), needed).size();
    }
    return broken;
  }

  /** The fewest cells that protect, by trying all patterns in the order of their size. */
  private static int fewest(CellTable table, int known) {
    int[] free = new int[table.cells().size()];
    int n = 0;
    for (int i = 0; i < free.length; i++) {
      if (table.cells().get(i).role() == Cell.Role.FREE) {
        free[n++] = i;
      }
    }
    int primary = table.primary().cardinality();
    int[] bySize = subsetsBySize(n);
    for (int subset : bySize) {
      if (primary + Integer.bitCount(subset) >= known) {
        return known;
      }
      BitSet hidden = table.primary();
      for (int i = 0; i < n; i++) {
        if ((subset >> i & 1) == 1) {
          hidden.set(free[i]);
        }
      }
      if (!standsAlone(table, hidden) && !new Exposures(table, hidden).any()) {
        return primary + Integer.bitCount(subset);
      }
    }
    return known;
  }

  private static int[] subsetsBySize(int n) {
    Integer[] subsets = new Integer[1 << n];
    Arrays.setAll(subsets, i -> i);
    Arrays.sort(subsets, (a, b) -> Integer.compare(Integer.bitCount(a), Integer.bitCount(b)));
    return Arrays.stream(subsets).mapToInt(Integer::intValue).toArray();
  }

  /** A hidden cell that is alone in a relation is its difference. */
  private static boolean standsAlone(CellTable table, BitSet hidden) {
    for (Relation relation : table.relations()) {
      int count = 0;
      for (int i = 0; i < relation.size(); i++) {
        count += hidden.get(relation.cell(i)) ? 1 : 0;
      }
      if (count == 1) {
        return true;
      }
    }
    return false;
  }

  private static CellTable table(Kind kind, Random random) {
    return switch (kind) {
      case SMALL_TWO_WAY -> Tables.twoWay(inner(random, 2, 2 + random.nextInt(2)));
      case SMALL_TWO_DIVISIONS -> divisions(random, 5 + random.nextInt(2), 2, 0);
      case TWO_WAY -> Tables.twoWay(inner(random, 3 + random.nextInt(3), 3 + random.nextInt(3)));
      case THREE_WAY -> threeWay(random);
      case TWO_DIVISIONS_AND_MEANS -> divisions(random, 18 + random.nextInt(8), 4, 3);
    };
  }

  private static int count(Random random) {
    return random.nextInt(4) == 0 ? random.nextInt(5) : 5 + random.nextInt(60);
  }

  private static double[][] inner(Random random, int rows, int columns) {
    double[][] inner = new double[rows][columns];
    for (double[] row : inner) {
      Arrays.setAll(row, j -> count(random));
    }
    return inner;
  }

  /**
   * Municipalities in areas and in wellbeing areas that differ from them by some municipalities,
   * the country, and means of adoption cohorts with unequal weights.
   */
  private static CellTable divisions(Random random, int municipalities, int areas, int cohorts) {
    List<Cell> cells = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    for (int m = 0; m < municipalities; m++) {
      cells.add(Tables.count("municipality " + m, count(random)));
    }
    int[] area = new int[municipalities];
    Arrays.setAll(area, m -> m % areas);
    int[] other = area.clone();
    other[0] = (other[0] + 1) % areas;
    if (municipalities > 10) {
      other[1] = (other[1] + 1) % areas;
    }
    for (int[] division : List.of(area, other)) {
      List<Integer> totals = new ArrayList<>();
      for (int a = 0; a < areas; a++) {
        List<Integer> members = new ArrayList<>();
        double sum = 0;
        for (int m = 0; m < municipalities; m++) {
          if (division[m] == a) {
            members.add(m);
            sum += cells.get(m).value();
          }
        }
        totals.add(cells.size());
        cells.add(Tables.count("total " + cells.size(), sum));
        relations.add(Relation.sum(cells.size() - 1, members.stream().mapToInt(i -> i).toArray()));
      }
      double country = totals.stream().mapToDouble(t -> cells.get(t).value()).sum();
      cells.add(
          new Cell(
              "country",
              country,
              Cell.Role.FIXED,
              country,
              country,
              new Cell.Protection(0, 0, 0),
              1,
              false));
      relations.add(Relation.sum(cells.size() - 1, totals.stream().mapToInt(i -> i).toArray()));
    }
    for (int c = 0; c < cohorts; c++) {
      List<Integer> members = new ArrayList<>();
      for (int m = 0; m < municipalities; m++) {
        if (random.nextInt(cohorts + 1) == 0) {
          members.add(m);
        }
      }
      if (members.size() > 1) {
        addMean(random, cells, relations, members);
      }
    }
    return new CellTable(cells, relations);
  }

  private static void addMean(
      Random random, List<Cell> cells, List<Relation> relations, List<Integer> members) {
    double[] weights = new double[members.size()];
    Arrays.setAll(weights, i -> 1 + random.nextInt(4));
    double weight = Arrays.stream(weights).sum();
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * cells.get(members.get(i)).value() / weight;
    }
    cells.add(
        new Cell(
            "mean",
            mean,
            Cell.Role.FREE,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            new Cell.Protection(0, 0, 0),
            2,
            false));
    relations.add(
        Relation.mean(
            cells.size() - 1, weight, members.stream().mapToInt(i -> i).toArray(), weights));
  }

  /** Municipality × age × form with every margin. */
  private static CellTable threeWay(Random random) {
    int[] size = {2, 2, 3};
    double[][][] all = new double[size[0] + 1][size[1] + 1][size[2] + 1];
    for (int i = 0; i < size[0]; i++) {
      for (int j = 0; j < size[1]; j++) {
        for (int k = 0; k < size[2]; k++) {
          double n = count(random);
          for (int a : new int[] {i, size[0]}) {
            for (int b : new int[] {j, size[1]}) {
              for (int c : new int[] {k, size[2]}) {
                all[a][b][c] += n;
              }
            }
          }
        }
      }
    }
    List<Cell> cells = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    int[][][] index = new int[size[0] + 1][size[1] + 1][size[2] + 1];
    for (int i = 0; i <= size[0]; i++) {
      for (int j = 0; j <= size[1]; j++) {
        for (int k = 0; k <= size[2]; k++) {
          index[i][j][k] = cells.size();
          cells.add(Tables.count("cell " + i + " " + j + " " + k, all[i][j][k]));
        }
      }
    }
    for (int j = 0; j <= size[1]; j++) {
      for (int k = 0; k <= size[2]; k++) {
        int b = j;
        int c = k;
        relations.add(Relation.sum(index[size[0]][j][k], parts(size[0], i -> index[i][b][c])));
      }
    }
    for (int i = 0; i <= size[0]; i++) {
      for (int k = 0; k <= size[2]; k++) {
        int a = i;
        int c = k;
        relations.add(Relation.sum(index[i][size[1]][k], parts(size[1], j -> index[a][j][c])));
      }
      for (int j = 0; j <= size[1]; j++) {
        int a = i;
        int b = j;
        relations.add(Relation.sum(index[i][j][size[2]], parts(size[2], k -> index[a][b][k])));
      }
    }
    return new CellTable(cells, relations);
  }

  private static int[] parts(int n, IntUnaryOperator cell) {
    int[] parts = new int[n];
    Arrays.setAll(parts, cell);
    return parts;
  }
}
