package fi.lape.estimators.calibration;

/** A random order of places, for placebo assignments: the same seed gives the same order. */
public final class Permutation {
  private Permutation() {}

  /** Returns the places 0 to before {@code n} in an order drawn with equal chances. */
  public static int[] of(long seed, int n) {
    DrawStream random = new DrawStream(seed);
    int[] places = new int[n];
    for (int i = 0; i < n; i++) {
      int j = (int) ((i + 1) * random.uniform());
      places[i] = places[j];
      places[j] = i;
    }
    return places;
  }
}
