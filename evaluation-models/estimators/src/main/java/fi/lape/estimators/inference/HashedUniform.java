package fi.lape.estimators.inference;

/**
 * Uniform numbers hashed from a seed, the number of the draw and a name: the same name has the same
 * number in the same draw, in any order, on any machine.
 */
public final class HashedUniform {
  private final long seed;

  /** Numbers of one seed. */
  public HashedUniform(long seed) {
    this.seed = seed;
  }

  /** Returns a hash of a name, to be used below. */
  public static long hash(String name) {
    long hash = 0;
    for (int c = 0; c < name.length(); c++) {
      hash = mix(hash ^ name.charAt(c));
    }
    return hash;
  }

  /** Returns a number from 0 to below 1. */
  public double at(int draw, long name) {
    long bits = mix(mix(mix(seed) ^ draw) ^ name);
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after one step of its counter. */
  private static long mix(long z) {
    long x = z + 0x9e3779b97f4a7c15L;
    x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
