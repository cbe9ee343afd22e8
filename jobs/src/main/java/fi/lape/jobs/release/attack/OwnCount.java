package fi.lape.jobs.release.attack;

/**
 * A hidden count of one child, whose family knows it; never written anywhere.
 *
 * @param count the true number, 1 but for the rounding of a rate
 */
public record OwnCount(String municipality, int year, String outcome, double count) {}
