package fi.lape.samples.register;

/**
 * A row of the placement register.
 *
 * @param start first day, as days since 1970
 * @param end day of its end, not counted
 * @param unit index of the responsible panel unit
 */
record Stay(int start, int end, int unit, CareForm form, CareDecision decision) {}
