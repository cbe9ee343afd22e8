package fi.lape.jobs.disclose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers as a reader has them: shown ones, hidden or rounded ones between ends, and what ties
 * them. Shares nothing with what chose the hidden cells but the solver.
 *
 * <p>Numbers that nothing ties to each other are looked at apart. Where what is known of some
 * cannot all be true, nothing can be worked out from it: see {@link #contradicts}.
 */
public final class PublishedTable {
  /** Sums of published numbers may be off by this share, as rounded ones are. */
  private static final double ROUNDING = 1e-9;

  /** Differences below this share of what must stay open are rounding of the solver. */
  private static final double SLACK = 1e-6;

  private final List<Range> numbers = new ArrayList<>();
  private final BitSet open = new BitSet();
  private final List<Tie> ties = new ArrayList<>();
  private final Map<Integer, Group> groups = new HashMap<>();

  private record Tie(double low, double high, List<Integer> numbers, List<Double> weights) {}

  /** Adds a number everybody sees; returns its index. */
  public int shown(double value) {
    numbers.add(new Range(value, value));
    return numbers.size() - 1;
  }

  /** Adds a number of which only the ends are known; returns its index. */
  public int hidden(double low, double high) {
    numbers.add(new Range(low, high));
    open.set(numbers.size() - 1);
    return numbers.size() - 1;
  }

  /**
   * Adds that a total is the sum of its parts.
   *
   * @param partial whether it may be more
   */
  public void sum(int total, List<Integer> parts, boolean partial) {
    int[] all = new int[parts.size() + 1];
    double[] weights = new double[all.length];
    all[0] = total;
    weights[0] = 1;
    for (int i = 0; i < parts.size(); i++) {
      all[i + 1] = parts.get(i);
      weights[i + 1] = -1;
    }
    tie(0, partial ? Double.POSITIVE_INFINITY : 0, all, weights);
  }

  /** Adds that {@code low ≤ Σ weight · number ≤ high}; a number may be named once. */
  public void tie(double low, double high, int[] named, double[] weights) {
    ties.add(
        new Tie(
            low,
            high,
            Arrays.stream(named).boxed().toList(),
            Arrays.stream(weights).boxed().toList()));
    groups.clear();
  }

  /**
   * Returns what everything together allows a number to be; what was given where it contradicts.
   */
  public Range bounds(int number) {
    return open.get(number) ? group(number).bounds(number) : numbers.get(number);
  }

  /** Returns whether what is known of a number and of those tied to it cannot all be true. */
  public boolean contradicts(int number) {
    return open.get(number) && group(number).impossible();
  }

  /**
   * Returns the numbers that are known more closely than they may be.
   *
   * @param least how far apart the ends of each must stay
   */
  public List<Integer> narrower(Map<Integer, Double> least) {
    List<Integer> narrower = new ArrayList<>();
    for (Map.Entry<Integer, Double> each : least.entrySet()) {
      int number = each.getKey();
      double needed = each.getValue() * (1 - SLACK);
      boolean wide =
          open.get(number)
              ? group(number).isWide(number, needed)
              : numbers.get(number).width() >= needed;
      if (!wide) {
        narrower.add(number);
      }
    }
    return narrower;
  }

  /**
   * Returns the numbers tied to one that become known more closely than they may be to a reader who
   * knows that one.
   *
   * @param least how far apart the ends of each must stay
   */
  public List<Integer> narrowerKnowing(int number, double value, Map<Integer, Double> least) {
    Set<Integer> tied = new HashSet<>(group(number).members);
    Map<Integer, Double> concerned = new LinkedHashMap<>(least);
    concerned.keySet().retainAll(tied);
    concerned.remove(number);
    PublishedTable knowing = new PublishedTable();
    knowing.numbers.addAll(numbers);
    knowing.numbers.set(number, new Range(value, value));
    knowing.open.or(open);
    knowing.open.clear(number);
    knowing.ties.addAll(ties);
    return knowing.narrower(concerned);
  }

  private Group group(int number) {
    if (groups.isEmpty()) {
      makeGroups();
    }
    return groups.get(number);
  }

  private void makeGroups() {
    int[] parent = new int[numbers.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    for (Tie tie : ties) {
      int first = -1;
      for (int number : tie.numbers()) {
        if (open.get(number)) {
          if (first >= 0) {
            parent[root(parent, number)] = root(parent, first);
          }
          first = number;
        }
      }
    }
    Map<Integer, Group> byRoot = new LinkedHashMap<>();
    open.stream()
        .forEach(
            number ->
                groups.put(
                    number,
                    byRoot.computeIfAbsent(root(parent, number), r -> new Group()).with(number)));
    for (Tie tie : ties) {
      for (int number : tie.numbers()) {
        if (open.get(number)) {
          groups.get(number).ties.add(tie);
          break;
        }
      }
    }
  }

  private static int root(int[] parent, int of) {
    int at = of;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /** Open numbers that are tied to each other, and their program. */
  private final class Group {
    private final List<Integer> members = new ArrayList<>();
    private final List<Tie> ties = new ArrayList<>();
    private final Map<Integer, Integer> variables = new HashMap<>();
    private final Map<Integer, Range> seen = new HashMap<>();
    private Optional<LinearProgram> made = Optional.empty();
    private Optional<Boolean> impossible = Optional.empty();

    Group with(int number) {
      members.add(number);
      return this;
    }

    boolean impossible() {
      if (impossible.isEmpty()) {
        impossible = Optional.of(program().minimiseIfPossible().isEmpty());
      }
      return impossible.get();
    }

    Range bounds(int number) {
      if (impossible()) {
        return numbers.get(number);
      }
      return new Range(end(number, false), end(number, true));
    }

    boolean isWide(int number, double needed) {
      if (impossible()) {
        return numbers.get(number).width() >= needed;
      }
      for (boolean greatest : new boolean[] {true, false}) {
        if (!seenWide(number, needed)) {
          see(number, end(number, greatest));
        }
      }
      return seenWide(number, needed);
    }

    private boolean seenWide(int number, double needed) {
      return seen.containsKey(number) && seen.get(number).width() >= needed;
    }

    private void see(int number, double at) {
      seen.merge(
          number,
          new Range(at, at),
          (a, b) -> new Range(Math.min(a.low(), b.low()), Math.max(a.high(), b.high())));
    }

    private double end(int number, boolean greatest) {
      LinearProgram program = program();
      int variable = variables.get(number);
      program.cost(variable, 1);
      Optional<LinearProgram.Solution> found =
          greatest ? program.maximiseIfPossible() : program.minimiseIfPossible();
      program.noCost(variable);
      LinearProgram.Solution end =
          found.orElseThrow(() -> new IllegalStateException("a possible program has no end"));
      if (!end.isBounded()) {
        return greatest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      }
      // Every point a program ends at shows how far the other numbers can go, too.
      members.forEach(member -> see(member, end.at(variables.get(member))));
      return end.at(variable);
    }

    private LinearProgram program() {
      if (made.isEmpty()) {
        LinearProgram program = new LinearProgram();
        for (int member : members) {
          Range range = numbers.get(member);
          variables.put(member, program.variable(range.low(), range.high()));
        }
        ties.forEach(tie -> add(program, tie));
        made = Optional.of(program);
      }
      return made.get();
    }

    private void add(LinearProgram program, Tie tie) {
      double known = 0;
      double size = 1;
      double greatest = 0;
      for (int i = 0; i < tie.weights().size(); i++) {
        int number = tie.numbers().get(i);
        if (open.get(number)) {
          greatest = Math.max(greatest, Math.abs(tie.weights().get(i)));
        } else {
          known += tie.weights().get(i) * numbers.get(number).low();
          size += Math.abs(tie.weights().get(i) * numbers.get(number).low());
        }
      }
      double slack = ROUNDING * size;
      LinearProgram.Row row =
          program.between(
              (tie.low() - known - slack) / greatest, (tie.high() - known + slack) / greatest);
      for (int i = 0; i < tie.weights().size(); i++) {
        if (open.get(tie.numbers().get(i))) {
          row.add(variables.get(tie.numbers().get(i)), tie.weights().get(i) / greatest);
        }
      }
    }
  }
}
