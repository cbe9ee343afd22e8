package fi.lape.estimators.inference;

import java.util.Arrays;

/**
 * The distinct ways in which labels can be dealt to places: all of them in lexicographic order, or
 * hashed samples.
 */
final class Arrangements {
  private final int[] observed;

  Arrangements(int[] observed) {
    this.observed = observed.clone();
  }

  /** Returns how many there are, or {@code most + 1} if more than that. */
  long count(long most) {
    int[] sorted = observed.clone();
    Arrays.sort(sorted);
    long count = 1; // of the places so far: multiplied by n/(size of the run so far)
    int run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      count = count * (i + 1) / run; // a multinomial coefficient, so always whole
      if (count > most) {
        return most + 1;
      }
    }
    return count;
  }

  /** Returns the first arrangement in lexicographic order. */
  int[] first() {
    int[] first = observed.clone();
    Arrays.sort(first);
    return first;
  }

  /** Turns an arrangement into the next one; returns false after the last. */
  static boolean advance(int[] labels) {
    int i = labels.length - 2;
    while (i >= 0 && labels[i] >= labels[i + 1]) {
      i--;
    }
    if (i < 0) {
      return false;
    }
    int j = labels.length - 1;
    while (labels[j] <= labels[i]) {
      j--;
    }
    swap(labels, i, j);
    for (int low = i + 1, high = labels.length - 1; low < high; low++, high--) {
      swap(labels, low, high);
    }
    return true;
  }

  /** Returns a random arrangement, every one as likely. */
  int[] drawn(AuxiliaryWeights source, int draw) {
    int[] labels = observed.clone();
    for (int i = labels.length - 1; i > 0; i--) {
      swap(labels, i, (int) ((i + 1) * source.uniform(draw, i)));
    }
    return labels;
  }

  private static void swap(int[] labels, int i, int j) {
    int kept = labels[i];
    labels[i] = labels[j];
    labels[j] = kept;
  }
}
