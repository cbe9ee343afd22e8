package fi.lape.estimators.linalg;

/** Products of small dense matrices, rows first. */
public final class Matrices {
  private Matrices() {}

  /** Returns A'x. */
  public static double[] transposedTimes(double[][] a, double[] x) {
    double[] product = new double[a.length == 0 ? 0 : a[0].length];
    for (int i = 0; i < a.length; i++) {
      add(product, a[i], x[i]);
    }
    return product;
  }

  /** Returns A·B. */
  public static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      product[i] = transposedTimes(b, a[i]);
    }
    return product;
  }

  /** Returns L'AL. */
  public static double[][] sandwich(double[][] l, double[][] a) {
    double[][] al = times(a, l);
    double[][] product = new double[l[0].length][l[0].length];
    for (int r = 0; r < l.length; r++) {
      for (int i = 0; i < product.length; i++) {
        add(product[i], al[r], l[r][i]);
      }
    }
    return product;
  }

  /** Adds factor · x to a sum. */
  public static void add(double[] sum, double[] x, double factor) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * x[j];
    }
  }
}
