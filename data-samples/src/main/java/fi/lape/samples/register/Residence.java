package fi.lape.samples.register;

/**
 * Where a child lives for a time.
 *
 * @param start first day, as days since 1970
 * @param end day from which it no longer does; {@link #FOREVER} where it stays
 * @param unit index of the panel unit
 */
record Residence(int start, int end, int unit) {
  static final int FOREVER = Integer.MAX_VALUE;
}
