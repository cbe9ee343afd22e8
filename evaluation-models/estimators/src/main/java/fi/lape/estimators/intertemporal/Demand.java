package fi.lape.estimators.intertemporal;

/**
 * What must be there of a switcher besides the number at hand.
 *
 * @param effects so many effects, 0 for none
 * @param placebos so many placebos, 0 for none
 */
record Demand(int effects, int placebos) {
  static final Demand NONE = new Demand(0, 0);
}
