package fi.lape.estimators.moments;

import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.error.PanelErrors;
import fi.lape.estimators.panel.Panel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Everything a linear panel estimator needs of a panel: {@link CellMoments} for every cluster and
 * cohort. Immutable; its size does not depend on the number of units.
 *
 * <p>States merge: {@link #empty} is the identity, any partition of the units merges to the state
 * of the whole up to rounding (1e-12 relative), and merging the same states in the same order gives
 * the same bits. A cluster is taken out exactly by {@link #minus}.
 */
public final class PanelMoments {
  private static final int MAGIC = 0x4c504d32; // LPM2

  // n Σw²/(Σw)² − 1, the squared coefficient of variation; rounding stays below 1e-13.
  private static final double EQUAL_WEIGHTS = 1e-12;

  private final int[] periods;
  private final NavigableMap<CellKey, CellMoments> cells;

  PanelMoments(int[] periods, NavigableMap<CellKey, CellMoments> cells) {
    this.periods = periods;
    this.cells = Collections.unmodifiableNavigableMap(cells);
  }

  /** Returns the state of no units. */
  public static PanelMoments empty(int[] periods) {
    return new MomentsBuilder(periods).build();
  }

  /**
   * Returns the state of a panel.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the panel has holes
   */
  public static PanelMoments of(Panel panel) {
    requireBalanced(panel);
    MomentsBuilder builder = new MomentsBuilder(panel.periods());
    for (int i = 0; i < panel.size(); i++) {
      builder.add(panel.cluster(i), panel.cohort(i), panel.weight(i), panel.outcomes(i));
    }
    return builder.build();
  }

  private static void requireBalanced(Panel panel) {
    long holes = 0;
    String unit = "";
    int period = 0;
    for (int i = 0; i < panel.size(); i++) {
      for (int t = 0; t < panel.periods().length; t++) {
        if (!panel.observed(i, t)) {
          unit = holes == 0 ? panel.id(i) : unit;
          period = holes == 0 ? panel.periods()[t] : period;
          holes++;
        }
      }
    }
    if (holes > 0) {
      throw PanelErrors.panelNotBalanced(holes, unit, period);
    }
  }

  /**
   * Returns the state of the units of both.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the periods differ
   */
  public PanelMoments merge(PanelMoments other) {
    return new MomentsBuilder(periods).add(this).add(other).build();
  }

  /**
   * Returns the state without one cluster; exact, nothing is subtracted.
   *
   * @throws fi.lape.estimators.error.EvaluationException if there is no such cluster
   */
  public PanelMoments minus(String cluster) {
    NavigableMap<CellKey, CellMoments> rest = new TreeMap<>(cells);
    if (!rest.keySet().removeIf(key -> key.cluster().equals(cluster))) {
      throw EvaluationErrors.clusterUnknown(cluster);
    }
    return new PanelMoments(periods, rest);
  }

  /** Returns the state of the same units seen only in the periods wanted; exact. */
  public PanelMoments keepPeriods(IntPredicate wanted) {
    NavigableMap<CellKey, CellMoments> kept = new TreeMap<>();
    cells.forEach((key, cell) -> kept.put(key, cell.keep(periods, wanted)));
    return new PanelMoments(Arrays.stream(periods).filter(wanted).toArray(), kept);
  }

  /**
   * Returns a state in which every cluster is one unit: its outcomes are the weighted means of the
   * cluster, its weight is 1 or the cluster's weight, and its cohort is its place (from 1) among
   * the sorted clusters.
   */
  public PanelMoments clustersAsUnits(boolean weighted) {
    NavigableMap<CellKey, CellMoments> units = new TreeMap<>();
    int place = 0;
    for (String cluster : clusters()) {
      CellMoments whole = new CellMoments(periods.length);
      for (CellMoments cell : ofCluster(cluster).values()) {
        whole.merge(cell);
      }
      place++;
      units.put(new CellKey(cluster, place), whole.asUnit(weighted ? whole.weight() : 1));
    }
    return new PanelMoments(periods, units);
  }

  /**
   * Returns the state of the same units in which every cell is a cohort of its own: its place (from
   * 1) in the order of the cells.
   */
  public PanelMoments cellsAsCohorts() {
    NavigableMap<CellKey, CellMoments> relabelled = new TreeMap<>();
    int place = 0;
    for (Map.Entry<CellKey, CellMoments> cell : cells.entrySet()) {
      place++;
      relabelled.put(new CellKey(cell.getKey().cluster(), place), cell.getValue());
    }
    return new PanelMoments(periods, relabelled);
  }

  /** Returns the periods, increasing. */
  public int[] periods() {
    return periods.clone();
  }

  /** Returns the cells, by cluster and cohort. */
  public NavigableMap<CellKey, CellMoments> cells() {
    return cells;
  }

  /** Returns the cells of one cluster. */
  public NavigableMap<CellKey, CellMoments> ofCluster(String cluster) {
    return cells.subMap(
        new CellKey(cluster, Integer.MIN_VALUE),
        true,
        new CellKey(cluster, Integer.MAX_VALUE),
        true);
  }

  /** Returns the units of one cluster and cohort, or empty if there are none. */
  public Optional<CellMoments> cell(String cluster, int cohort) {
    return Optional.ofNullable(cells.get(new CellKey(cluster, cohort)));
  }

  /** Returns the clusters, sorted. */
  public List<String> clusters() {
    NavigableSet<String> clusters = new TreeSet<>();
    for (CellKey key : cells.keySet()) {
      clusters.add(key.cluster());
    }
    return List.copyOf(clusters);
  }

  /** Returns the cohorts, increasing; {@link Panel#NEVER} comes last. */
  public List<Integer> cohorts() {
    NavigableSet<Integer> cohorts = new TreeSet<>();
    for (CellKey key : cells.keySet()) {
      cohorts.add(key.cohort());
    }
    return List.copyOf(cohorts);
  }

  /** Returns the number of units. */
  public long units() {
    long units = 0;
    for (CellMoments cell : cells.values()) {
      units += cell.units();
    }
    return units;
  }

  /** Returns whether all units weigh the same, to rounding. */
  public boolean hasEqualWeights() {
    double weight = 0;
    double squares = 0;
    for (CellMoments cell : cells.values()) {
      weight += cell.weight();
      squares += cell.weightSquared();
    }
    return units() * squares <= weight * weight * (1 + EQUAL_WEIGHTS);
  }

  /** Returns a compact form that {@link #fromBytes} reads back bit for bit. */
  public byte[] toBytes() {
    List<byte[]> names = new ArrayList<>();
    int size = Integer.BYTES * (3 + periods.length);
    for (CellKey key : cells.keySet()) {
      byte[] name = key.cluster().getBytes(StandardCharsets.UTF_8);
      names.add(name);
      size += 2 * Integer.BYTES + name.length + CellMoments.bytes(periods.length);
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(MAGIC).putInt(periods.length).putInt(cells.size());
    for (int period : periods) {
      out.putInt(period);
    }
    int place = 0;
    for (Map.Entry<CellKey, CellMoments> cell : cells.entrySet()) {
      byte[] name = names.get(place++);
      out.putInt(name.length).put(name).putInt(cell.getKey().cohort());
      cell.getValue().write(out);
    }
    return out.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws fi.lape.estimators.error.EvaluationException if the bytes are not such a state
   */
  public static PanelMoments fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.getInt() != MAGIC) {
        throw EvaluationErrors.momentsUnreadable("it does not begin with LPM2");
      }
      int[] periods = new int[in.getInt()];
      int count = in.getInt();
      for (int t = 0; t < periods.length; t++) {
        periods[t] = in.getInt();
      }
      NavigableMap<CellKey, CellMoments> cells = new TreeMap<>();
      for (int c = 0; c < count; c++) {
        byte[] name = new byte[in.getInt()];
        in.get(name);
        CellKey key = new CellKey(new String(name, StandardCharsets.UTF_8), in.getInt());
        cells.put(key, CellMoments.read(in, periods.length));
      }
      return new PanelMoments(periods, cells);
    } catch (BufferUnderflowException | NegativeArraySizeException cut) {
      throw EvaluationErrors.momentsUnreadable("it ends after " + bytes.length + " bytes");
    }
  }
}
