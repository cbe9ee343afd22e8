package fi.lape.jobs.cost;

/**
 * Programme cost of a year that falls to adopting municipalities, real euros.
 *
 * @param state grants
 * @param municipality own funding of the projects
 */
record Charged(double state, double municipality) {
  double total() {
    return state + municipality;
  }

  Charged plus(Charged other) {
    return new Charged(state + other.state, municipality + other.municipality);
  }
}
